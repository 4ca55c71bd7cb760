import fc from 'fast-check';
import { lineAt, offsetAt, parse, positionAt, utf8Length } from './index.ts';

const tree = parse('ab\r\n\u00E9\u{1F600}x\n');

test('UTF-16 columns', () => {
  expect([0, 2, 3, 4, 5, 7, 8, 9].map((offset) => positionAt(tree, offset))).toEqual([
    { line: 0, column: 0 }, { line: 0, column: 2 }, { line: 0, column: 3 }, { line: 1, column: 0 },
    { line: 1, column: 1 }, { line: 1, column: 3 }, { line: 1, column: 4 }, { line: 2, column: 0 },
  ]);
});

test('UTF-8 columns count bytes', () => {
  expect([4, 5, 7, 8].map((offset) => positionAt(tree, offset, 'utf-8').column)).toEqual([0, 2, 6, 7]);
  expect([0, 1, 2, 3, 6, 7, 100].map((column) => offsetAt(tree, { line: 1, column }, 'utf-8'))).toEqual([4, 4, 5, 5, 7, 8, 8]);
});

test('what does not exist is the nearest place that does', () => {
  expect(offsetAt(tree, { line: 0, column: 99 })).toBe(2);
  expect(offsetAt(tree, { line: 9, column: 0 })).toBe(tree.text.length);
  expect(offsetAt(tree, { line: -1, column: 5 })).toBe(0);
  expect(offsetAt(tree, { line: 1, column: -5 })).toBe(4);
  expect(positionAt(tree, -1)).toEqual({ line: 0, column: 0 });
  expect(positionAt(tree, 999)).toEqual({ line: 2, column: 0 });
});

test('lengths in bytes are those of the encoder', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
  }));
  expect(utf8Length('\uD83D')).toBe(3);
});

test('there and back', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('a', '\n', '\u00E9', '\u{1F600}', ' ')), (parts) => {
    const made = parse(parts.join(''));
    let offset = 0;
    for (const part of ['', ...parts]) {
      offset += part.length;
      for (const unit of ['utf-16', 'utf-8'] as const) expect(offsetAt(made, positionAt(made, offset, unit), unit)).toBe(offset);
      expect(lineAt(made.lineStarts, offset)).toBe(made.text.slice(0, offset).split('\n').length - 1);
    }
  }));
});
