import type { Range } from './range.ts';
import type { Body, Directive, Item, Node, Passage, Tree, Word } from './tree.ts';

/** A directive that has a block. */
export type BlockDirective = Directive & { readonly body: Body };

/** Whether a node is a directive with a block. */
export function isBlock(node: Node): node is BlockDirective {
  return node.kind === 'directive' && node.body !== undefined;
}

/**
 * All nodes in file order, each block before what is in it. Works at any depth.
 * @returns pairs of a node and its depth (0: at the root)
 */
export function* walk(nodes: readonly Node[]): Generator<readonly [node: Node, depth: number], void, undefined> {
  const stack: { readonly nodes: readonly Node[]; next: number }[] = [{ nodes, next: 0 }];
  for (let level = stack.at(-1); level !== undefined; level = stack.at(-1)) {
    const node = level.nodes[level.next++];
    if (node === undefined) {
      stack.pop();
      continue;
    }
    yield [node, stack.length - 1];
    if (isBlock(node)) stack.push({ nodes: node.body.nodes, next: 0 });
  }
}

/**
 * The blocks around an offset, outermost first: those whose `{` ends at or before the offset and whose `}` starts at or behind it.
 * Behind the last line of a block without `}` the block goes on until the next line that is not in it.
 */
export function enclosingBlocks(tree: Tree, offset: number): BlockDirective[] {
  const path: BlockDirective[] = [];
  let { nodes } = tree;
  for (;;) {
    // Behind the end of a block without `}` the block goes on, so the node before the offset counts, wherever it ends.
    const node = nodes[lastStartingBy(nodes, offset)];
    if (node === undefined || !isBlock(node) || !isInside(node.body, offset)) return path;
    path.push(node);
    ({ nodes } = node.body);
  }
}

/**
 * The innermost node at an offset: a node whose range holds the offset, its end included, or the block around the offset.
 * Of two nodes that touch there it is the second.
 */
export function nodeAt(tree: Tree, offset: number): Node | undefined {
  const block = enclosingBlocks(tree, offset).at(-1);
  const nodes = block?.body.nodes ?? tree.nodes;
  const node = nodes[lastStartingBy(nodes, offset)];
  return node !== undefined && offset <= node.end ? node : block;
}

/** The item whose range holds the offset, its end included; of two that touch there, the second. */
export function itemAt(tree: Tree, offset: number): Item | undefined {
  const item = tree.items[lastStartingBy(tree.items, offset)];
  return item !== undefined && offset <= item.end ? item : undefined;
}

/** The word whose range holds the offset, its end included; of two that touch there, the second. */
export function wordAt(tree: Tree, offset: number): Word | undefined {
  const index = lastStartingBy(tree.items, offset);
  // A brace may stand directly behind the word.
  for (const item of [tree.items[index], tree.items[index - 1]]) {
    if (item?.kind !== 'statement') continue;
    const word = item.words[lastStartingBy(item.words, offset)];
    if (word !== undefined && offset <= word.end) return word;
  }
  return undefined;
}

/**
 * The passages that hold an item of interest, each as its items in their places. Costs nothing for the others.
 * @param wanted may look at what an item is, but not at where it stands
 */
export function* passagesWith({ passages }: Tree, wanted: (item: Item) => boolean): Generator<readonly Item[], void, undefined> {
  // A passage occurs many times, and is asked once.
  const found = new Set<Passage>();
  for (const passage of passages.distinct()) if (passage.items.some(wanted)) found.add(passage);
  if (found.size === 0) return;
  for (let index = 0; index < passages.length; index++) {
    const passage = passages.at(index);
    if (passage && found.has(passage)) yield passages.itemsAt(index);
  }
}

/** Index of the last range that starts at or before the offset, -1 if there is none. */
function lastStartingBy(ranges: readonly Range[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Between its `{` and its `}`, the edges included. */
function isInside(body: Body, offset: number): boolean {
  const open = body.opens.at(-1);
  const close = body.closes[0];
  return open !== undefined && offset >= open.end && (close === undefined || offset <= close.start);
}
