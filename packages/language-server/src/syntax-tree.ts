import { isBlock, walk, type Item, type Node, type Range as Offsets, type Tree } from '@kaconf/syntax';

/** More lines are not read by anybody. */
const maxLines = 20_000;

/** How a file was read, for people: one line for each piece, with its place, indented as it is nested. */
export function syntaxTreeText(tree: Tree): string {
  const lines: string[] = [];
  const show = (depth: number, name: string, range: Offsets, detail = ''): void => {
    lines.push(`${'  '.repeat(depth)}${name} ${range.start}..${range.end}${detail === '' ? '' : ` ${detail}`}`);
  };
  for (const [node, depth] of walk(tree.nodes)) {
    if (lines.length > maxLines) {
      lines.push('…');
      break;
    }
    if (node.kind === 'directive') {
      show(depth, isBlock(node) ? 'block' : 'directive', node);
      for (const head of node.heads) show(depth + 1, 'head', head, itemText(tree, head));
    } else show(depth, node.kind, node, nodeText(tree, node));
  }
  if (tree.problems.length > 0) lines.push('', ...tree.problems.map(({ code, start, end }) => `problem ${code} ${start}..${end}`));
  return `${lines.join('\n')}\n`;
}

function nodeText(tree: Tree, node: Exclude<Node, { kind: 'directive' }>): string {
  return node.kind === 'stray-close' ? '}' : itemText(tree, node);
}

function itemText(tree: Tree, item: Item): string {
  if (item.kind === 'statement') {
    const prefixes = item.prefixes.map((prefix) => tree.text.slice(prefix.start, prefix.end));
    return [...prefixes, ...item.words.map((word) => (word.quoted ? JSON.stringify(word.text) : word.text))].map((word) => `[${word}]`).join(' ');
  }
  const text = tree.text.slice(item.start, item.end);
  return item.kind === 'blank' ? '' : text.length > 100 ? `${text.slice(0, 100)}…` : text.replace(/\s+/g, ' ');
}
