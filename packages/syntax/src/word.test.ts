import { parse, references } from './index.ts';

/** References in all words of a text, as they are written. */
function inWords(text: string): string[] {
  return parse(text).items.flatMap((item) => item.kind === 'statement' ? item.words : [])
    .flatMap((word) => references(text, word))
    .map(({ start, end }) => text.slice(start, end));
}

test.each<[string, string[]]>([
  ['a ${B}', ['${B}']],
  ['a x${B}y${C}z', ['${B}', '${C}']],
  ['a $B', ['$B']],
  ['a $B c', ['$B']],
  ['a $B\tc', ['$B']],
  ['a $B\r\nc', ['$B']],
  ['a $B,$C)', ['$B', '$C']],
  ['a $B.c', []],
  ['a $B/24', []],
  ['a $B$C', ['$C']],
  ['a $B{c}', []],
  ['a $B"c"', []],
  ['a "$B"', []],
  ['a "$B c" "${C}"', ['$B', '${C}']],
  ['a $B# c', ['$B']],
  ['a $B\\#c', []],
  ['a \\$B', ['$B']],
  ['a $$B', ['$B']],
  ['a $1 $ $- ${1}', []],
  ['a ${_RANDOM 1 6}', ['${_RANDOM 1 6}']],
  ['a "${B" c', []],
  ['a "$B', ['$B']],
])('references in %j', (text, expected) => { expect(inWords(text)).toEqual(expected); });

test('a reference has its name and parameters', () => {
  const text = 'x${_ENV HOME}y $Z';
  expect(references(text, { start: 0, end: text.length })).toEqual([
    { start: 1, end: 13, name: '_ENV', nameRange: { start: 3, end: 7 }, braced: true, parameters: { start: 7, end: 12 } },
    { start: 15, end: 17, name: 'Z', nameRange: { start: 16, end: 17 }, braced: false, parameters: undefined },
  ]);
});

test('the end of a piece of a definition is the end of a line, whatever continues it', () => {
  const text = '$A=x $B\\\n$C';
  const item = parse(text).items[0];
  const pieces = item?.kind === 'definition' ? item.pieces : [];
  expect(pieces.flatMap((piece) => references(text, piece)).map(({ name }) => name)).toEqual(['B', 'C']);
});

test('references outside the stretch do not count, nor do those that reach out of it', () => {
  const text = '${A} ${B} $CD';
  expect(references(text, { start: 5, end: 9 }).map(({ name }) => name)).toEqual(['B']);
  expect(references(text, { start: 0, end: 3 })).toEqual([]);
  expect(references(text, { start: 10, end: 12 })).toEqual([]);
});
