/** UTF-16 units that both texts may have together. */
const room = 1 << 20;
/** Bytes before the units: a counter and two lengths. */
const head = 12;

/**
 * What a thread works on at the moment, in memory that another thread can read: it stands there whole before the work begins, so
 * that a thread which hangs is known by its texts.
 */
export class Announcement {
  readonly #state: Int32Array;
  readonly #units: Uint16Array;
  readonly shared: SharedArrayBuffer;

  constructor(shared = new SharedArrayBuffer(head + room * 2)) {
    this.shared = shared;
    this.#state = new Int32Array(shared, 0, 3);
    this.#units = new Uint16Array(shared, head);
  }

  /** How many announcements there were. */
  get count(): number {
    return Atomics.load(this.#state, 0);
  }

  /** @param texts one or two; too long ones are cut */
  announce(texts: readonly string[]): void {
    let free = 0;
    for (const index of [0, 1]) {
      const text = texts[index]?.slice(0, room / 2);
      for (let at = 0; at < (text?.length ?? 0); at++) this.#units[free++] = text?.charCodeAt(at) ?? 0;
      Atomics.store(this.#state, 1 + index, text?.length ?? -1);
    }
    Atomics.add(this.#state, 0, 1);
  }

  get texts(): readonly string[] {
    const [first, second] = [Atomics.load(this.#state, 1), Atomics.load(this.#state, 2)];
    const read = (start: number, length: number): string => Array.from(this.#units.slice(start, start + length), (unit) => String.fromCharCode(unit)).join('');
    return second < 0 ? [read(0, first)] : [read(0, first), read(first, second)];
  }
}
