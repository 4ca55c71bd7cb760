import { detached, parse, type Tree } from '@kaconf/syntax';

/** So many that all lines of a generator in a generator find each other again. */
const most = 4096;
const known = new Map<string, Tree>();

/**
 * The tree of a line that an expansion made. The ids of a file and the processes of keepalived expand the same lines, and
 * so does the next version of a file; trees are immutable, so all of them share one.
 */
export function treeOfLine(text: string): Tree {
  const earlier = known.get(text);
  if (earlier) return earlier;
  // What is long is no line of a block, and rare.
  if (text.length > 1024) return parse(text);
  const own = detached(text);
  const tree = parse(own);
  if (known.size >= most) known.clear();
  known.set(own, tree);
  return tree;
}
