import type { Random } from '../random.ts';
import type { Judgement } from './judge.ts';
import type { Line, LineFacts, Variant } from './lines.ts';
import { factsOf } from './lines.ts';
import type { Specimen } from './specimen.ts';

/** Another way to write the same configuration. */
export interface Change {
  readonly name: string;
  /** Whether lines at which keepalived reports something remain the same lines. */
  readonly exact: boolean;
  /** Whether it takes away the indentation or the files by which a missing brace is guessed. */
  readonly hidesBraces?: boolean;
  /** Whether everything is there twice, also the findings. */
  readonly doubles?: boolean;
  /** Whether files with the same text have the same text afterwards. */
  readonly keepsTwins?: boolean;
  /** Whether a finding about two things may move to the other one. */
  readonly movesFindings?: boolean;
  /** The changed variant; undefined where there is nothing to change. */
  apply(variant: Variant, random: Random, specimen: Specimen): Variant | undefined;
}

/** What is said of a missing brace is a guess from the layout. */
const guesses = /^syntax\/(?:unbalanced-braces|missing-block|unexpected-block|line-too-long|nul-byte)$/;

/** Whether the findings of an example have to stay as they are under a change. */
export function isFair(change: Change, before: Judgement): boolean {
  if (before.found.some(({ rule }) => rule === 'pair/identical-files')) return change.keepsTwins === true;
  return change.hidesBraces !== true || !before.found.some(({ rule }) => guesses.test(rule));
}

/** Whether the second of two changes still finds what it needs: names that the first one made, or lines that it set apart. */
export function mayFollow(first: Change, second: Change): boolean {
  const delicate = /several lines|statements|values|generators|id\b|second time/;
  if (first.name.startsWith('quoted') && /names/.test(second.name)) return false;
  // Of a last line that does not end keepalived names the line before, which is then read twice.
  if (/no end/.test(first.name + second.name)) return false;
  return !(delicate.test(first.name) && delicate.test(second.name)) && !(first.name.startsWith('parts') || first.name.startsWith('a part') || second.doubles === true);
}

/** Applies a change to each file by itself; undefined where none changed. */
export function eachFile(variant: Variant, rewrite: (lines: readonly Line[], facts: readonly LineFacts[], path: string) => readonly Line[] | undefined): Variant | undefined {
  let changed = false;
  const files = new Map([...variant.files].map(([path, lines]) => {
    const made = rewrite(lines, factsOf(lines), path);
    changed ||= made !== undefined;
    return [path, made ?? lines];
  }));
  return changed ? { ...variant, files } : undefined;
}

/** The first line at which something may be added: behind the comments at the top, which may tell the target version. */
export function topOf(facts: readonly LineFacts[]): number {
  const index = facts.findIndex(({ kind }) => kind !== 'comment' && kind !== 'blank');
  return index < 0 ? facts.length : index;
}
