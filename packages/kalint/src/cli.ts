import { main } from './cli/main.ts';
import { processTerminal } from './cli/terminal.ts';

export { work } from './cli/work.ts';

let lost = false;
const terminal = processTerminal((reason) => {
  if (lost) return;
  lost = true;
  process.exitCode = 2;
  terminal.err(`kalint: the report cannot be written: ${reason}\n`);
});
// The status is left for the end of the process: leaving at once would cut off what a pipe has not taken yet.
void main(process.argv.slice(2), { cwd: process.cwd(), env: process.env, terminal }).then((status) => {
  process.exitCode = lost ? 2 : status;
});
