import { readArguments } from './cli/arguments.ts';
import { escapeControls } from './cli/escape.ts';
import { reasonOf } from './cli/failure.ts';
import { writeAll } from './cli/output.ts';
import { run } from './cli/run.ts';

export { work } from './cli/work.ts';

/** The command `kafmt`. Whatever goes wrong ends as one line on standard error and exit status 2. */
async function main(): Promise<void> {
  try {
    const given = readArguments(process.argv.slice(2));
    process.exitCode = given ? await run(given) : 0;
  } catch (error) {
    await writeAll(2, `kafmt: ${escapeControls(reasonOf(error))}\n`);
    process.exitCode = 2;
  }
}

void main();
