import type { Tree } from './tree.ts';
import { isBlock, walk, type BlockDirective } from './visit.ts';

/** From an offset on, up to the next change, this is the innermost block. */
interface Change {
  readonly offset: number;
  readonly block: BlockDirective | undefined;
}

const memo = new WeakMap<Tree, readonly Change[]>();

/**
 * The last of `enclosingBlocks`, for those who ask often: the tree is looked through once, so that neither its depth nor
 * its size counts for the further questions.
 */
export function innermostBlock(tree: Tree, offset: number): BlockDirective | undefined {
  let changes = memo.get(tree);
  if (changes === undefined) {
    changes = changesOf(tree);
    memo.set(tree, changes);
  }
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.offset ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1]?.block;
}

function changesOf(tree: Tree): readonly Change[] {
  const changes: Change[] = [];
  const open: BlockDirective[] = [];
  const ends: number[] = [];
  /** Ends the blocks that do not hold what starts at an offset. */
  const leave = (depth: number, next: number): void => {
    // A block without `}` goes on until something starts that is not in it, or until the block around it ends.
    let limit = next;
    for (let level = depth; level < open.length; level++) {
      const close = open[level]?.body.closes[0];
      limit = Math.min(limit, close === undefined ? limit : close.start + 1);
      ends[level] = limit;
    }
    while (open.length > depth) {
      open.pop();
      changes.push({ offset: ends[open.length] ?? next, block: open.at(-1) });
    }
  };
  for (const [node, depth] of walk(tree.nodes)) {
    leave(depth, node.start);
    if (!isBlock(node)) continue;
    open.push(node);
    changes.push({ offset: node.body.opens.at(-1)?.end ?? node.end, block: node });
  }
  leave(0, Infinity);
  return changes;
}
