import type { Range } from './range.ts';

/** Replaces a stretch of a text; an empty range inserts. */
export interface TextEdit extends Range {
  readonly text: string;
}

/** Whether two edits touch the same characters. Two inserts at one place do not, nor does an insert at the edge of a replacement. */
export function overlap(one: Range, other: Range): boolean {
  return one.start < other.end && other.start < one.end;
}

/**
 * Applies edits whose ranges all refer to the given text. Inserts at one place keep their order.
 * @throws RangeError if two edits overlap or one lies outside the text: who makes the edits has to see to that
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  // An insert at the start of a replacement comes first, whatever the order.
  const sorted = [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
  const parts: string[] = [];
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edit ${edit.start}..${edit.end} overlaps another one or lies outside the text`);
    }
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
