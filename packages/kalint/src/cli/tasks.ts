import type { SentResult } from './transfer.ts';

/** A file to judge. */
export interface Task {
  /** Its place among the files of the run. */
  readonly index: number;
  readonly path: string;
  /** Of its node. */
  readonly name: string;
}

/** What a worker thread is given. */
export interface Job {
  /** Absolute. */
  readonly cwd: string;
  /** The lightest first. */
  readonly tasks: readonly Task[];
  readonly counters: SharedArrayBuffer;
}

/** What a worker thread sends for each task. */
export interface Reply {
  readonly index: number;
  readonly failures: readonly string[];
  readonly result: SentResult;
}

/** What a worker thread sends when it finds nothing more to do. */
export const finished = 'finished';

const left = 0;
const light = 1;
const heavy = 2;
const begun = 3;

/**
 * Hands out tasks to threads, each task once. The main thread takes the light ones, the workers take the heavy ones: so each
 * warms up for what it does, and no heavy one is begun last.
 */
export class Handout {
  /** Shared by all threads: the work that is left, how many light and how many heavy ones are taken, how many workers have begun. */
  readonly counters: SharedArrayBuffer;
  readonly #tasks: readonly Task[];
  readonly #counts: Int32Array;

  /** @param tasks the lightest first */
  constructor(tasks: readonly Task[], counters?: SharedArrayBuffer) {
    this.counters = counters ?? new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT);
    this.#tasks = tasks;
    this.#counts = new Int32Array(this.counters);
    if (!counters) this.#counts[left] = tasks.length;
  }

  /** How many nobody has taken. */
  get left(): number {
    return Math.max(0, Atomics.load(this.#counts, left));
  }

  /** How many workers have begun. */
  get workers(): number {
    return Atomics.load(this.#counts, begun);
  }

  /** For a worker that is about to take tasks. */
  begin(): void {
    Atomics.add(this.#counts, begun, 1);
  }

  takeLight(): Task | undefined {
    return this.#take(light, (taken) => taken);
  }

  takeHeavy(): Task | undefined {
    return this.#take(heavy, (taken) => this.#tasks.length - 1 - taken);
  }

  #take(side: number, place: (taken: number) => number): Task | undefined {
    // There are as many tickets as tasks, so both sides never meet.
    if (Atomics.sub(this.#counts, left, 1) <= 0) return undefined;
    return this.#tasks[place(Atomics.add(this.#counts, side, 1))];
  }
}
