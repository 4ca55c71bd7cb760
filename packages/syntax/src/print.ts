import { isWhiteSpaceOnly } from './characters.ts';
import type { Range } from './range.ts';
import type { Item, Tree, Word } from './tree.ts';

/**
 * The text of a tree, put together from its items and the white space between them.
 * (Anything but white space between two items would be lost here: the tests compare with the text that was parsed.)
 */
export function print(tree: Pick<Tree, 'text' | 'items'>): string {
  const { text } = tree;
  const parts: string[] = [];
  let at = 0;
  const put = (range: Range, content: string): void => {
    parts.push(whiteSpace(text, at, range.start), content);
    at = range.end;
  };
  for (const item of tree.items) {
    if ('prefixes' in item) for (const prefix of item.prefixes) put(prefix, text.slice(prefix.start, prefix.end));
    printItem(text, item, at, put);
  }
  parts.push(whiteSpace(text, at, text.length));
  return parts.join('');
}

function printItem(text: string, item: Item, at: number, put: (range: Range, content: string) => void): void {
  switch (item.kind) {
    case 'statement':
      for (const word of item.words) put(word, printWord(word));
      return;
    case 'open':
    case 'close':
      put({ start: item.end - 1, end: item.end }, item.kind === 'open' ? '{' : '}');
      return;
    case 'include':
      put(item.keyword, `include${item.variant}`);
      put(item.pattern, text.slice(item.pattern.start, item.pattern.end));
      return;
    case 'definition':
      // Backslashes and comments inside belong to it.
      put({ start: item.nameRange.start - 1, end: item.end }, `$${item.name}${text.slice(item.nameRange.end, item.end)}`);
      return;
    case 'comment':
    case 'blank':
      put(item, text.slice(Math.max(at, item.start), item.end));
  }
}

function printWord(word: Word): string {
  if (!word.quoted) return word.text;
  return word.terminated ? `"${word.text}"` : `"${word.text}`;
}

function whiteSpace(text: string, start: number, end: number): string {
  return isWhiteSpaceOnly(text, start, end) ? text.slice(start, end) : '';
}
