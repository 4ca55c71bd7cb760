import { parse, print, type Node, type ParseOptions } from './index.ts';

/** Nodes as `head{...}`; several heads or ends with `|`, a missing end with `...`. */
function nested(text: string, options?: ParseOptions): string {
  const show = (nodes: readonly Node[]): string => nodes.flatMap((node) => {
    if (node.kind === 'stray-close') return ['!}'];
    if (node.kind !== 'directive') return [];
    const heads = node.heads.map((head) => head.words.map((word) => word.text).join('-')).join('|');
    return [node.body ? `${heads}{${show(node.body.nodes)}${node.body.closes.map(() => '}').join('|') || '...'}` : heads];
  }).join(' ');
  return show(parse(text, options).nodes);
}

const codes = (text: string): string[] => parse(text).problems.map(({ code }) => code);

describe('braces belong to the statement before them', () => {
  test.each([
    ['a { b }', 'a{b}'],
    ['a\n\n# c\n{\nb\n}', 'a{b}'],
    ['a {} {}', 'a{} {}'],
    ['a\n$B=1\n{ c }', 'a {c}'],
    ['a\ninclude b\n{ c }', 'a {c}'],
    ['a { b }\n{ c }', 'a{b} {c}'],
    ['a { { b } }', 'a{{b}}'],
    ['a } b', 'a !} b'],
    ['a { b', 'a{b...'],
  ])('%j', (text, expected) => { expect(nested(text)).toBe(expected); });
});

describe('conditional lines that exclude each other share a body or an end', () => {
  test.each([
    ['@x a {\n@y b {\nc\n}', 'a|b{c}'],
    ['@x a {\n@^x b {\nc\n}', 'a|b{c}'],
    ['@x a {\n@y b {\n@z c {\nd\n}', 'a|b|c{d}'],
    ['@x a\n@y b\n{\nc\n}', 'a|b{c}'],
    ['@x a\n@y b\nc', 'a b c'],
    ['a\n@x {\n@y {\nb\n}', 'a{b}'],
    ['a {\nb\n@x }\n@y }\nc', 'a{b}|} c'],
    ['@x a {\nb\n@x }\n@^x }', 'a{b}|}'],
    // A second end for the inner block would leave the outer one, which has just this condition, without.
    ['@x a {\nb {\n@y }\n@x }', 'a{b{}}'],
  ])('%j', (text, expected) => { expect(nested(text)).toBe(expected); });

  test.each([
    ['the same condition', '@x a {\n@x b {\n@x }\n@x }', 'a{b{}}'],
    ['two negated ones', '@^x a {\n@^y b {\n}\n}', 'a{b{}}'],
    ['negated and another id', '@x a {\n@^y b {\n}\n}', 'a{b{}}'],
    ['without condition', '@x a {\nb {\n}\n}', 'a{b{}}'],
    ['something between', '@x a {\nc\n@y b {\n}\n}', 'a{c b{}}'],
    ['a brace on another line', '@x a {\n@y b\n{\n}\n}', 'a{b{}}'],
    ['ends with something between', 'a { b {\n@x }\nc\n@y }', 'a{b{} c}'],
  ])('not: %s', (_, text, expected) => { expect(nested(text)).toBe(expected); });

  test('comments between them are kept in order', () => {
    const text = '@x a { # 1\n# 2\n@y b { # 3\nc\n@x } # 4\n\n@y } # 5';
    const [block, last] = parse(text).nodes;
    const comments = (nodes: readonly Node[]): string[] => nodes.flatMap((node) => node.kind === 'comment' ? [text.slice(node.start, node.end)] : node.kind);
    if (block?.kind !== 'directive' || !block.body) throw new Error('no block');
    expect(comments(block.gap)).toEqual(['# 1', '# 2']);
    expect(comments(block.body.nodes)).toEqual(['# 3', 'directive']);
    expect(comments(block.body.gap)).toEqual(['# 4', 'blank']);
    expect(text.slice(last?.start)).toBe('# 5');
    expect(block.end).toBe(text.indexOf('# 5') - 1);
  });

  test('no problem where every node finds matching braces', () => {
    expect(codes('@x a {\n@x b\n@^x c {\n@^x d\n}')).toEqual([]);
    expect(codes('a {\n@x b {\n@x c\n@x } }\n@^x }')).toEqual([]);
    expect(codes('@x a {\nb\n@y c {\n}')).toEqual(['unclosed-block']);
    expect(codes('@x a {\n@x b {\n}')).toEqual(['unclosed-block']);
  });
});

describe('where a } is missing', () => {
  test.each([
    ['a sibling at the root ends the block', 'a 1 {\n  b\n\na 2 {\n  b\n}', 'a-1{b... a-2{b}'],
    ['a sibling inside', 'r {\n  a 1 {\n    b\n  a 2 {\n    b\n  }\n}', 'r{a-1{b... a-2{b}}'],
    ['a known root block', 'x {\n}\na {\n  b\nx {\n  c\n}', 'x{} a{b... x{c}'],
    ['an end further left', 'a {\n  b {\n    c\n}\nd', 'a{b{c...} d'],
    ['no witness: as keepalived takes it', 'a {\n  b\nx {\n  c\n}', 'a{b x{c}...'],
    ['not indented', 'a 1 {\nb\na 2 {\nb\n}', 'a-1{b a-2{b}...'],
    ['an end further left that the text does not confirm', 'a {\n  b {\n    c\n}\n  d', 'a{b{c} d...'],
  ])('%s', (_, text, expected) => { expect(nested(text)).toBe(expected); });

  test('nothing is guessed where the braces match', () => {
    expect(nested('a 1 {\n  b {\n}\na 2 {\n  c\n}\n}')).toBe('a-1{b{} a-2{c}}');
  });

  test('root blocks can be told', () => {
    const text = 'a {\n  b\nx {\n  c\n}';
    expect(nested(text, { rootBlocks: new Set(['a', 'x']) })).toBe('a{b... x{c}');
    expect(nested('a {\nb\nx {\nc\n}', { rootBlocks: new Set(['x']) })).toBe('a{b... x{c}');
    expect(nested('a {\n  x {\n    c\n  }\n', { rootBlocks: new Set(['x']) })).toBe('a{x{c}...');
  });

  test('the problem is at the head of the block that has no end', () => {
    const { problems, text } = parse('a 1 {\n  b\n\na 2 {\n  b\n}');
    expect(problems.map(({ code, start, end }) => [code, text.slice(start, end)])).toEqual([['unclosed-block', 'a 1']]);
  });

  test('many are not guessed about', () => {
    const text = 'a {\n  b\n'.repeat(200);
    expect(codes(text)).toHaveLength(200);
    expect(nested(text).startsWith('a{b a{b a{b')).toBe(true);
  });
});

test('nodes are made once', () => {
  const tree = parse('a { b }');
  expect(tree.nodes).toBe(tree.nodes);
});

test('print goes by the items: what is in none is not printed', () => {
  const { text, items } = parse('a 1\n  b "2" # c\n');
  expect(print({ text, items })).toBe(text);
  expect(print({ text, items: items.slice(1) })).toBe('b "2" # c\n');
});
