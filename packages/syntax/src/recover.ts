import { buildBlocks, type Blocks, type OpenBlock } from './blocks.ts';
import { isBlank } from './characters.ts';
import type { Item } from './tree.ts';

/** How many enclosing blocks are looked at; deeper nesting does not occur in files that are indented at all. */
const REACH = 64;
const TAB_WIDTH = 8;

/**
 * Blocks of a text, with the indentation as a second witness where a `}` is missing.
 *
 * keepalived goes by the braces alone, so one missing `}` makes everything behind it part of the block. An editor and a
 * formatter need the block that was meant. Only where braces are known to be missing, blocks are ended early
 *
 * - before a block head that is indented as the head of an open block, whose content is indented deeper;
 * - before a `}` that is indented as the head of an outer block, but less than the head it would close;
 *
 * and only if the rest of the text agrees, that is, if no `}` is left over by it.
 */
export function nestItems(text: string, lineStarts: readonly number[], items: readonly Item[]): Blocks {
  const plain = buildBlocks(items);
  if (plain.unclosed === 0) return plain;
  const layout = new Layout(text, lineStarts);
  for (const byBraces of [true, false]) {
    const blocks = buildBlocks(items, (all, index, open) => {
      const item = all[index];
      if (item?.kind === 'close') return byBraces ? layout.missingBeforeClose(item, open) : 0;
      if (item?.kind === 'statement' && isHead(all, index)) return layout.missingBeforeHead(item, open);
      return 0;
    });
    if (blocks.strayCloses === plain.strayCloses) return blocks;
  }
  return plain;
}

/** Whether the statement at `index` has a `{`. */
function isHead(items: readonly Item[], index: number): boolean {
  for (let at = index + 1; at < items.length; at++) {
    const kind = items[at]?.kind;
    if (kind !== 'comment' && kind !== 'blank') return kind === 'open';
  }
  return false;
}

class Layout {
  private readonly text: string;
  private readonly lineStarts: readonly number[];

  constructor(text: string, lineStarts: readonly number[]) {
    this.text = text;
    this.lineStarts = lineStarts;
  }

  missingBeforeClose(item: Item, open: readonly OpenBlock[]): number {
    const column = this.column(item);
    if (column < 0) return 0;
    const innermost = this.headColumn(open.at(-1));
    if (innermost <= column) return 0;
    for (let count = 1; count < open.length && count <= REACH; count++) {
      if (this.headColumn(open.at(-1 - count)) === column) return count;
    }
    return 0;
  }

  missingBeforeHead(item: Item, open: readonly OpenBlock[]): number {
    const column = this.column(item);
    if (column < 0) return 0;
    for (let count = 1; count <= open.length && count <= REACH; count++) {
      const block = open.at(-count);
      if (this.headColumn(block) === column) return this.contentColumn(block, open.at(1 - count)) > column ? count : 0;
    }
    return 0;
  }

  /** Column of the first line inside a block: of its first directive, else of the block in it that is still open. */
  private contentColumn(block: OpenBlock | undefined, inner: OpenBlock | undefined): number {
    const first = block?.nodes.find((node) => node.kind === 'directive');
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
