import { main } from './main.ts';
import { processTerminal } from './terminal.ts';

/** The command `kalint` as a process: its output goes where the process's goes, its status becomes the process's. */
export async function command(argv: readonly string[]): Promise<void> {
  let lost = false;
  const terminal = processTerminal((reason) => {
    if (lost) return;
    lost = true;
    process.exitCode = 2;
    terminal.err(`kalint: the report cannot be written: ${reason}\n`);
  });
  const status = await main(argv, { cwd: process.cwd(), env: process.env, terminal });
  // The status is left for the end of the process: leaving at once would cut off what a pipe has not taken yet.
  process.exitCode = lost ? 2 : status;
}
