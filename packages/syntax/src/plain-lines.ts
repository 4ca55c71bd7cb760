import { trimWhiteSpace } from './characters.ts';
import type { Findings } from './passages.ts';
import { noPrefixes, Phrase, Sentence } from './phrase.ts';
import type { Item, Word } from './tree.ts';
import { WordCache } from './word-cache.ts';

/** What a line of one shape consists of; numbers count its words and braces. */
type Part = { readonly kind: 'statement'; readonly first: number; readonly end: number } | { readonly kind: 'open' | 'close' | 'comment'; readonly first: number };

const blank = 1;
const inWord = 2;
const brace = 3;
const comment = 4;

/** A configuration has a few dozen shapes, and no long lines: of more nothing would be won. */
const mostShapes = 256;
const longest = 512;

/** What a character does in a plain line; 0 for those that need a closer look: quotes, escapes, comments, marks. */
const roles = new Uint8Array(128);
for (const code of [9, 32]) roles[code] = blank;
for (const code of [123, 125]) roles[code] = brace;
for (const code of [33, 35]) roles[code] = comment;
for (const sign of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.:/+-,=%*?&') roles[sign.charCodeAt(0)] = inWord;

/**
 * Most lines are plain words, braces, and perhaps a comment. What such a line consists of depends on their order alone, its
 * shape: each shape is lexed and parsed once, and of a line of that shape only the places of the words remain to be found.
 */
export class PlainLines {
  readonly #find: (text: string) => Findings;
  readonly #shapes = new Map<string, readonly Part[] | undefined>();
  readonly #cache = new WordCache();
  /** Of the words, braces and comment of the line at hand: start, end, start, end … */
  readonly #bounds: number[] = [];

  /** @param find reads a text that consists of whole lines */
  constructor(find: (text: string) => Findings) {
    this.#find = find;
  }

  /** The items of a line (with its line end), with offsets in it; undefined where it is not plain. */
  read(text: string): readonly Item[] | undefined {
    const shape = text.length > longest ? '' : this.#shapeOf(text);
    if (shape === '') return undefined;
    let parts = this.#shapes.get(shape);
    if (parts === undefined && this.#shapes.size < mostShapes && !this.#shapes.has(shape)) this.#shapes.set(shape, (parts = this.#partsOf(shape)));
    if (!parts) return undefined;
    const [first] = parts;
    // One statement, or one brace, is all that most lines have.
    if (parts.length === 1 && first) return [this.#item(text, first)];
    return parts.map((part) => this.#item(text, part));
  }

  /** The order of words (`w`), braces and comment (`#`); empty where the line is not plain, and for a blank line. */
  #shapeOf(text: string): string {
    const bounds = this.#bounds;
    bounds.length = 0;
    let shape = '';
    const length = text.endsWith('\n') ? text.length - 1 : text.length;
    for (let at = 0; at < length;) {
      const start = at;
      const role = roles[text.charCodeAt(at)];
      at++;
      if (role === blank) continue;
      if (role === inWord) {
        while (at < length && roles[text.charCodeAt(at)] === inWord) at++;
        // Perhaps a file is included.
        if (text.startsWith('include', start)) return '';
        shape += 'w';
      } else if (role === brace) shape += text.charAt(start);
      else if (role === comment && isPlainComment(text, at, length)) {
        at = trimWhiteSpace(text, start, length);
        bounds.push(start, at);
        return `${shape}#`;
      } else return '';
      bounds.push(start, at);
    }
    return shape;
  }

  /** Reads a line that stands for all of its shape. */
  #partsOf(shape: string): readonly Part[] | undefined {
    const { items, problems } = this.#find([...shape].join(' '));
    if (problems.length > 0) return undefined;
    const parts: Part[] = [];
    for (const item of items) {
      // Each word, brace or comment has one character, and a blank behind it.
      const first = item.start / 2;
      if (item.kind === 'statement' && item.prefixes.length === 0) parts.push({ kind: 'statement', first, end: first + item.words.length });
      else if (item.kind === 'open' || item.kind === 'close' || item.kind === 'comment') parts.push({ kind: item.kind, first });
      else return undefined;
    }
    return parts;
  }

  #item(text: string, part: Part): Item {
    const bounds = this.#bounds;
    const start = bounds[2 * part.first] ?? 0;
    if (part.kind === 'comment') return { kind: part.kind, line: 0, start, end: bounds[2 * part.first + 1] ?? start, ownLine: part.first === 0 };
    if (part.kind !== 'statement') return { kind: part.kind, line: 0, start, end: start + 1, prefixes: noPrefixes };
    const words: Word[] = [];
    for (let index = part.first; index < part.end; index++) {
      const from = bounds[2 * index] ?? 0;
      const to = bounds[2 * index + 1] ?? 0;
      words.push({ start: from, end: to, text: this.#cache.slice(text, from, to), quoted: false, terminated: true });
    }
    // A list that grew by `push` has room for more than a dozen further words.
    return new Sentence(0, start, bounds[2 * part.end - 1] ?? start, new Phrase(words.slice()));
  }
}

/** A comment that no quote or backslash makes something else. */
function isPlainComment(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 34 || code === 92 || (code < 32 && code !== 9)) return false;
  }
  return true;
}
