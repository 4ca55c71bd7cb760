import type { Item, Prefix } from '@kaconf/syntax';
import { trimBlanksEnd, trimBlanksStart } from './blanks.ts';
import type { Source } from './source.ts';

/** What a text says, whatever its layout: formatting must not change either list. */
export interface Content {
  /** Conditions, words, braces, definitions and includes in order; a word of its own marks where a statement begins. */
  readonly code: readonly string[];
  /** The texts of the comments in order. */
  readonly comments: readonly string[];
}

/** The content of a text. Definitions count line by line without their indentation, words with their quotes. */
export function contentOf(source: Source): Content {
  const { tree } = source;
  const code: string[] = [];
  const comments: string[] = [];
  const slice = (start: number, end: number): string => source.restore(tree.text.slice(start, end));
  const prefixes = (list: readonly Prefix[]): void => {
    for (const prefix of list) code.push(slice(prefix.start, prefix.end));
  };
  const add = (item: Item): void => {
    if (item.kind === 'blank') return;
    if (item.kind === 'comment') {
      comments.push(trimBlanksEnd(slice(item.start, item.end)));
      return;
    }
    code.push(item.kind);
    prefixes(item.prefixes);
    if (item.kind === 'statement') {
      for (const word of item.words) code.push(slice(word.start, word.end));
    } else if (item.kind === 'include') code.push(slice(item.keyword.start, item.keyword.end), slice(item.pattern.start, item.pattern.end));
    else if (item.kind === 'definition') {
      for (const line of trimBlanksEnd(slice(item.nameRange.start, item.end)).split('\n')) code.push(trimBlanksStart(line));
    }
  };
  for (const item of tree.items) add(item);
  return { code, comments };
}

const equal = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((text, index) => text === b[index]);

/** Whether two texts say the same. */
export function sameContent(a: Source, b: Source): boolean {
  const [one, other] = [contentOf(a), contentOf(b)];
  return equal(one.code, other.code) && equal(one.comments, other.comments);
}
