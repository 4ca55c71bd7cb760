import { work } from './work.ts';

/** From so many files, or UTF-16 units of text, on. A small run is over before anything is optimised. */
const manyFiles = 16;
const muchText = 262_144;

/** How long the optimising compiler waits: usually, in a run that one thread does, and where threads and compiler need the same cores. */
interface Patience {
  readonly flag: string;
  readonly usual: number;
  readonly alone: number;
  readonly shared: number;
}

/** In calls of a function. */
const calls: Patience = { flag: 'invocation-count-for-turbofan', usual: 3000, alone: 30_000, shared: 100_000 };

/** By major version of Node. */
const patience: Readonly<Record<string, Patience | undefined>> = {
  // In bytes of bytecode that were carried out.
  20: { flag: 'interrupt-budget', usual: 67_584, alone: 400_000, shared: 4_000_000 },
  21: calls,
  22: calls,
  23: calls,
  24: calls,
};

/**
 * V8 of Node 20 to 24 optimises a function as soon as it has been busy for a little while, whatever is still to be
 * learned about it. In a run of a second that is up to half of all processor time, spent on code that is thrown away or not
 * used any more, at the cost of the work itself on a machine with few cores.
 *
 * @param files that will be judged
 * @param units length of their texts, as far as known
 * @param threads that judge them
 */
export function expectWork(files: number, units: number, threads = 1): void {
  if (work.large || (files < manyFiles && units < muchText)) return;
  work.large = true;
  const own = patience[Number.parseInt(process.versions.node, 10)];
  if (!own) return;
  // Loaded where it is used: it takes longer than all else at the start of a small run.
  const v8 = process.getBuiltinModule?.('node:v8');
  v8?.setFlagsFromString(`--${own.flag}=${threads > 1 ? own.shared : own.alone}`);
  // Compiled code that is kept for the next run fits the settings under which it was kept.
  process.prependListener('exit', () => { v8?.setFlagsFromString(`--${own.flag}=${own.usual}`); });
}
