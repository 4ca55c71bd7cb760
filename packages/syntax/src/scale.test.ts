import { jest } from '@jest/globals';
import { parse, print, walk } from './index.ts';

// A busy machine needs longer.
jest.setTimeout(60_000);

test('100,000 braces within each other, open or closed', () => {
  const depth = 100_000;
  for (const text of ['a{'.repeat(depth), 'a{'.repeat(depth) + '}'.repeat(depth), '{'.repeat(depth), '}'.repeat(depth)]) {
    const tree = parse(text);
    expect(print(tree)).toBe(text);
    let nodes = 0;
    for (const [node] of walk(tree.nodes)) if (node.start >= 0) nodes++;
    expect(nodes).toBe(depth);
  }
});

test('a line of 10 MB', () => {
  for (const text of ['a'.repeat(10_000_000), `"${'a'.repeat(10_000_000)}`, `# ${'a'.repeat(10_000_000)}`, `$A=${'a'.repeat(10_000_000)}`, 'ab '.repeat(3_333_333)]) {
    const { items, problems } = parse(text);
    expect(items).toHaveLength(1);
    expect(problems.some(({ code }) => code === 'line-too-long')).toBe(true);
  }
});

test('a million lines', () => {
  const { items, lineStarts } = parse('weight 1\n'.repeat(1_000_000));
  expect(items).toHaveLength(1_000_000);
  expect(items[999_999]).toMatchObject({ line: 999_999, start: 8_999_991 });
  expect(lineStarts).toHaveLength(1_000_001);
});

// Looking from each line for the next definition would take minutes.
test('two million lines before the first definition and the first backslash', () => {
  const { items } = parse(`${'a\n'.repeat(2_000_000)}$A=b \\\nc\n`);
  expect(items).toHaveLength(2_000_001);
  expect(items.at(-1)).toMatchObject({ kind: 'definition', line: 2_000_000, pieces: [{ start: 4_000_003 }, { start: 4_000_007 }] });
});

/** Texts that would be slow if any part looked back, ahead or around more than once. */
const hostile: Record<string, (size: number) => string> = {
  'open quotes': (size) => 'a "b\n'.repeat(size / 5),
  'escaped quotes on one line': (size) => '\\"'.repeat(size / 2),
  'escaped quotes on many lines': (size) => '\\" #\n'.repeat(size / 5),
  'references without end': (size) => `a${'${b '.repeat(size / 4)}${'}'.repeat(size / 4)}`,
  'a reference with many blanks': (size) => `a \${b${' '.repeat(size)}`,
  'CRs': (size) => `a${'\r'.repeat(size)}b`,
  'blanks': (size) => `a${' '.repeat(size)}b`,
  'generators on one line': (size) => '~SEQ()'.repeat(size / 6),
  'generators without end': (size) => '~SEQ(\n'.repeat(size / 6),
  'generators with quotes': (size) => '~SEQ(")'.repeat(size / 7),
  'conditions on one line': (size) => '@a {} '.repeat(size / 6),
  'definition heads': (size) => '$A=\\\n\n'.repeat(size / 6),
  'one long definition': (size) => `$A=${'b \\\n'.repeat(size / 4)}`,
  'alternative heads': (size) => Array.from({ length: size / 12 }, (_, index) => `@${index} a {\n`).join(''),
  'alternative statements': (size) => Array.from({ length: size / 10 }, (_, index) => `@${index} a\n`).join(''),
  'alternative ends': (size) => `a {\n${Array.from({ length: size / 10 }, (_, index) => `@${index} }\n`).join('')}`,
  'heads before comments': (size) => `a\n${'#\n'.repeat(size / 2)}`,
  'one missing end and much else': (size) => `a {\n${'#\n'.repeat(size / 8)}${'  b {\n}\n c\n'.repeat(size / 16)}`,
  'NULs': (size) => '\0'.repeat(size),
};

// Quadratic time would be minutes here: the limit of the test would end it.
test.each(Object.entries(hostile))('%s: a large text is read, nodes included', (_, make) => {
  const text = make(600_000);
  const tree = parse(text);
  expect(print(tree)).toBe(text);
  expect(tree.nodes.length).toBeGreaterThan(0);
});
