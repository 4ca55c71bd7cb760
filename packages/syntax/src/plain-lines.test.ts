import { Random } from '../../../scripts/random.ts';
import { parse } from './parse.ts';

/** So many lines that the text is divided, and plain lines are read by their shape. */
const many = 70;

const parts = ['word', 'a.b/c:d', '10', '{', '}', '\t', '  ', '#', '!', 'include', 'x"', '\\', '@lb1', '~SEQ(A,1,2)', '$A', '-5%', 'é', '\r', 'a=b,c'];

test('a line reads the same by its shape and by the lexer', () => {
  const random = new Random(12);
  const lines = Array.from({ length: 6_000 }, () => Array.from({ length: random.integer(1, 7) }, () => `${parts[random.below(parts.length)] ?? ''}${random.chance(0.6) ? ' ' : ''}`).join(''));
  for (const line of lines) {
    const divided = parse(`${'\n'.repeat(many)}${line}\n`);
    const whole = parse(`${line}\n`);
    const at = (tree: typeof whole, by: number, lineBy: number) => tree.items.filter((item) => item.kind !== 'blank' || item.line >= lineBy).map((item) => ({
      ...item, kind: item.kind, line: item.line - lineBy, start: item.start - by, end: item.end - by, phrase: undefined,
      prefixes: 'prefixes' in item ? item.prefixes.map((prefix) => [prefix.kind, prefix.start - by, prefix.end - by]) : [],
      words: item.kind === 'statement' ? item.words.map((word) => [word.text, word.start - by, word.end - by, word.quoted, word.terminated]) : [],
      name: undefined, nameRange: undefined, pieces: undefined, keyword: undefined, pattern: undefined,
    }));
    expect([line, at(divided, many, many)]).toEqual([line, at(whole, 0, 0)]);
  }
});

test('shapes without number and lines without end are read all the same', () => {
  const random = new Random(13);
  const soup = Array.from({ length: 3_000 }, () => Array.from({ length: 12 }, () => ['w', '{', '}', 'v w'][random.below(4)] ?? '').join(' '));
  const text = `${soup.join('\n')}\n${'word '.repeat(2_000)}\n`;
  const tree = parse(text);
  expect(tree.items.filter((item) => item.kind === 'open').length).toBe([...text].filter((sign) => sign === '{').length);
  const last = tree.items.at(-1);
  expect(last?.kind === 'statement' && last.words.length).toBe(2_000);
});
