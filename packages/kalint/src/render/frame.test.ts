import fc from 'fast-check';
import type { SourceDocument } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import { frame } from './frame.ts';
import { cells, pieces, visible, wrap } from './terminal-text.ts';

const plain = (text: string): string => text;
const document = (text: string): SourceDocument => ({ path: 'a.conf', text, encoding: 'utf-8', tree: parse(text) });
const character = fc.oneof(fc.constantFrom(' ', '\t', '\n', '\r', '{', '}', '"', '#', '地', '址', 'é', 'e\u0301', '\u{1F600}', '\x1b', '\u0000', '\ud800', '\u202e', 'ｆ'), fc.string({ minLength: 1, maxLength: 1 }));
const text = fc.array(character, { maxLength: 300 }).map((parts) => parts.join(''));

test('a frame fits its width, obeys nothing and underlines something, whatever the text', () => {
  fc.assert(
    fc.property(text, fc.nat(320), fc.nat(320), fc.integer({ min: 20, max: 120 }), (source, one, other, width) => {
      const [start, end] = [Math.min(one, other, source.length), Math.min(Math.max(one, other), source.length)];
      const lines = frame({ document: document(source), range: { start, end } }, { width, gutter: 5, head: true, dim: plain, mark: plain, underline: '^' });
      expect(lines.some((line) => /│ *\^+$/.test(line))).toBe(true);
      for (const line of lines) {
        // A mark behind the last character of a full line needs one column more.
        expect(cells(line)).toBeLessThanOrEqual(5 + 3 + width + 1);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E]/u);
      }
    }),
    { numRuns: 500 },
  );
});

test('the mark begins where the text begins', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\t', '地', 'é', '\x1b', ' '), { maxLength: 60 }), (before) => {
      const source = `x${before.join('')}HERE tail\n`;
      const start = source.indexOf('HERE');
      const [line = '', mark = ''] = frame({ document: document(source), range: { start, end: start + 4 } }, { width: 40, gutter: 5, head: false, dim: plain, mark: plain, underline: '^' });
      expect(cells(line.slice(0, line.indexOf('HERE')))).toBe(mark.indexOf('^'));
      expect(mark.endsWith('^^^^')).toBe(true);
    }),
  );
});

test('tabs fill up to stops of four, wide characters take two columns, marks none', () => {
  expect(pieces('a\t地é').map(({ column }) => column)).toEqual([0, 1, 4, 6]);
  expect(cells('e\u0301地\u{1F600}')).toBe(5);
  expect(visible('a\x1b[0m\u202e\u{1F600}地')).toBe('a\\x1b[0m\\u202e\u{1F600}地');
});

test('wrapping loses nothing but blanks at the breaks', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('word', 'a', '地址', '，', '。', 'longer-word-than-that', '(x)'), { maxLength: 40 }), fc.integer({ min: 8, max: 60 }), (words, width) => {
      const lines = wrap(words.join(' '), width);
      expect(lines.join(' ').replace(/ /g, '')).toBe(words.join(''));
      for (const line of lines) expect(cells(line) <= width || !line.includes(' ') || /[，。]$/.test(line)).toBe(true);
    }),
  );
});

test('a file of one line of half a megabyte takes no time', () => {
  const source = `${'a\r'.repeat(200_000)}HERE${'b '.repeat(200_000)}\n`;
  const where = document(source);
  const start = source.indexOf('HERE');
  const [line = '', mark = ''] = frame({ document: where, range: { start, end: start + 4 } }, { width: 60, gutter: 5, head: false, dim: plain, mark: plain, underline: '^' });
  expect(line.indexOf('HERE')).toBe(mark.indexOf('^'));
});
