/** How often a part may be run: `--tries=N` on the command line, else once. */
export function triesGiven(): number {
  const given = Number(process.argv.map((argument) => /^--tries=(\d+)$/.exec(argument)?.[1]).find((count) => count !== undefined) ?? 1);
  return Math.max(1, given);
}

/**
 * Runs a part until it passes. Browsers and editors on a busy machine can be late; a fault of ours fails each time.
 *
 * @param run resolves with true where the part has passed; a rejection counts as a failure
 */
export async function untilPassed(name: string, tries: number, run: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let count = 1; count <= tries; count++) {
    if (count > 1) process.stdout.write(`# ${name}: run ${count} of ${tries}\n`);
    try {
      if (await run()) return true;
    } catch (error) {
      process.stdout.write(`not ok - ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    }
  }
  return false;
}
