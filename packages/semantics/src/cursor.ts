import { bodyContext, lookup, type Keyword, type Signature } from '@kaconf/schema';
import { enclosingBlocks, type BlockDirective, type Definition, type Include, type Item, type Prefix, type Range, type Statement, type Tree, type Word } from '@kaconf/syntax';

/** A block around the cursor. */
export interface CursorBlock {
  readonly node: BlockDirective;
  /** The statement that opens it; the first where conditional lines offer several. */
  readonly head: Statement | undefined;
  /** Undefined for a keyword that nothing knows. */
  readonly keyword: Keyword | undefined;
}

/** The path of a block or list: what may be written in it. */
export interface Surroundings {
  /** Path of the innermost block with keywords; undefined inside of something unknown. */
  readonly context: string | undefined;
  /** The list block whose lines are items. */
  readonly list: Keyword | undefined;
}

interface CursorBase extends Surroundings {
  readonly offset: number;
  /** Outermost first. */
  readonly blocks: readonly CursorBlock[];
}

/** Where a cursor stands, by the text alone: what was written before it, and what that means. */
export type Cursor = CursorBase &
  (
    | { readonly place: 'comment'; readonly item: Item }
    | { readonly place: 'prefix'; readonly prefix: Prefix }
    | { readonly place: 'definition'; readonly item: Definition; readonly part: 'name' | 'value' }
    | { readonly place: 'include'; readonly item: Include; readonly part: 'keyword' | 'pattern' }
    | WordsAtCursor
  );

/** The cursor stands in (or directly behind) a statement, or where one may begin. */
export interface WordsAtCursor {
  readonly place: 'words';
  readonly statement: Statement | undefined;
  /** Number of the word that the cursor is in; one more than there are words before it where it is in none. */
  readonly index: number;
  /** The word that the cursor touches. */
  readonly word: Word | undefined;
  /** What is written of the word up to the cursor; quotes are left out. */
  readonly written: string;
  /** What completing the word replaces. */
  readonly replace: Range;
  /** Between the quotes of a word. */
  readonly quoted: boolean;
  /** The keyword of the statement; for a line of a list, the list. */
  readonly keyword: Keyword | undefined;
  /** What the words are compared with; undefined on the keyword itself and where nothing is known. */
  readonly signature: Signature | undefined;
  /** Number of the first word that the signature is about: 1, in a list 0. */
  readonly first: number;
}

/** The block or list that a body is: follows a path of first words from an outer block. */
export function enter({ context, list }: Surroundings, word: string): Surroundings {
  if (context === undefined || list) return { context: undefined, list: undefined };
  const keyword = lookup(context, word);
  if (!keyword || keyword.kind === 'directive') return { context: undefined, list: undefined };
  return keyword.kind === 'list' ? { context, list: keyword } : { context: bodyContext(keyword), list: undefined };
}

/**
 * Tells where an offset stands. Never throws; looks at the text only, so it also serves where a file is not complete.
 *
 * @param outer what the top of the file is: the root, or for a file that others include the block in which they do so
 */
export function cursorAt(tree: Tree, offset: number, outer: Surroundings = { context: '', list: undefined }): Cursor {
  const blocks: CursorBlock[] = [];
  let around = outer;
  for (const node of enclosingBlocks(tree, offset)) {
    const head = node.heads.find((each) => each.words.length > 0);
    const word = head?.words[0]?.text ?? '';
    blocks.push({ node, head, keyword: around.context === undefined || around.list ? undefined : lookup(around.context, word) });
    around = enter(around, word);
  }
  const base = { ...around, offset, blocks };
  const item = itemBefore(tree, offset);
  if (item?.kind === 'comment') return { ...base, place: 'comment', item };
  const prefix = item && 'prefixes' in item ? item.prefixes.find((each) => each.start < offset && offset <= each.end) : undefined;
  if (prefix) return { ...base, place: 'prefix', prefix };
  if (item?.kind === 'definition') return { ...base, place: 'definition', item, part: offset <= item.nameRange.end ? 'name' : 'value' };
  if (item?.kind === 'include') return { ...base, place: 'include', item, part: offset <= item.keyword.end ? 'keyword' : 'pattern' };
  return { ...base, ...wordsAt(tree, item?.kind === 'statement' ? item : undefined, offset, around) };
}

/** The item that holds the offset, or that ends before it on the same line with only blanks between. */
function itemBefore(tree: Tree, offset: number): Item | undefined {
  const { items, text } = tree;
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  let at = low - 1;
  // At the very start of a comment or brace it is still what stands before that counts.
  while (at >= 0 && items[at]?.start === offset && items[at]?.kind !== 'statement' && items[at]?.kind !== 'include' && items[at]?.kind !== 'definition') at--;
  const item = items[at];
  if (!item || item.kind === 'blank') return undefined;
  if (item.kind === 'open' || item.kind === 'close') return offset < item.end ? item : undefined;
  if (offset <= item.end) return item;
  const between = text.slice(item.end, offset);
  // Blanks behind a comment are no part of it, but what is written there will be.
  if (item.kind === 'comment') return between.includes('\n') ? undefined : item;
  // A definition that ends in a backslash goes on in the next line.
  if (item.kind === 'definition' ? /^[ \t]*(?:(?:\\\r?\n?|\r\n?|\n)[ \t]*)?$/.test(between) && /^[ \t]*(\\|$)/.test(between) : /^[ \t]*$/.test(between)) return item;
  return undefined;
}

function wordsAt(tree: Tree, statement: Statement | undefined, offset: number, { context, list }: Surroundings): WordsAtCursor {
  const words = statement?.words ?? [];
  const touched = words.findLastIndex((word) => word.start <= offset && offset <= word.end);
  const index = touched >= 0 ? touched : words.filter((word) => word.end < offset).length;
  const word = words[touched];
  const name = words[0];
  const keyword = list ?? (context === undefined || !name || index === 0 ? undefined : lookup(context, name.text));
  const first = list ? 0 : 1;
  const quoted = word !== undefined && word.quoted && word.start < offset && (offset < word.end || !word.terminated);
  const start = word ? word.start + (word.quoted ? 1 : 0) : offset;
  return {
    place: 'words',
    statement,
    index,
    word,
    written: word ? tree.text.slice(start, Math.max(start, offset)) : '',
    replace: word ? { start: word.start, end: word.end } : { start: offset, end: offset },
    quoted,
    keyword: keyword ?? (context !== undefined && !list && index === 0 && name ? lookup(context, name.text) : undefined),
    signature: index < first ? undefined : list ? list.items : keyword?.signature,
    first,
  };
}
