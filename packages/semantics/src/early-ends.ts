import { keywordsOf } from '@kaconf/schema';
import { parse, walk, type Tree } from '@kaconf/syntax';
import type { SourceDocument } from './document.ts';

let rootBlocks: ReadonlySet<string> | undefined;

/** First words of blocks that stand at the root; where a `}` is missing, they show where the author went on there. */
function namesOfRootBlocks(): ReadonlySet<string> {
  rootBlocks ??= new Set(keywordsOf('').flatMap(({ name, kind }) => (kind === 'directive' ? [] : [name])));
  return rootBlocks;
}

/**
 * Blocks whose `}` is missing, as the indentation shows: where the head of each starts, and where it ends although nothing
 * says so. What lies behind belongs to the block around it.
 *
 * @param tree of the document, as the target reads it
 */
export function earlyEnds(document: SourceDocument, tree: Tree): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  if (!tree.problems.some(({ code }) => code === 'unclosed-block')) return ends;
  for (const [node] of walk(parse(document.text, { encoding: document.encoding, rootBlocks: namesOfRootBlocks(), commentsContinue: tree !== document.tree }).nodes)) {
    if (node.kind !== 'directive' || !node.body || node.body.closes.length > 0) continue;
    for (const head of node.heads) ends.set(head.words[0]?.start ?? head.start, node.end);
  }
  return ends;
}
