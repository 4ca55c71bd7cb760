import { lineEnd } from './characters.ts';
import type { Range } from './range.ts';
import type { Delimiter } from './templates.ts';

/** A template tag, or `line` for statements that have their lines for themselves. */
export interface Tag extends Range {
  readonly kind: 'inline' | 'line';
}

/** A single tag, before neighbouring ones are joined to whole lines. */
interface RawTag {
  readonly start: number;
  readonly end: number;
  readonly statement: boolean;
}

/** Finds `needle` at or after growing positions without looking at a stretch twice. */
function finder(text: string, needle: string): (from: number) => number {
  let found = -2;
  return (from) => {
    if (found !== -1 && found < from) found = text.indexOf(needle, from);
    return found;
  };
}

function* scan(text: string, delimiters: readonly Delimiter[]): Generator<RawTag> {
  const kinds = delimiters.map((delimiter) => ({ ...delimiter, nextOpen: finder(text, delimiter.open), nextClose: finder(text, delimiter.close) }));
  let position = 0;
  for (;;) {
    const next = kinds
      .map((kind) => ({ kind, start: kind.nextOpen(position) }))
      .filter(({ start }) => start >= 0)
      .sort((a, b) => a.start - b.start)[0];
    if (next === undefined) return;
    const { kind, start } = next;
    const inside = start + kind.open.length;
    const close = kind.nextClose(inside);
    const again = kind.nextOpen(inside);
    // An opening without its end is text: a tag does not hold another one of its kind.
    if (close < 0 || (again >= 0 && again < close)) {
      position = inside;
      continue;
    }
    position = close + kind.close.length;
    yield { start, end: position, statement: kind.isStatement(text.slice(inside, close)) };
  }
}

const onlyBlanks = (text: string): boolean => /^[ \t]*$/.test(text);

/**
 * The template tags of a text in order. Statements that have their lines for themselves are one `line` tag
 * (two of them on one line as well), everything else is `inline`.
 */
export function findTags(text: string, delimiters: readonly Delimiter[]): Tag[] {
  const raw = [...scan(text, delimiters)];
  const tags: Tag[] = [];
  for (let index = 0; index < raw.length; index += 1) {
    const first = raw[index];
    if (first === undefined) break;
    const startOfLine = lineStart(text, first.start);
    let last = index;
    if (onlyBlanks(text.slice(startOfLine, first.start))) last = lastOfLine(text, raw, index);
    const end = raw[last]?.end ?? first.end;
    const fills = raw.slice(index, last + 1).every((tag) => tag.statement)
      && onlyBlanks(text.slice(startOfLine, first.start))
      && onlyBlanks(text.slice(end, lineEnd(text, end)));
    if (fills) {
      tags.push({ start: first.start, end, kind: 'line' });
      index = last;
    } else tags.push({ start: first.start, end: first.end, kind: 'inline' });
  }
  return tags;
}

/** Index of the last tag that follows the one at `index` with nothing but blanks between. */
function lastOfLine(text: string, raw: readonly RawTag[], index: number): number {
  let last = index;
  for (;;) {
    const current = raw[last];
    const next = raw[last + 1];
    if (current === undefined || next === undefined || !onlyBlanks(text.slice(current.end, next.start))) return last;
    last += 1;
  }
}

function lineStart(text: string, offset: number): number {
  // With -1 `lastIndexOf` would look at the first character all the same.
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
