import type { Range } from '@kaconf/syntax';
import { applyEdits, minimalEdits, type Edit } from './edits.ts';
import { format, type FormatResult } from './format.ts';
import type { FormatOptions } from './options.ts';
import { lineEndOf, lineStartOf } from './place.ts';
import type { Refusal } from './refuse.ts';

/** The edits that format a stretch of a text, or why there are none. */
export type RangeResult =
  | { readonly kind: 'formatted'; readonly edits: readonly Edit[] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** A range widened to whole lines, without the line end of the last one. */
function wholeLines(text: string, range: Range): Range {
  return { start: lineStartOf(text, range.start), end: lineEndOf(text, Math.max(range.start, range.end - 1)) };
}

/**
 * The edits that format the lines which a range touches; the others stay. The file as a whole must be free of what
 * `format` refuses: the place of each line in the nesting depends on it. Line ends stay as they are.
 *
 * @param range UTF-16 offsets, half open
 */
export function formatRange(text: string, range: Range, options: Partial<FormatOptions> = {}): RangeResult {
  const result: FormatResult = format(text, { ...options, endOfLine: 'auto' });
  if (result.kind === 'refused') return result;
  const lines = wholeLines(text, range);
  const edits = minimalEdits(text, result.text).filter((edit) => edit.start >= lines.start && edit.end <= lines.end);
  return { kind: 'formatted', edits };
}

/** The text with the lines of a range formatted. */
export function formatRangeText(text: string, range: Range, options: Partial<FormatOptions> = {}): FormatResult {
  const result = formatRange(text, range, options);
  return result.kind === 'refused' ? result : { kind: 'formatted', text: applyEdits(text, result.edits) };
}
