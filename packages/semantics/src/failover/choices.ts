/**
 * Answers about quantities that nobody knows. An unknown quantity is an integer in a range; a question splits the range.
 * Answers given once hold for the rest of the run, so one run is one possible world.
 */
export interface Choices {
  /** Whether the quantity is greater than the threshold. The range is that of the quantity before any question. */
  exceeds(quantity: string, threshold: number, low: number, high: number): boolean;
  /** Whether an unknown condition holds. */
  holds(condition: string): boolean;
}

/** What is left of the range of an unknown quantity. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The ranges of all quantities that were asked for. */
export type Knowledge = ReadonlyMap<string, Range>;

const nothing: Knowledge = new Map();

class Run implements Choices {
  readonly trail: boolean[] = [];
  readonly guessed: string[] = [];
  readonly #prefix: readonly boolean[];
  readonly #before: Knowledge;
  #ranges: Map<string, Range> | undefined;

  constructor(prefix: readonly boolean[], before: Knowledge) {
    this.#prefix = prefix;
    this.#before = before;
  }

  get knowledge(): Knowledge {
    return this.#ranges ?? this.#before;
  }

  exceeds(quantity: string, threshold: number, low: number, high: number): boolean {
    const range = this.knowledge.get(quantity) ?? { low, high };
    if (range.low > threshold) return true;
    if (range.high <= threshold) return false;
    const answer = this.#prefix[this.trail.length] ?? true;
    this.trail.push(answer);
    this.guessed.push(quantity);
    this.#ranges ??= new Map(this.#before);
    this.#ranges.set(quantity, answer ? { low: threshold + 1, high: range.high } : { low: range.low, high: threshold });
    return answer;
  }

  holds(condition: string): boolean {
    return this.exceeds(condition, 0, 0, 1);
  }
}

export interface World<T> {
  readonly result: T;
  /** The quantities that had to be guessed. */
  readonly guessed: readonly string[];
}

/** A world in which more can be played. */
export interface OpenWorld<T> extends World<T> {
  readonly knowledge: Knowledge;
}

const mostWorlds = 512;

/**
 * Runs a computation once for every combination of answers that it asks for. Questions are split only when they are asked,
 * so a result that does not need an unknown value costs one run.
 *
 * @param limit the number of worlds after which it gives up
 * @param before what is known already
 * @returns all worlds, or undefined when there are more than the limit
 */
export function explore<T>(compute: (choices: Choices) => T, limit = mostWorlds, before = nothing): readonly OpenWorld<T>[] | undefined {
  const worlds: OpenWorld<T>[] = [];
  let prefix: boolean[] | undefined = [];
  while (prefix) {
    if (worlds.length >= limit) return undefined;
    const run = new Run(prefix, before);
    worlds.push({ result: compute(run), guessed: run.guessed, knowledge: run.knowledge });
    prefix = next(run.trail);
  }
  return worlds;
}

/** A world to go on from. Those with one key go on in the same way, which is computed once. */
export interface Beginning<S> extends OpenWorld<S> {
  readonly key: string;
}

/**
 * Goes on from every world of an earlier computation, as if both were one.
 *
 * @param beginnings undefined: too many already
 * @returns all worlds, or undefined when there are too many
 */
export function exploreFrom<S, T>(beginnings: readonly Beginning<S>[] | undefined, compute: (result: S, choices: Choices) => T): readonly World<T>[] | undefined {
  if (!beginnings) return undefined;
  const found: World<T>[] = [];
  const known = new Map<string, readonly World<T>[]>();
  for (const { key, result, guessed, knowledge } of beginnings) {
    const next = known.get(key) ?? explore((choices) => compute(result, choices), mostWorlds - found.length, knowledge);
    if (!next || found.length + next.length > mostWorlds) return undefined;
    known.set(key, next);
    for (const world of next) found.push({ result: world.result, guessed: [...guessed, ...world.guessed] });
  }
  return found;
}

/** The first branch not yet taken, depth first: the last "yes" becomes a "no". */
function next(answers: boolean[]): boolean[] | undefined {
  const last = answers.lastIndexOf(true);
  return last < 0 ? undefined : [...answers.slice(0, last), false];
}
