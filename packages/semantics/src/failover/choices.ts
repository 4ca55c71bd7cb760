/**
 * Answers about quantities that nobody knows. An unknown quantity is an integer in a range; a question splits the range.
 * Answers given once hold for the rest of the run, so one run is one possible world.
 */
export interface Choices {
  /** Whether the quantity is greater than the threshold. The range is that of the quantity before any question. */
  exceeds(quantity: string, threshold: number, low: number, high: number): boolean;
  /** Whether an unknown condition holds. */
  holds(condition: string): boolean;
  /** The quantities that this run had to guess. */
  readonly guessed: readonly string[];
}

class Run implements Choices {
  readonly trail: boolean[] = [];
  readonly guessed: string[] = [];
  readonly #prefix: readonly boolean[];
  #ranges: Map<string, { low: number; high: number }> | undefined;

  constructor(prefix: readonly boolean[]) {
    this.#prefix = prefix;
  }

  exceeds(quantity: string, threshold: number, low: number, high: number): boolean {
    this.#ranges ??= new Map();
    let range = this.#ranges.get(quantity);
    if (!range) this.#ranges.set(quantity, (range = { low, high }));
    if (range.low > threshold) return true;
    if (range.high <= threshold) return false;
    const answer = this.#prefix[this.trail.length] ?? true;
    this.trail.push(answer);
    this.guessed.push(quantity);
    if (answer) range.low = threshold + 1;
    else range.high = threshold;
    return answer;
  }

  holds(condition: string): boolean {
    return this.exceeds(condition, 0, 0, 1);
  }
}

export interface World<T> {
  readonly result: T;
  readonly guessed: readonly string[];
}

/**
 * Runs a computation once for every combination of answers that it asks for. Questions are split only when they are asked,
 * so a result that does not need an unknown value costs one run.
 *
 * @param limit the number of worlds after which it gives up
 * @returns all worlds, or undefined when there are more than the limit
 */
export function explore<T>(compute: (choices: Choices) => T, limit = 512): readonly World<T>[] | undefined {
  const worlds: World<T>[] = [];
  let prefix: boolean[] | undefined = [];
  while (prefix) {
    if (worlds.length >= limit) return undefined;
    const run = new Run(prefix);
    worlds.push({ result: compute(run), guessed: run.guessed });
    prefix = next(run.trail);
  }
  return worlds;
}

/** The first branch not yet taken, depth first: the last "yes" becomes a "no". */
function next(answers: boolean[]): boolean[] | undefined {
  const last = answers.lastIndexOf(true);
  return last < 0 ? undefined : [...answers.slice(0, last), false];
}
