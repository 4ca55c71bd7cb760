import type { Comment, Node, Range, Tree } from '@kaconf/syntax';

const ignoreNext = /^[#!]+[ \t]*(?:kafmt-ignore|prettier-ignore)(?![\w-])/;
const ignoreFile = /^[#!]+[ \t]*kafmt-ignore-file(?![\w-])/;

/** Whether a comment asks to leave the whole file alone. */
export function ignoresFile(tree: Tree): boolean {
  return tree.items.some((item) => item.kind === 'comment' && ignoreFile.test(tree.text.slice(item.start, item.end)));
}

/** Whether a comment speaks to a tool about the line that it stands on or before: such a comment must not change its place. */
export function isDirective(comment: string): boolean {
  return /^[#!]+[ \t]*(?:kafmt|kalint|prettier)-/.test(comment);
}

/** What a node reaches to, with the braces of its block. */
function endOf(node: Node): number {
  if (node.kind !== 'directive') return node.end;
  const closes = node.body?.closes ?? [];
  return Math.max(node.end, closes[closes.length - 1]?.end ?? 0);
}

/** The stretches that comments ask to leave alone, in order: from the line behind the comment to the end of the next directive's last line. */
export function ignoredRanges(tree: Tree): Range[] {
  const { text } = tree;
  if (!text.includes('-ignore')) return [];
  const asks = (node: Comment): boolean => node.ownLine && ignoreNext.test(text.slice(node.start, node.end));
  const ranges: Range[] = [];
  const work: (readonly Node[])[] = [tree.nodes];
  for (let nodes = work.pop(); nodes !== undefined; nodes = work.pop()) {
    for (let index = 0; index < nodes.length; index += 1) {
      const node = nodes[index];
      if (node?.kind === 'directive' && node.body) work.push(node.body.nodes);
      if (node?.kind !== 'comment' || !asks(node)) continue;
      let next = index + 1;
      while (nodes[next]?.kind === 'comment' || nodes[next]?.kind === 'blank') next += 1;
      const target = nodes[next];
      if (target === undefined) continue;
      const lineEnd = text.indexOf('\n', node.end);
      const end = text.indexOf('\n', endOf(target));
      ranges.push({ start: lineEnd + 1, end: end < 0 ? text.length : end });
    }
  }
  // One inside of another says nothing new.
  const outer: Range[] = [];
  for (const range of ranges.sort((a, b) => a.start - b.start)) if (range.end > (outer[outer.length - 1]?.end ?? -1)) outer.push(range);
  return outer;
}
