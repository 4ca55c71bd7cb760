import fc from 'fast-check';
import { isWhiteSpaceOnly } from './characters.ts';
import { print, walk, type Item, type Range, type Tree } from './index.ts';

/** Pieces of which the syntax is made, glued together at random: far denser in surprises than real files. */
export const fragments = fc.array(
  fc.constantFrom(
    ' ', '  ', '\t', '\n', '\n', '\n', '\r\n', '\r', '\v', '\f', '{', '}', '"', '"', '\\', '\\\\', '\\"', '\\#', '#', '!', "'", '$', '=', '@', '^', '~', '(', ')', ',',
    'a', 'bc', 'weight 1', '@lb1 ', '@^lb1 ', '@lb2 ', '$A=', '$A', '${A}', '${A 1}', '${A', '~SEQ(I, 1, 3) ', '~SEQx(I,2)', '~LST(', '~SEQ', '~FOO',
    'include ', 'includer x', 'included', ' # text', '"b c"', ' \\\n', '\u00A0', '\u00E9', '\uFEFF', '\u2028', '\uD83D', '\0',
  ),
  { maxLength: 40 },
).map((parts) => parts.join(''));

/** What is wrong with a tree whatever the text, in words; undefined if nothing is. */
export function flaw(tree: Tree, text: string): string | undefined {
  if (tree.text !== text) return 'another text';
  if (print(tree) !== text) return 'print differs';
  let end = 0;
  for (const item of tree.items) {
    if (item.start < end || item.end < item.start || item.end > text.length) return `item at ${item.start} overlaps`;
    if (!isWhiteSpaceOnly(text, end, item.start)) return `text before ${item.start} is in no item`;
    if (item.kind !== 'blank' && item.start === item.end) return `item at ${item.start} is empty`;
    if (tree.lineStarts[item.line] === undefined || text.slice(tree.lineStarts[item.line], item.start).includes('\n')) return `line of item at ${item.start}`;
    end = item.end;
  }
  if (!isWhiteSpaceOnly(text, end, text.length)) return 'text at the end is in no item';
  return flawOfNodes(tree) ?? flawOfRanges(tree, text);
}

/** The nodes hold the very items, each once and in file order but for the comments between alternatives. */
function flawOfNodes(tree: Tree): string | undefined {
  const found: Item[] = [];
  const closing: { depth: number; closes: Item[] }[] = [];
  const leave = (depth: number): void => {
    for (let last = closing.at(-1); last !== undefined && last.depth >= depth; last = closing.at(-1)) {
      found.push(...last.closes);
      closing.pop();
    }
  };
  for (const [node, depth] of walk(tree.nodes)) {
    leave(depth);
    if (node.kind === 'directive') {
      const { body } = node;
      found.push(...[...node.heads, ...node.gap, ...body?.opens ?? []].sort((one, other) => one.start - other.start));
      if (body) closing.push({ depth, closes: [...body.gap, ...body.closes].sort((one, other) => one.start - other.start) });
    } else {
      found.push(node.kind === 'stray-close' ? node.brace : node);
    }
  }
  leave(0);
  if (found.length !== tree.items.length) return `${tree.items.length} items, ${found.length} in nodes`;
  const at = tree.items.findIndex((item, index) => item !== found[index]);
  return at < 0 ? undefined : `item ${at} is elsewhere in the nodes`;
}

function flawOfRanges(tree: Tree, text: string): string | undefined {
  for (const problem of tree.problems) {
    if (problem.start < 0 || problem.end > text.length || problem.end <= problem.start) return `range of ${problem.code}`;
  }
  for (const item of tree.items) {
    const parts: Range[] = 'prefixes' in item ? [...item.prefixes] : [];
    if (item.kind === 'statement') parts.push(...item.words);
    if (item.kind === 'definition') parts.push(item.nameRange, ...item.pieces);
    if (item.kind === 'include') parts.push(item.keyword, item.pattern);
    let at = item.start;
    for (const part of parts) {
      if (part.start < at || part.end < part.start || part.end > item.end) return `part at ${part.start}`;
      at = part.end;
    }
  }
  return undefined;
}
