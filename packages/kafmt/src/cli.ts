import { readArguments } from './cli/arguments.ts';
import { escapeControls } from './cli/escape.ts';
import { reasonOf } from './cli/failure.ts';
import { run } from './cli/run.ts';

/** The command `kafmt`. Whatever goes wrong ends as one line on standard error and exit status 2. */
async function main(): Promise<void> {
  // Who reads our output may stop reading, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2);
  });
  try {
    const given = readArguments(process.argv.slice(2));
    process.exitCode = given ? await run(given) : 0;
  } catch (error) {
    process.stderr.write(`kafmt: ${escapeControls(reasonOf(error))}\n`);
    process.exitCode = 2;
  }
}

void main();
