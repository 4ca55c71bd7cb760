import { command } from './cli/command.ts';

export { work } from './cli/work.ts';

void command(process.argv.slice(2));
