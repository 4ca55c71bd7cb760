import { CR, lineEnd } from './characters.ts';
import { utf8Width } from './line-index.ts';
import type { Range } from './range.ts';
import type { Item, Problem } from './tree.ts';

/** Bytes that keepalived reads of one line, the LF not counted (lexical facts, section 2). */
export const MAX_LINE_BYTES = 1022;

/** Encoding of the file that a text comes from; the limits of keepalived count its bytes. */
export type Encoding = 'utf-8' | 'latin1';

const LF = 10;
const BACKSLASH = 92;

/**
 * What is wrong with the characters and lines of a text, in no particular order.
 * @param longest no line is longer, in UTF-16 units
 */
export function textProblems(text: string, lineStarts: readonly number[], encoding: Encoding, longest: number): Problem[] {
  const problems: Problem[] = [];
  const utf16 = utf16Mark(text, encoding);
  if (utf16 > 0) problems.push({ code: 'utf-16', start: 0, end: utf16 });
  const mark = text.startsWith('\uFEFF') ? 1 : encoding === 'latin1' && text.startsWith('\u00EF\u00BB\u00BF') ? 3 : 0;
  if (mark > 0) problems.push({ code: 'byte-order-mark', start: 0, end: mark });
  // Every second byte of UTF-16 is a NUL; saying so once is enough.
  if (utf16 === 0) nuls(text, problems);
  carriageReturns(text, problems);
  if (longest > harmlessLength(encoding)) longLines(text, lineStarts, encoding, problems);
  return problems;
}

/** Backslashes that look as if they continued a line, which is possible in definitions only; and words with an open quote. */
export function itemProblems(text: string, items: readonly Item[], openQuotes: readonly Range[]): Problem[] {
  const problems: Problem[] = [];
  const quotes = new Map<number, Range>();
  for (const quote of openQuotes) quotes.set(lineEnd(text, quote.end), quote);
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item === undefined) continue;
    if (item.kind !== 'statement' && item.kind !== 'include') continue;
    const last = item.kind === 'statement' ? item.words[item.words.length - 1] : undefined;
    if (last?.terminated === false) quotes.set(lineEnd(text, last.end), last);
    else if (text.charCodeAt(item.end - 1) === BACKSLASH && endsLine(items, index)) {
      problems.push({ code: 'stray-backslash', start: item.end - 1, end: item.end });
    }
  }
  for (const { start, end } of quotes.values()) problems.push({ code: 'unterminated-quote', start, end });
  return problems;
}

/** Whether nothing but a comment follows an item on its line. */
function endsLine(items: readonly Item[], index: number): boolean {
  const item = items[index];
  const next = items[index + 1];
  return item !== undefined && (next === undefined || next.line > item.line || next.kind === 'comment');
}

/** The first NUL of each line: a file full of them has one problem per line, not a thousand. */
function nuls(text: string, problems: Problem[]): void {
  for (let at = text.indexOf('\0'); at >= 0; at = text.indexOf('\0', lineEnd(text, at))) {
    problems.push({ code: 'nul-byte', start: at, end: at + 1 });
  }
}

/** The first CR of each line that is not part of the line end: the CRs directly before LF, or at the end of the text, are. */
function carriageReturns(text: string, problems: Problem[]): void {
  let at = text.indexOf('\r');
  while (at >= 0) {
    let end = at + 1;
    while (text.charCodeAt(end) === CR) end++;
    if (end < text.length && text.charCodeAt(end) !== LF) {
      problems.push({ code: 'stray-carriage-return', start: at, end: at + 1 });
      end = lineEnd(text, end);
    }
    at = text.indexOf('\r', end);
  }
}

/** A text that was UTF-16: its mark as latin1 characters, or a NUL behind each of the first two letters. */
function utf16Mark(text: string, encoding: Encoding): number {
  if (encoding === 'latin1' && (text.startsWith('\u00FF\u00FE') || text.startsWith('\u00FE\u00FF'))) return 2;
  if (text.length < 4) return 0;
  const nul = [0, 1, 2, 3].map((at) => text.charCodeAt(at) === 0);
  return nul.join() === 'false,true,false,true' || nul.join() === 'true,false,true,false' ? 4 : 0;
}

/** No UTF-16 unit takes more than three bytes of UTF-8, so most lines need no counting. */
function harmlessLength(encoding: Encoding): number {
  return encoding === 'latin1' ? MAX_LINE_BYTES : Math.floor(MAX_LINE_BYTES / 3);
}

function longLines(text: string, lineStarts: readonly number[], encoding: Encoding, problems: Problem[]): void {
  const harmless = harmlessLength(encoding);
  for (let line = 0; line < lineStarts.length; line++) {
    const start = lineStarts[line] ?? 0;
    const next = lineStarts[line + 1] ?? text.length + 1;
    if (next - 1 - start <= harmless) continue;
    const end = next - 1;
    const tooMuch = encoding === 'latin1' ? start + MAX_LINE_BYTES : offsetOfByte(text, start, end);
    if (tooMuch < end) problems.push({ code: 'line-too-long', start: tooMuch, end });
  }
}

/** Offset of the first character that does not fit into a line, or `end`. */
function offsetOfByte(text: string, start: number, end: number): number {
  let left = MAX_LINE_BYTES;
  for (let at = start; at < end; at++) {
    const code = text.codePointAt(at) ?? 0;
    left -= utf8Width(code);
    if (left < 0) return at;
    if (code > 0xffff) at++;
  }
  return end;
}
