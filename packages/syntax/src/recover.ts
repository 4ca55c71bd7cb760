import { buildBlocks, type Blocks, type OpenBlock } from './blocks.ts';
import { isBlank } from './characters.ts';
import type { Item, Node, Statement } from './tree.ts';

/** How many enclosing blocks, and how many of their first lines, are looked at; files with more are not made by hand. */
const REACH = 64;
/** With more braces missing than this, no guess is certain. */
const MOST_MISSING = 100;
const TAB_WIDTH = 8;

/**
 * Blocks of a text, with the indentation as a second witness where a `}` is missing.
 *
 * keepalived goes by the braces alone, so one missing `}` makes everything behind it part of the block. An editor needs the
 * block that was meant. Where braces are known to be missing, and only there, blocks are ended early
 *
 * - before the head of a block that stands in the same column as the head of an open block and must be its sibling: the
 *   content of the open block is indented deeper (at the root the first words have to be the same, too), or it starts as
 *   a block of the root;
 * - before a `}` that stands in the column of an outer block, left of the one it would close, if the text goes on there;
 *
 * and only if the rest of the text agrees, that is, if no `}` is left over by it.
 *
 * @param rootBlocks first words of blocks that stand at the root only; those that stand there in this text count anyway
 */
export function nestItems(text: string, lineStarts: readonly number[], items: readonly Item[], rootBlocks?: ReadonlySet<string>): Blocks {
  const plain = buildBlocks(items);
  if (plain.unclosed === 0 || plain.unclosed > MOST_MISSING) return plain;
  const layout = new Layout(text, lineStarts, items, firstWords(plain.nodes, rootBlocks));
  for (const byBraces of [true, false]) {
    const blocks = buildBlocks(items, (_, index, open) => {
      const item = items[index];
      if (item?.kind === 'close') return byBraces ? layout.missingBeforeClose(item, index, open) : 0;
      return item?.kind === 'statement' ? layout.missingBeforeHead(item, index, open) : 0;
    });
    if (blocks.strayCloses === plain.strayCloses) return blocks;
  }
  return plain;
}

/** The first words of the complete blocks at the root, and those that are known. */
function firstWords(nodes: readonly Node[], known: ReadonlySet<string> | undefined): ReadonlySet<string> {
  const words = new Set(known);
  for (const node of nodes) {
    const word = node.kind === 'directive' && node.body !== undefined && node.body.closes.length > 0 ? firstWord(node.heads[0]) : undefined;
    if (word !== undefined) words.add(word);
  }
  return words;
}

function firstWord(head: Statement | undefined): string | undefined {
  return head?.words[0]?.text;
}

class Layout {
  private readonly text: string;
  private readonly lineStarts: readonly number[];
  private readonly items: readonly Item[];
  private readonly rootWords: ReadonlySet<string>;

  constructor(text: string, lineStarts: readonly number[], items: readonly Item[], rootWords: ReadonlySet<string>) {
    this.text = text;
    this.lineStarts = lineStarts;
    this.items = items;
    this.rootWords = rootWords;
  }

  /** How many blocks end before this `}`, which then closes the next outer one. */
  missingBeforeClose(close: Item, index: number, open: readonly OpenBlock[]): number {
    const column = this.column(close);
    if (column < 0 || this.headColumn(open.at(-1)) <= column) return 0;
    const next = this.nextSubject(index);
    if (next !== undefined && this.column(next) > column) return 0;
    for (let count = 1; count < open.length && count <= REACH; count++) {
      if (this.headColumn(open.at(-1 - count)) === column) return count;
    }
    return 0;
  }

  /** How many blocks end before this statement. */
  missingBeforeHead(head: Statement, index: number, open: readonly OpenBlock[]): number {
    const column = this.column(head);
    if (column < 0 || this.nextSubject(index)?.kind !== 'open') return 0;
    for (let count = 1; count <= open.length && count <= REACH; count++) {
      const block = open.at(-count);
      if (this.headColumn(block) !== column) continue;
      const word = firstWord(head);
      const isRoot = count === open.length && word !== undefined && this.rootWords.has(word);
      const isSibling = (count < open.length || word === firstWord(block?.heads[0])) && this.contentColumn(block, open.at(1 - count)) > column;
      return isRoot || isSibling ? count : 0;
    }
    return 0;
  }

  /** The next item that is neither comment nor blank line. */
  private nextSubject(index: number): Item | undefined {
    for (let at = index + 1; at < this.items.length; at++) {
      const item = this.items[at];
      if (item?.kind !== 'comment' && item?.kind !== 'blank') return item;
    }
    return undefined;
  }

  /** Column of the first line inside a block: of its first directive, else of the block in it that is still open. */
  private contentColumn(block: OpenBlock | undefined, inner: OpenBlock | undefined): number {
    const first = block?.nodes.slice(0, REACH).find((node) => node.kind === 'directive');
    if (first !== undefined) return this.column(first.heads[0]);
    return inner === block ? -1 : this.headColumn(inner);
  }

  private headColumn(block: OpenBlock | undefined): number {
    return this.column(block?.heads[0]);
  }

  /** Width of the indentation of an item; -1 for one that is not the first on its line. */
  private column(item: Pick<Item, 'line' | 'start'> | undefined): number {
    if (item === undefined) return -1;
    let width = 0;
    for (let at = this.lineStarts[item.line] ?? 0; at < item.start; at++) {
      const code = this.text.charCodeAt(at);
      if (!isBlank(code)) return -1;
      width = code === 9 ? width + TAB_WIDTH - (width % TAB_WIDTH) : width + 1;
    }
    return width;
  }
}
