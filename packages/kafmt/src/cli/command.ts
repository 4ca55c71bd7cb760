import { readArguments } from './arguments.ts';
import { escapeControls } from './escape.ts';
import { reasonOf } from './failure.ts';
import { writeAll } from './output.ts';
import { run } from './run.ts';

/** The command `kafmt` as a process. Whatever goes wrong ends as one line on standard error and exit status 2. */
export async function command(argv: readonly string[]): Promise<void> {
  try {
    const given = readArguments(argv);
    process.exitCode = given ? await run(given) : 0;
  } catch (error) {
    await writeAll(2, `kafmt: ${escapeControls(reasonOf(error))}\n`);
    process.exitCode = 2;
  }
}
