import type { Range } from '@kaconf/syntax';

/** Replaces a stretch of a text. */
export interface Edit extends Range {
  readonly text: string;
}

const isSpace = (character: string): boolean => character === ' ' || character === '\t' || character === '\n' || character === '\r';

/** End of the white space that starts at `offset`. */
function spaceEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && isSpace(text.charAt(end))) end += 1;
  return end;
}

/** The edit without what both texts have in common at its ends; undefined where nothing remains. */
function narrow(before: string, range: Range, after: string): Edit | undefined {
  const old = before.slice(range.start, range.end);
  const shorter = Math.min(old.length, after.length);
  let head = 0;
  while (head < shorter && old.charAt(head) === after.charAt(head)) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.charAt(old.length - 1 - tail) === after.charAt(after.length - 1 - tail)) tail += 1;
  if (head === old.length && head === after.length) return undefined;
  return { start: range.start + head, end: range.end - tail, text: after.slice(head, after.length - tail) };
}

/** A place in each of the two texts. */
interface Pair {
  readonly old: number;
  readonly new: number;
}

/** Walks on while the texts differ in white space only; where they stop to agree. */
function walk(before: string, after: string, from: Pair, edits: Edit[]): Pair {
  let old = from.old;
  let next = from.new;
  for (;;) {
    const oldEnd = spaceEnd(before, old);
    const nextEnd = spaceEnd(after, next);
    if (before.charAt(oldEnd) !== after.charAt(nextEnd)) return { old, new: next };
    const edit = narrow(before, { start: old, end: oldEnd }, after.slice(next, nextEnd));
    if (edit) edits.push(edit);
    if (oldEnd >= before.length) return { old: before.length, new: after.length };
    old = oldEnd + 1;
    next = nextEnd + 1;
  }
}

/** So many characters have to be the same before two places are taken for the same one. */
const enoughToAgree = 24;

/** Whether the next characters other than white space are the same. */
function agree(before: string, after: string, at: Pair): boolean {
  let old = at.old;
  let next = at.new;
  for (let count = 0; count < enoughToAgree; count += 1) {
    old = spaceEnd(before, old);
    next = spaceEnd(after, next);
    if (before.charAt(old) !== after.charAt(next)) return false;
    if (old >= before.length) return true;
    old += 1;
    next += 1;
  }
  return true;
}

/** Skips what was moved: the same number of characters in both texts, white space not counted. */
function skipMoved(before: string, after: string, from: Pair): Pair {
  let at = from;
  while (at.old < before.length && at.new < after.length) {
    at = { old: spaceEnd(before, at.old) + 1, new: spaceEnd(after, at.new) + 1 };
    if (at.old <= before.length && at.new <= after.length && agree(before, after, at)) return at;
  }
  return { old: before.length, new: after.length };
}

/**
 * The edits that make one text of the other, in order and without overlap. Where only white space differs, which is the
 * rule for a text and its formatted form, each edit covers nothing but the white space that changes: cursor, marks and
 * folds of an editor stay. Around a comment that was moved one edit covers what changed places.
 */
export function minimalEdits(before: string, after: string): Edit[] {
  const edits: Edit[] = [];
  let at: Pair = { old: 0, new: 0 };
  for (;;) {
    at = walk(before, after, at, edits);
    if (at.old >= before.length && at.new >= after.length) return edits;
    const end = skipMoved(before, after, at);
    const edit = narrow(before, { start: at.old, end: end.old }, after.slice(at.new, end.new));
    if (edit) edits.push(edit);
    at = end;
  }
}

/** Carries edits out; they are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let applied = '';
  let position = 0;
  for (const edit of edits) {
    applied += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return applied + text.slice(position);
}
