import { isBlock, walk, type Item, type Node, type Range as Offsets, type Word } from '@kaconf/syntax';
import { withoutSecrets } from 'kalint';
import type { SourceDocument } from '@kaconf/semantics';

/** More lines are not read by anybody. */
const maxLines = 20_000;

/** How a file was read, for people: one line for each piece, with its place, indented as it is nested. Passwords are hidden. */
export function syntaxTreeText(document: SourceDocument): string {
  const { tree } = document;
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
      for (const head of node.heads) show(depth + 1, 'head', head, itemText(document, head));
    } else show(depth, node.kind, node, nodeText(document, node));
  }
  if (tree.problems.length > 0) lines.push('', ...tree.problems.map(({ code, start, end }) => `problem ${code} ${start}..${end}`));
  return `${lines.join('\n')}\n`;
}

function nodeText(document: SourceDocument, node: Exclude<Node, { kind: 'directive' }>): string {
  return node.kind === 'stray-close' ? '}' : itemText(document, node);
}

function itemText(document: SourceDocument, item: Item): string {
  if (item.kind === 'statement') {
    const prefixes = item.prefixes.map((prefix) => withoutSecrets(document, prefix.start, prefix.end));
    return [...prefixes, ...item.words.map((word) => wordText(document, word))].map((word) => `[${word}]`).join(' ');
  }
  const text = withoutSecrets(document, item.start, item.end);
  return item.kind === 'blank' ? '' : text.length > 100 ? `${text.slice(0, 100)}…` : text.replace(/\s+/g, ' ');
}

function wordText(document: SourceDocument, word: Word): string {
  const shown = withoutSecrets(document, word.start, word.end);
  if (shown !== document.text.slice(word.start, word.end)) return shown;
  return word.quoted ? JSON.stringify(word.text) : word.text;
}
