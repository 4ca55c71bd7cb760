import { applyEdits, minimalEdits } from './edits.ts';
import { formatRange } from './range.ts';
import { indentLine } from './typed.ts';

describe('minimal edits', () => {
  test.each([
    ['a  b\n', 'a b\n', [{ start: 2, end: 3, text: '' }]],
    ['a{\nb\n}', 'a {\n    b\n}\n', [{ start: 1, end: 1, text: ' ' }, { start: 3, end: 3, text: '    ' }, { start: 6, end: 6, text: '\n' }]],
    ['a\n\n\nb', 'a\n\nb', [{ start: 3, end: 4, text: '' }]],
    ['\ta\n', '    a\n', [{ start: 0, end: 1, text: '    ' }]],
    ['a\r\nb\r\n', 'a\nb\n', [{ start: 1, end: 2, text: '' }, { start: 4, end: 5, text: '' }]],
    ['', '', []],
    ['  ', '', [{ start: 0, end: 2, text: '' }]],
    ['a\n', 'a\n', []],
  ])('%j to %j', (before, after, expected) => {
    expect(minimalEdits(before, after)).toEqual(expected);
  });

  test('a comment that moved behind the brace is one edit, what follows keeps its own', () => {
    const before = 'vrrp_instance VI_1\n# why\n{\npriority 100\nstate BACKUP\ninterface eth0 # the link\n}\n';
    const after = 'vrrp_instance VI_1 {\n    # why\n    priority 100\n    state BACKUP\n    interface eth0 # the link\n}\n';
    const edits = minimalEdits(before, after);
    expect(applyEdits(before, edits)).toBe(after);
    expect(edits.slice(-2).map((edit) => edit.text)).toEqual(['    ', '    ']);
  });
});

describe('a range', () => {
  const text = 'a {\nb  c\nd  e\nf   g\n}\n';
  const ranged = (start: number, end: number): string => {
    const result = formatRange(text, { start, end });
    return result.kind === 'formatted' ? applyEdits(text, result.edits) : 'refused';
  };

  test('formats the lines that it touches', () => {
    expect(ranged(10, 11)).toBe('a {\nb  c\n    d e\nf   g\n}\n');
    expect(ranged(9, 9)).toBe('a {\nb  c\n    d e\nf   g\n}\n');
    expect(ranged(4, 14)).toBe('a {\n    b c\n    d e\nf   g\n}\n');
    expect(ranged(0, text.length)).toBe('a {\n    b c\n    d e\n    f g\n}\n');
  });

  test('is refused with the file', () => {
    expect(formatRange('a {\n', { start: 0, end: 1 })).toMatchObject({ kind: 'refused', refusals: [{ line: 1, column: 1 }] });
  });

  test('keeps the line ends of the file', () => {
    const result = formatRange('a  b\r\nc  d\r\n', { start: 0, end: 3 });
    expect(result).toEqual({ kind: 'formatted', edits: [{ start: 2, end: 3, text: '' }] });
  });
});

describe('a typed line', () => {
  const typed = (text: string): string => {
    const offset = text.indexOf('|');
    const plain = text.replace('|', '');
    return applyEdits(plain, indentLine(plain, offset));
  };

  test.each([
    ['a {\n|', 'a {\n    '],
    ['a {\n    b {\n|\n    }\n}\n', 'a {\n    b {\n        \n    }\n}\n'],
    ['a {\n    b\n        }|', 'a {\n    b\n}'],
    ['a {\n  b {\n    c\n    }|\n', 'a {\n  b {\n    c\n    }\n'],
    ['a {\n b|\n', 'a {\n    b\n'],
    ['$X=a \\\n  b|\n', '$X=a \\\n  b\n'],
    ['$X=a { \\\n|', '$X=a { \\\n'],
    ['}\n|', '}\n'],
    ['a {\n{{ x }}\n   b|\n', 'a {\n{{ x }}\n   b\n'],
  ])('%j', (text, expected) => {
    expect(typed(text)).toBe(expected);
  });

  test('with tabs', () => {
    expect(indentLine('a {\n', 4, { useTabs: true })).toEqual([{ start: 4, end: 4, text: '\t' }]);
  });
});
