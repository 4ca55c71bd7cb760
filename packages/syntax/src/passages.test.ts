import { jest } from '@jest/globals';
import fc from 'fast-check';
import { parse, passagesWith, type Tree } from './index.ts';
import { flaw, fragments } from './soup.ts';

// A busy machine needs longer.
jest.setTimeout(60_000);

/** So many lines that the text is divided into passages. */
const many = 70;

/** Items and problems as data, with all places moved back. */
function content(tree: Tree, by: number): unknown {
  const places = new Set(['start', 'end', 'line']);
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    const all = 'phrase' in value && 'words' in value ? { ...value, prefixes: [], words: value.words, phrase: undefined } : value;
    return Object.fromEntries(Object.entries(all).map(([key, each]) => [key, places.has(key) && typeof each === 'number' ? each - by : plain(each)]));
  };
  // What is said of the start of a text depends on where it starts.
  const problems = tree.problems.filter(({ code }) => code !== 'byte-order-mark' && code !== 'utf-16' && code !== 'nul-byte');
  return plain([tree.items.slice(tree.items.findIndex((item) => item.line >= by)), problems]);
}

function same(one: Tree, other: Tree): void {
  expect(content(one, 0)).toEqual(content(other, 0));
  expect([...one.nodes].length).toBe([...other.nodes].length);
}

test('a text that is divided has the items and problems of one that is not', () => {
  fc.assert(fc.property(fragments, fc.boolean(), (text, commentsContinue) => {
    const padded = '\n'.repeat(many) + text;
    const divided = parse(padded, { commentsContinue });
    expect(flaw(divided, padded)).toBeUndefined();
    if (text !== '') expect(content(divided, many)).toEqual(content(parse(text, { commentsContinue }), 0));
  }), { numRuns: 4000 });
});

test('lines that occur again stand in their own places', () => {
  fc.assert(fc.property(fragments, fragments, (one, other) => {
    const text = [one, other, one, one, other].join('\n') + '\n'.repeat(many);
    expect(flaw(parse(text), text)).toBeUndefined();
  }), { numRuns: 2000 });
});

test('equal lines share a phrase, but not their places', () => {
  const tree = parse('retry 3\n'.repeat(many + 1));
  const [first, second] = tree.items;
  if (first?.kind !== 'statement' || second?.kind !== 'statement') throw new Error('no statements');
  expect(second.phrase).toBe(first.phrase);
  expect(second.words.map(({ start }) => start)).toEqual([8, 14]);
});

test('a version that goes on from the one before is the same as one that is read alone', () => {
  fc.assert(fc.property(fragments, fc.array(fc.tuple(fragments, fc.nat(), fc.nat(5)), { maxLength: 6 }), (start, edits) => {
    let text = start + '\n'.repeat(many);
    let tree = parse(text);
    for (const [insert, at, deleted] of edits) {
      const offset = at % (text.length + 1);
      text = text.slice(0, offset) + insert + text.slice(offset + deleted);
      tree = parse(text, { previous: tree });
      same(tree, parse(text));
    }
  }), { numRuns: 1500 });
});

test('an earlier version stays as it was', () => {
  const before = parse(`a 1\nb 2\n${'\n'.repeat(many)}`);
  const items = JSON.stringify(before.items);
  const after = parse(`x\na 1\nb 2\n${'\n'.repeat(many)}`, { previous: before });
  expect(JSON.stringify(before.items)).toBe(items);
  expect(after.items.find((item) => item.kind === 'statement' && item.line === 1)?.start).toBe(2);
});

test('two versions may go on from the same one', () => {
  const before = parse('a 1\n'.repeat(many));
  const text = `${before.text}b "c\n`;
  for (const after of [parse(text, { previous: before }), parse(text, { previous: before })]) same(after, parse(text));
});

test('a version that is read in another manner does not go on from the one before', () => {
  const text = `$A=1 # \\\n2\n${'\n'.repeat(many)}`;
  const before = parse(text, { commentsContinue: true });
  same(parse(text, { previous: before }), parse(text));
  same(parse(text, { previous: parse(text), commentsContinue: true }), before);
});

test('after many versions the lines of old ones are forgotten', () => {
  let tree = parse('\n'.repeat(many));
  for (let version = 0; version < 1000; version++) tree = parse(`word ${version}\n${'\n'.repeat(many)}`, { previous: tree });
  same(tree, parse(tree.text));
});

test('passages are found by what is in them', () => {
  const tree = parse(`a 1 # one\nb\n${'c\n'.repeat(many)}d # two\n`);
  const comments = [...passagesWith(tree, (item) => item.kind === 'comment')];
  expect(comments.map((items) => items.map(({ kind, line }) => [kind, line]))).toEqual([[['statement', 0], ['comment', 0]], [['statement', many + 2], ['comment', many + 2]]]);
});
