/** Checks for tests in an extension host, where nothing of Node may be needed: it can be a web worker. */

export function same(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a}, expected ${b}`);
}

export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** Waits until something is there; the answer may be undefined or false for a while. */
export async function eventually<T>(what: string, look: () => T | undefined | false | PromiseLike<T | undefined | false>, patience = 40_000): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export interface HostTest {
  readonly name: string;
  run(): Promise<void>;
}

/** Runs all tests, even after a failure. */
export async function runAll(tests: readonly HostTest[]): Promise<void> {
  const failed: string[] = [];
  for (const { name, run } of tests) {
    try {
      await run();
      console.log(`host: ok - ${name}`);
    } catch (error) {
      failed.push(name);
      console.log(`host: not ok - ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (failed.length > 0) throw new Error(`${failed.length} of ${tests.length} failed`);
}
