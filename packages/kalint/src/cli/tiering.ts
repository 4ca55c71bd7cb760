import { work } from './work.ts';

/** From so many files, or UTF-16 units of text, on. A small run is over before anything is optimised. */
const manyFiles = 16;
const muchText = 262_144;

/** Of bytecode, before a function is optimised; 66 KB is what V8 11 takes. */
const patient = 400_000;
const usual = 67_584;

/**
 * V8 11 (Node 20 and 21) optimises a function as soon as it has been busy for a little while, whatever is still to be
 * learned about it. In a run of a second that is a third of all processor time, spent on code that is thrown away or not
 * used any more, at the cost of the work itself on a machine with few cores. Later versions wait longer by themselves and
 * do not know this setting.
 *
 * @param files that will be judged
 * @param units length of their texts, as far as known
 */
export function expectWork(files: number, units = 0): void {
  if (work.large || (files < manyFiles && units < muchText)) return;
  work.large = true;
  if (Number.parseInt(process.versions.v8, 10) !== 11) return;
  // Loaded where it is used: it takes longer than all else at the start of a small run.
  const v8 = process.getBuiltinModule?.('node:v8');
  v8?.setFlagsFromString(`--interrupt-budget=${patient}`);
  // Compiled code that is kept for the next run fits the settings under which it was kept.
  process.prependListener('exit', () => { v8?.setFlagsFromString(`--interrupt-budget=${usual}`); });
}
