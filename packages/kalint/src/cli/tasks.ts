import type { SentResult } from './transfer.ts';

/** A file to judge. */
export interface Task {
  readonly path: string;
  /** Of its node. */
  readonly name: string;
}

/** What a worker thread is given. */
export interface Job {
  /** Absolute. */
  readonly cwd: string;
  readonly tasks: readonly Task[];
  /** Shared: index of the next task that nobody has taken. */
  readonly next: Int32Array;
}

/** What a worker thread sends for each task. */
export interface Reply {
  readonly index: number;
  readonly failures: readonly string[];
  readonly result: SentResult;
}

/** The tasks that this thread gets hold of; each task is handed out once, to whichever thread asks first. */
export function* takeFrom(tasks: readonly Task[], next: Int32Array): Generator<Task & { readonly index: number }> {
  for (;;) {
    const index = Atomics.add(next, 0, 1);
    const task = tasks[index];
    if (!task) return;
    yield { ...task, index };
  }
}
