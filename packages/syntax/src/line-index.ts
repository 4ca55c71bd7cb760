/** A place as people and editors name it, both numbers counted from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What a column counts: UTF-16 units, or bytes of UTF-8. */
export type ColumnUnit = 'utf-16' | 'utf-8';

/** The part of a tree that is needed to count lines. */
export interface Lines {
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/** Line (from 0) of an offset; offsets outside the text count as its nearest end. Takes logarithmic time. */
export function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Line and column of an offset. */
export function positionAt({ text, lineStarts }: Lines, offset: number, unit: ColumnUnit = 'utf-16'): Position {
  const clamped = Math.min(Math.max(offset, 0), text.length);
  const line = lineAt(lineStarts, clamped);
  const start = lineStarts[line] ?? 0;
  return { line, column: unit === 'utf-16' ? clamped - start : utf8Length(text, start, clamped) };
}

/**
 * Offset of a line and column. What does not exist counts as the nearest place that does: a column behind the end of its line
 * is the end of the line, a column inside a character is its start.
 */
export function offsetAt({ text, lineStarts }: Lines, { line, column }: Position, unit: ColumnUnit = 'utf-16'): number {
  if (line < 0) return 0;
  const start = lineStarts[line];
  if (start === undefined) return text.length;
  const next = lineStarts[line + 1];
  const end = next === undefined ? text.length : contentEnd(text, start, next - 1);
  if (unit === 'utf-16') return Math.min(start + Math.max(column, 0), end);
  let left = column;
  let at = start;
  while (at < end) {
    const code = text.codePointAt(at) ?? 0;
    left -= utf8Width(code);
    if (left < 0) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

/** Number of bytes that a stretch of a text takes in UTF-8; half a surrogate pair counts as the replacement character. */
export function utf8Length(text: string, start = 0, end = text.length): number {
  let bytes = 0;
  for (let at = start; at < end; at++) {
    const code = text.codePointAt(at) ?? 0;
    bytes += utf8Width(code);
    if (code > 0xffff) at++;
  }
  return bytes;
}

/** An LF with the CRs before it ends the line. */
function contentEnd(text: string, start: number, lineFeed: number): number {
  let end = lineFeed;
  while (end > start && text.charCodeAt(end - 1) === 13) end--;
  return end;
}

/** Bytes of one character in UTF-8. */
export function utf8Width(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
