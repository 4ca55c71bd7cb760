import { command } from './cli/command.ts';
import { workerSign } from './cli/worker-sign.ts';

export { work } from './cli/work.ts';

const [first, ...rest] = process.argv.slice(2);
if (first === workerSign) void import('./cli/worker.ts').then(({ serve }) => serve(rest));
else void command(process.argv.slice(2));
