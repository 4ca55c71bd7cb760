import type { Item, Prefix, Range, Word } from '@kaconf/syntax';
import { unknownMark } from './definitions.ts';
import type { SourceDocument } from './document.ts';
import { glueBackslash, unescape } from './line-text.ts';
import type { SourceWord } from './logical-line.ts';
import type { ReaderOptions } from './reader-options.ts';
import { Span } from './span.ts';

/** Where text is being read: directly from a document, or from a line that was expanded (then `span` leads back). */
export interface Source {
  readonly document: SourceDocument;
  readonly text: string;
  readonly items: readonly Item[];
  /** The line number for messages where the text is an expansion. */
  readonly line: number | undefined;
  /** Line numbers that are not those of the file, by line of `text`. */
  readonly numbers?: readonly number[];
  readonly span: Span | undefined;
  /** Stretches of `text` that refer to something undefined: what will stand there is not known. */
  readonly unknown: readonly Range[];
  readonly within: 'file' | 'generator' | 'definition';
  readonly signs: Signs;
}

/** What a text has at all: most need not be searched line by line. */
export interface Signs {
  readonly references: boolean;
  /** `\#` or `\!`, for a process that reads the copy. */
  readonly escapes: boolean;
}

export function signsOf(text: string, pass: ReaderOptions['pass']): Signs {
  return { references: text.includes('$'), escapes: pass === 'child' && /\\[#!]/.test(text) };
}

/** The end of the physical line that item `index` stands on, without its comment, and the last item on it. */
export function endOfLine(source: Source, index: number): { readonly offset: number; readonly index: number } {
  const { items } = source;
  const line = items[index]?.line;
  let last = index;
  let offset = items[index]?.end ?? 0;
  while (last + 1 < items.length && items[last + 1]?.line === line) {
    const next = items[last + 1];
    if (next && next.kind !== 'comment' && next.kind !== 'blank') offset = next.end;
    last++;
  }
  return { offset, index: last };
}

/** Where the text behind a prefix starts. */
export function restOf(item: Item, prefix: Prefix): number {
  if (item.kind === 'statement') return item.words[0]?.start ?? prefix.end;
  return item.kind === 'open' || item.kind === 'close' ? item.end - 1 : prefix.end;
}

/** A stretch of the source with its way back to the file. */
export function spanOf(source: Source, start: number, end: number): Span {
  return source.span?.slice(start, end) ?? Span.literal(source.text.slice(start, end), start);
}

/** 1-based line that messages name for an item. */
export function lineOf(source: Source, item: Item): number {
  return source.line ?? (source.numbers ? (source.numbers[item.line] ?? 0) : item.line + 1);
}

/** Where the user wrote what stands at a range of the text. */
export function rangeOf(source: Source, range: Range): Range {
  return source.span?.origin(range.start, range.end) ?? range;
}

/** The words of a statement with the places where the user wrote them. */
export function wordsOf(source: Source, words: readonly Word[]): readonly SourceWord[] {
  const asWritten = !source.span && !source.document.template;
  return glueBackslash(words.map((word) => asWritten ? unescape(word) : wordOf(source, word)));
}

function wordOf(source: Source, word: Word): SourceWord {
  const { start, end } = rangeOf(source, word);
  const definition = source.span?.definition(word.start, word.end);
  const unknown = word.text.includes(unknownMark) || source.unknown.some((each) => each.start < word.end && each.end > word.start);
  return { text: unescape(word).text, quoted: word.quoted, terminated: word.terminated, start, end, dynamic: unknown ? 'variable' : undefined, definition };
}
