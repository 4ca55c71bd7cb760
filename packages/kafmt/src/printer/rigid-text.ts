import type { Item, Prefix } from '@kaconf/syntax';
import type { Source } from '../source.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { tidyGap, wordsText } from './words.ts';

/** A line that stays one line, in the two parts which alignment has to tell apart. */
export interface LineText {
  /** The condition in front, if there is one. */
  readonly condition: string;
  readonly text: string;
}

type Printable = Exclude<Item, { kind: 'comment' | 'blank' }>;

/**
 * Whether a statement is a lone `include`, which is an unknown keyword to keepalived: with a blank and a brace behind it,
 * the brace would be the name of a file.
 */
export function isLoneInclude(source: Source, item: Item): boolean {
  const last = item.kind === 'statement' && item.words.length === 1 ? item.words[0] : undefined;
  return last !== undefined && /^include[rmwba]?$/.test(source.tree.text.slice(last.start, last.end));
}

/** A blank between pieces of a line; none where a `$` stands right before a brace: with a blank it could become a reference. */
function gapBefore(source: Source, previous: Item, start: number): string {
  const gap = source.tree.text.slice(previous.end, start);
  if (gap !== '') return tidyGap(gap);
  return source.tree.text.slice(previous.start, previous.end).includes('$') || isLoneInclude(source, previous) ? '' : ' ';
}

/** The item without its prefixes. */
function itemText(source: Source, item: Printable, vocabulary: Vocabulary): string {
  const { text } = source.tree;
  switch (item.kind) {
    case 'open':
      return '{';
    case 'close':
      return '}';
    case 'statement':
      return wordsText(source, item, vocabulary);
    case 'include':
      return text.slice(item.keyword.start, item.keyword.end) + tidyGap(text.slice(item.keyword.end, item.pattern.start)) + text.slice(item.pattern.start, item.pattern.end);
    case 'definition':
      return text.slice(contentStart(item), item.end);
  }
}

/** Offset behind the prefixes of an item. */
export function contentStart(item: Printable): number {
  switch (item.kind) {
    case 'statement':
      return item.words[0]?.start ?? item.end;
    case 'include':
      return item.keyword.start;
    case 'definition':
      return item.nameRange.start - 1;
    default:
      return item.end - 1;
  }
}

function prefixText(source: Source, prefixes: readonly Prefix[]): string {
  return prefixes.map((prefix) => source.tree.text.slice(prefix.start, prefix.end)).join(' ');
}

/** The pieces of a line with single blanks between them; a condition in front is kept apart. */
export function rigidText(source: Source, items: readonly Item[], vocabulary: Vocabulary): LineText {
  let condition = '';
  let printed = '';
  let previous: Item | undefined;
  for (const item of items) {
    if (item.kind === 'comment' || item.kind === 'blank') continue;
    let prefixes = item.prefixes;
    if (previous === undefined && prefixes[0]?.kind === 'condition') {
      condition = source.tree.text.slice(prefixes[0].start, prefixes[0].end);
      prefixes = prefixes.slice(1);
    }
    const parts = [prefixText(source, prefixes), itemText(source, item, vocabulary)].filter((part) => part !== '');
    printed += (previous ? gapBefore(source, previous, item.start) : '') + parts.join(' ');
    previous = item;
  }
  return { condition, text: printed };
}
