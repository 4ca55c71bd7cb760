import { detached, Phrase, type Condition } from '@kaconf/syntax';
import { referencesIn, type WrittenReference } from './definitions.ts';
import { treeOfLine } from './line-tree.ts';

/** A word of a form: text that stands there, and names whose values are put in. */
export interface FormWord {
  /** In the text of the form. */
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly (string | { readonly index: number })[];
}

/** Words, or a brace; the range is in the text of the form. */
export interface FormItem {
  readonly kind: 'text' | 'open' | 'close';
  readonly start: number;
  readonly end: number;
  readonly words: readonly FormWord[];
  /** What the words say, where no word has a reference. */
  readonly phrase: Phrase | undefined;
}

/** A line that is divided in the same way whatever plain values its references have. */
export interface LineForm {
  readonly condition: Condition | undefined;
  /** In the order in which they stand. */
  readonly references: readonly WrittenReference[];
  readonly items: readonly FormItem[];
}

/** Generators expand few lines often; a large file has many that are expanded once. */
const most = 2048;
const longest = 1024;
const known = new Map<string, LineForm | undefined>();

/**
 * The form of a line, or undefined where the line must be read anew for each value: it holds quotes, escapes,
 * comments, definitions, generators or includes.
 */
export function formOf(text: string): LineForm | undefined {
  const earlier = known.get(text);
  if (earlier !== undefined || known.has(text)) return earlier;
  // What is long is no line of a block, and rare.
  if (text.length > longest) return compile(text);
  const own = detached(text);
  const form = compile(own);
  if (known.size >= most) known.clear();
  known.set(own, form);
  return form;
}

interface Place {
  /** In the text that was parsed. */
  readonly at: number;
  readonly length: number;
}

/** Stands for a value while the line is divided. */
const standIn = '0';

const onlyComment = /^[ \t]*[#!][^$\\]*$/;
const empty: LineForm = { condition: undefined, references: [], items: [] };

function compile(text: string): LineForm | undefined {
  if (onlyComment.test(text)) return empty;
  // Anything else than words, blanks, braces and references needs a closer look.
  if (/["\\#!~\v\f\r\n\0]|[^\0-\x7F]/.test(text)) return undefined;
  const references = referencesIn(text);
  if (references.some(({ parameters }) => parameters !== '')) return undefined;
  const places: Place[] = [];
  let parsed = '';
  let from = 0;
  for (const { start, end } of references) {
    parsed += text.slice(from, start);
    places.push({ at: parsed.length, length: end - start });
    parsed += standIn;
    from = end;
  }
  parsed += text.slice(from);
  if (parsed.includes('$')) return undefined;
  const { items } = treeOfLine(parsed);
  let condition: Condition | undefined;
  const divided: FormItem[] = [];
  const back = (offset: number): number => offsetIn(places, offset);
  for (const item of items) {
    if (item.kind === 'blank') continue;
    if (item.kind === 'comment' || item.kind === 'definition' || item.kind === 'include') return undefined;
    const [prefix] = item.prefixes;
    if (prefix) {
      if (item.prefixes.length > 1 || prefix.kind !== 'condition' || divided.length > 0 || places.some(({ at }) => at < prefix.end)) return undefined;
      condition = prefix;
    }
    if (item.kind !== 'statement') {
      const sign = item.end - 1;
      divided.push({ kind: item.kind, start: back(sign), end: back(item.end), words: [], phrase: undefined });
      continue;
    }
    if (item.words.length === 0 || item.words.some((word) => word.text.startsWith('@'))) return undefined;
    const words = item.words.map((word): FormWord => {
      const pieces = piecesOf(parsed, places, word);
      return { start: back(word.start), end: back(word.end), pieces };
    });
    const first = words[0]?.start ?? 0;
    divided.push({ kind: 'text', start: first, end: words.at(-1)?.end ?? first, words, phrase: words.some(({ pieces }) => pieces.some((piece) => typeof piece !== 'string')) ? undefined : phraseOf(words, []) });
  }
  return { condition, references, items: divided };
}

/** Where an offset of the parsed text is in the text of the form. */
function offsetIn(places: readonly Place[], offset: number): number {
  let by = 0;
  for (const { at, length } of places) if (at < offset) by += length - standIn.length;
  return offset + by;
}

function piecesOf(parsed: string, places: readonly Place[], { start, end }: { readonly start: number; readonly end: number }): FormWord['pieces'] {
  const pieces: (string | { readonly index: number })[] = [];
  let from = start;
  for (const [index, { at }] of places.entries()) {
    if (at < start || at >= end) continue;
    if (at > from) pieces.push(parsed.slice(from, at));
    pieces.push({ index });
    from = at + standIn.length;
  }
  if (from < end) pieces.push(parsed.slice(from, end));
  return pieces;
}

/** Generators in different files, or for different ids, make many lines that are equal. */
const mostPhrases = 16_384;
const phrases = new Map<string, Phrase>();

/** The words of a filled line, shared by all lines with the same words. */
export function phraseOf(words: readonly FormWord[], values: readonly string[]): Phrase {
  let key = '';
  for (const { pieces } of words) {
    if (key !== '') key += ' ';
    for (const piece of pieces) key += typeof piece === 'string' ? piece : (values[piece.index] ?? '');
  }
  const earlier = phrases.get(key);
  if (earlier) return earlier;
  let start = 0;
  const phrase = new Phrase(key.split(' ').map((text) => {
    const word = { start, end: start + text.length, text, quoted: false, terminated: true };
    start += text.length + 1;
    return word;
  }));
  if (phrases.size >= mostPhrases) phrases.clear();
  phrases.set(key, phrase);
  return phrase;
}
