import { enclosingBlocks, itemAt, nodeAt, parse, walk, wordAt, type Node } from './index.ts';

/** Parses a text in which `|` marks an offset. */
function at(marked: string): { tree: ReturnType<typeof parse>; offset: number } {
  const offset = marked.indexOf('|');
  return { tree: parse(marked.replace('|', '')), offset };
}

function path(marked: string): string[] {
  const { tree, offset } = at(marked);
  return enclosingBlocks(tree, offset).map((block) => block.heads.map((head) => head.words[0]?.text).join('/'));
}

test('walk visits each node once, blocks before their content, with its depth', () => {
  const tree = parse('a {\n b { c }\n # d\n}\n$E=1\n}');
  const seen = [...walk(tree.nodes)].map(([node, depth]) => `${depth} ${tree.text.slice(node.start, node.end).split(/\s/)[0]}`);
  expect(seen).toEqual(['0 a', '1 b', '2 c', '1 #', '0 $E=1', '0 }']);
});

test.each<[string, string[]]>([
  ['|a { b }', []],
  ['a | { b }', []],
  ['a {| b }', ['a']],
  ['a { b |}', ['a']],
  ['a { b }|', []],
  ['a { b { | } }', ['a', 'b']],
  ['a {\n  b {\n    |', ['a', 'b']],
  ['a {\n  b {\n  }\n  |', ['a']],
  ['a {\n  b\n}\n|', []],
  ['@x a {\n@y b {\n |c\n}', ['a/b']],
  ['a { b } c { | }', ['c']],
  ['|', []],
])('blocks around %j: %j', (marked, expected) => { expect(path(marked)).toEqual(expected); });

test('behind a block whose } is missing the next sibling is outside', () => {
  expect(path('a {\n  b\n\n|a {\n  b\n}')).toEqual([]);
  expect(path('a {\n  b\n |\na {\n  b\n}')).toEqual(['a']);
});

function nodeText(marked: string): string | undefined {
  const { tree, offset } = at(marked);
  const node: Node | undefined = nodeAt(tree, offset);
  return node && tree.text.slice(node.start, node.end);
}

test.each<[string, string | undefined]>([
  ['a { b|c }', 'bc'],
  ['a { bc| }', 'bc'],
  ['a { bc |}', 'a { bc }'],
  ['|a { bc }', 'a { bc }'],
  ['a { bc }|', 'a { bc }'],
  ['a b\n# c|\n', '# c'],
  ['a    |', undefined],
])('node at %j', (marked, expected) => { expect(nodeText(marked)).toBe(expected); });

test.each<[string, string | undefined]>([
  ['|ab cd', 'ab'],
  ['ab| cd', 'ab'],
  ['ab |cd', 'cd'],
  ['ab c|d', 'cd'],
  ['ab|{cd}', 'ab'],
  ['ab{|cd}', 'cd'],
  ['ab{cd|}', 'cd'],
  ['ab{cd}|', undefined],
  ['ab  |  cd', undefined],
  ['ab # c|d', undefined],
  ['a"b|c"', 'bc'],
])('word at %j', (marked, expected) => {
  const { tree, offset } = at(marked);
  expect(wordAt(tree, offset)?.text).toBe(expected);
});

test.each<[string, string | undefined]>([
  ['a|b { }', 'statement'],
  ['ab |{ }', 'open'],
  ['ab|{ }', 'open'],
  ['ab # c|', 'comment'],
  ['$A=1|', 'definition'],
  ['include x|', 'include'],
  ['a\n |\nb', 'blank'],
  ['a |  b', 'statement'],
])('item at %j', (marked, expected) => {
  const { tree, offset } = at(marked);
  expect(itemAt(tree, offset)?.kind).toBe(expected);
});
