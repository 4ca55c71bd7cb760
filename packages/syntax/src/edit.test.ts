import fc from 'fast-check';
import { applyEdits, overlap } from './index.ts';

test('edits refer to the text before all of them, in any order', () => {
  expect(applyEdits('priority 100', [{ start: 9, end: 12, text: '50' }, { start: 0, end: 8, text: 'weight' }])).toBe('weight 50');
  expect(applyEdits('abc', [])).toBe('abc');
  expect(applyEdits('abc', [{ start: 3, end: 3, text: 'd' }, { start: 0, end: 0, text: '_' }])).toBe('_abcd');
});

test('inserts at one place keep their order, and come before a replacement that starts there', () => {
  expect(applyEdits('ab', [{ start: 1, end: 1, text: '1' }, { start: 1, end: 1, text: '2' }])).toBe('a12b');
  expect(applyEdits('ab', [{ start: 1, end: 2, text: 'X' }, { start: 1, end: 1, text: '1' }])).toBe('a1X');
});

test('overlapping edits and edits outside are refused', () => {
  expect(() => applyEdits('abc', [{ start: 0, end: 2, text: '' }, { start: 1, end: 3, text: '' }])).toThrow(RangeError);
  expect(() => applyEdits('abc', [{ start: 0, end: 3, text: '' }, { start: 1, end: 1, text: '' }])).toThrow(RangeError);
  expect(() => applyEdits('abc', [{ start: 2, end: 4, text: '' }])).toThrow(RangeError);
  expect(() => applyEdits('abc', [{ start: -1, end: 0, text: '' }])).toThrow(RangeError);
  expect(() => applyEdits('abc', [{ start: 2, end: 1, text: '' }])).toThrow(RangeError);
});

test('overlap agrees with what applyEdits refuses', () => {
  const range = fc.tuple(fc.nat(6), fc.nat(6)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b), text: '' }));
  fc.assert(fc.property(range, range, (one, other) => {
    const apply = (): string => applyEdits('abcdef', [one, other]);
    if (overlap(one, other)) expect(apply).toThrow(RangeError);
    else expect(apply).not.toThrow();
  }));
});
