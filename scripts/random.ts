/** Random numbers that a seed repeats (mulberry32): the same seed gives the same trials on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1, without 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to `limit`, without it. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** Whether something of the given probability happens. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** An item of a list; `otherwise` (or undefined) of an empty one. */
  pick<T>(list: readonly T[], otherwise: T): T;
  pick<T>(list: readonly T[]): T | undefined;
  pick<T>(list: readonly T[], otherwise?: T): T | undefined {
    return list[this.below(list.length)] ?? otherwise;
  }

  /** An item of a list that is not empty. */
  one<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list];
    const result: T[] = [];
    while (rest.length > 0) result.push(...rest.splice(this.below(rest.length), 1));
    return result;
  }
}
