/**
 * Does work on many things, some of them at once, and hands the results over in the order of the things.
 *
 * @param limit how many may be under way, those not handed over yet included
 */
export async function* inOrder<Thing, Result>(things: readonly Thing[], limit: number, work: (thing: Thing) => Promise<Result>): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  let next = 0;
  const start = (): void => {
    const thing = things[next];
    if (thing === undefined) return;
    next += 1;
    const result = work(thing);
    // A failure is thrown where the result is awaited, not before.
    result.catch(() => undefined);
    running.push(result);
  };
  while (next < Math.min(limit, things.length)) start();
  for (let result = running.shift(); result !== undefined; result = running.shift()) {
    yield await result;
    start();
  }
}
