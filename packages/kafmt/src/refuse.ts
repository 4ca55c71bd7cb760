import type { Problem } from '@kaconf/syntax';
import { braceBalance } from './printer/definition.ts';
import { doubtfulLines } from './printer/doubt.ts';
import { groupLines } from './printer/lines.ts';
import { byteLength, lineLimit } from './printer/limit.ts';
import type { FormatOptions } from './options.ts';
import { placeOf, type Place } from './place.ts';
import type { Source } from './source.ts';

/** Why a text is not formatted: nobody can say for certain how keepalived reads it. */
export type RefusalCode =
  | Exclude<Problem['code'], 'byte-order-mark' | 'stray-backslash'>
  | 'misplaced-byte-order-mark'
  | 'braces-in-definition' // a definition whose value opens a block that it does not close, or the reverse
  | 'doubtful-definition' // a definition whose end keepalived's processes see at different lines
  | 'no-room-for-line-end' // CR LF is asked for, and the CR would make a line too long
  | 'not-proven'; // the formatted text does not say the same: a defect of the formatter

export interface Refusal extends Place {
  readonly code: RefusalCode;
  /** A clause without a full stop, for people. */
  readonly message: string;
}

const messages: Readonly<Record<RefusalCode, string>> = {
  'unterminated-quote': 'this double quote is not closed on its line',
  'unclosed-block': 'the block that begins here is not closed',
  'unexpected-close': 'this } closes no block',
  'line-too-long': 'the line is longer than the 1022 bytes that keepalived reads',
  'nul-byte': 'there is a NUL byte',
  'stray-carriage-return': 'there is a carriage return that is not part of a line end',
  'utf-16': 'the text looks like UTF-16',
  'misplaced-byte-order-mark': 'a byte order mark stands beside white space, and keepalived takes it for a word of its own',
  'braces-in-definition': 'the value of this definition opens or closes a block, so the nesting of the file depends on it',
  'doubtful-definition': 'a blank or comment line stands inside a definition, so it is not certain whether this brace belongs to it',
  'no-room-for-line-end': 'with CR LF at its end the line would be longer than the 1022 bytes that keepalived reads',
  'not-proven': 'the formatted text would not say the same as this one; this is a defect of kafmt, please report it',
};

const refusing: ReadonlySet<string> = new Set<Problem['code']>(['unterminated-quote', 'unclosed-block', 'unexpected-close', 'utf-16']);

function isRefusing(code: Problem['code']): code is RefusalCode & Problem['code'] {
  return refusing.has(code);
}

/** A refusal at an offset of a text with LF line ends. */
export function refusalAt(code: RefusalCode, text: string, offset: number): Refusal {
  return { code, message: messages[code], ...placeOf(text, offset) };
}

/** A refusal before its line is looked for. */
interface Reason {
  readonly code: RefusalCode;
  readonly offset: number;
}

/** More are of no use to anybody: a file may hold a million stray braces. */
export const mostRefusals = 100;

/** The problems that the parser found and that forbid formatting. */
function* parserRefusals(source: Source): Generator<Reason> {
  for (const { code, start } of source.tree.problems) {
    if (isRefusing(code)) yield { code, offset: source.toOriginal(start) };
  }
}

/** What is judged by the text itself, since placeholders hide parts of it from the parser. */
function* textRefusals(source: Source, options: FormatOptions): Generator<Reason> {
  const text = source.original;
  const nul = text.indexOf('\0');
  if (nul >= 0) yield { code: 'nul-byte', offset: nul };
  let offset = 0;
  let tag = 0;
  for (const line of text.split('\n')) {
    const end = offset + line.length;
    if (byteLength(line, options) > lineLimit({ endOfLine: 'lf' })) {
      while ((source.tags[tag]?.end ?? Infinity) < offset) tag++;
      // What a line with template tags becomes is not known, so neither is its length.
      if ((source.tags[tag]?.start ?? Infinity) > end) yield { code: 'line-too-long', offset };
    }
    offset = end + 1;
  }
}

function* definitionRefusals(source: Source): Generator<Reason> {
  const { tree } = source;
  for (const item of tree.items) {
    if (item.kind !== 'definition') continue;
    const { net, lowest } = braceBalance(item.pieces.map((piece) => tree.text.slice(piece.start, piece.end)).join('\n'));
    if (net !== 0 || lowest < 0) yield { code: 'braces-in-definition', offset: source.toOriginal(item.start) };
  }
}

function* layoutRefusals(source: Source, options: FormatOptions): Generator<Reason> {
  const { tree } = source;
  const crlf = options.endOfLine === 'crlf';
  if (!crlf && !tree.items.some((item) => item.kind === 'definition')) return;
  const lines = groupLines(tree);
  for (const line of doubtfulLines(tree, lines)) {
    const brace = line.items.find((item) => item.kind === 'open' || item.kind === 'close');
    if (brace) yield { code: 'doubtful-definition', offset: source.toOriginal(brace.end - 1) };
  }
  if (!crlf) return;
  let offset = 0;
  for (const line of source.original.split('\n')) {
    const content = line.trim();
    if (content.length * 3 > lineLimit(options) && byteLength(content, options) > lineLimit(options)) yield { code: 'no-room-for-line-end', offset };
    offset += line.length + 1;
  }
}

/** What forbids formatting a text, in the order of the file, of very many the first; empty for one that may be formatted. */
export function findRefusals(source: Source, options: FormatOptions): Refusal[] {
  const all = [textRefusals(source, options), parserRefusals(source), definitionRefusals(source), layoutRefusals(source, options)].flatMap((reasons) => [...first(reasons)]);
  const reasons = all.sort((a, b) => a.offset - b.offset).slice(0, mostRefusals);
  let place: Place = { line: 1, column: 1 };
  let at = 0;
  return reasons.map(({ code, offset }) => {
    const further = placeOf(source.original.slice(at, offset), offset - at);
    place = { line: place.line + further.line - 1, column: further.line === 1 ? place.column + further.column - 1 : further.column };
    at = offset;
    return { code, message: messages[code], ...place };
  });
}

/** Each kind comes in the order of the file, so what is left out lies behind. */
function* first<T>(list: Iterable<T>): Generator<T> {
  let count = 0;
  for (const each of list) {
    yield each;
    if (++count === mostRefusals) return;
  }
}
