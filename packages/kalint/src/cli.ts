import { main } from './cli/main.ts';
import { processTerminal, surviveClosedPipes } from './cli/terminal.ts';

surviveClosedPipes((reason) => {
  process.exitCode = 2;
  process.stderr.write(`kalint: the report cannot be written: ${reason}\n`);
});
// The status is left for the end of the process: leaving at once would cut off what a pipe has not taken yet.
void main(process.argv.slice(2), { cwd: process.cwd(), env: process.env, terminal: processTerminal() }).then((status) => {
  process.exitCode = status;
});
