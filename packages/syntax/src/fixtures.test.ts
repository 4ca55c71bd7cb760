/**
 * Each fixture has its tree beside it, written out as text: one line per node, indented as it is nested, with the number of
 * its line. `CREATE=1` writes the missing ones, to be read with care before they are committed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, parse, positionAt, type Body, type Definition, type Directive, type Item, type Node, type Prefix, type Tree, type Word } from './index.ts';

const folder = join(new URL('../../../', import.meta.url).pathname, 'fixtures/syntax');
const names = readdirSync(folder).filter((name) => name.endsWith('.conf'));

function drawing(tree: Tree): string {
  const lines = [...drawNodes(tree, tree.nodes, 0), ...tree.problems.map(({ code, start, end }) => {
    const { line, column } = positionAt(tree, start);
    return `problem ${line + 1}:${column + 1} ${code} ${quote(tree.text.slice(start, end)).replaceAll('\uFEFF', '\\ufeff')}`;
  })];
  return `${lines.join('\n')}\n`;
}

function drawNodes(tree: Tree, nodes: readonly Node[], depth: number): string[] {
  return nodes.flatMap((node) => {
    const own = node.kind === 'directive' ? drawDirective(tree, node, depth) : [drawItem(tree, node.kind === 'stray-close' ? node.brace : node, depth)];
    return node.kind === 'stray-close' ? own.map((line) => `${line} closes nothing`) : own;
  });
}

function drawDirective(tree: Tree, directive: Directive, depth: number): string[] {
  const before: Item[] = [...directive.heads, ...directive.gap, ...directive.body?.opens ?? []];
  return [...drawInOrder(tree, before, depth), ...directive.body ? drawBody(tree, directive.body, depth) : []];
}

function drawBody(tree: Tree, body: Body, depth: number): string[] {
  const end = drawInOrder(tree, [...body.gap, ...body.closes], depth);
  return [...drawNodes(tree, body.nodes, depth + 1), ...end.length > 0 ? end : [`${'  '.repeat(depth)}   (no end)`]];
}

/** Items of one directive; a comment or blank line among them is marked, since it is in a gap. */
function drawInOrder(tree: Tree, items: readonly Item[], depth: number): string[] {
  return [...items].sort((one, other) => one.start - other.start)
    .map((item) => `${drawItem(tree, item, depth)}${item.kind === 'comment' || item.kind === 'blank' ? ' (gap)' : ''}`);
}

function drawItem(tree: Tree, item: Item, depth: number): string {
  const prefixes = 'prefixes' in item ? item.prefixes.map((prefix) => drawPrefix(tree, prefix)) : [];
  return ['  '.repeat(depth) + String(item.line + 1).padStart(2), ...prefixes, ...drawParts(tree, item)].join(' ');
}

function drawParts(tree: Tree, item: Item): string[] {
  const { text } = tree;
  switch (item.kind) {
    case 'statement': return item.words.map(drawWord);
    case 'definition': return [`define ${item.name} as`, drawPieces(text, item)];
    case 'include': return [`include${item.variant} of`, quote(text.slice(item.pattern.start, item.pattern.end))];
    case 'comment': return [item.ownLine ? 'comment' : 'trailing comment', quote(text.slice(item.start, item.end))];
    case 'blank': return ['blank'];
    case 'open': return ['{'];
    case 'close': return ['}'];
  }
}

/** Quoted words in quotes; other words only in apostrophes, where they have characters that cannot be seen. */
function drawWord(word: Word): string {
  if (word.quoted) return quote(word.text) + (word.terminated ? '' : '(open)');
  return /^[!-~\u00A1-\u024F]+$/.test(word.text) ? word.text : `'${quote(word.text).slice(1, -1).replaceAll('\uFEFF', '\\ufeff')}'`;
}

function drawPieces(text: string, item: Definition): string {
  return item.pieces.map(({ start, end }) => quote(text.slice(start, end))).join(' + ');
}

function drawPrefix(tree: Tree, prefix: Prefix): string {
  if (prefix.kind === 'condition') return `<${prefix.negated ? 'not ' : ''}${prefix.id}>`;
  return `<${prefix.name} ${prefix.args ? quote(tree.text.slice(prefix.args.start, prefix.args.end)) : '?'}>`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}

test.each(names)('%s', (name) => {
  const { text, encoding } = decode(readFileSync(join(folder, name)));
  const drawn = drawing(parse(text, { encoding }));
  const file = join(folder, name.replace(/\.conf$/, '.tree.txt'));
  if (process.env['CREATE'] && !existsSync(file)) writeFileSync(file, drawn);
  expect(drawn).toBe(readFileSync(file, 'utf8'));
});

test('each tree belongs to a file', () => {
  const trees = readdirSync(folder).filter((name) => name.endsWith('.tree.txt'));
  expect(trees.map((name) => name.replace(/\.tree\.txt$/, '.conf')).sort()).toEqual([...names].sort());
});
