import { parse, type Item } from './index.ts';

/** Each item in short: prefixes in <>, words as written (an open quote has no second quote), pieces and patterns in []. */
function short(text: string): string[] {
  return parse(text).items.map((item) => show(item, text));
}

function show(item: Item, text: string): string {
  const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  const prefixes = 'prefixes' in item ? item.prefixes.map((prefix) => `<${cut(prefix)}>`) : [];
  const parts = (): string[] => {
    switch (item.kind) {
      case 'statement': return item.words.map((word) => word.quoted ? `"${word.text}${word.terminated ? '"' : ''}` : word.text);
      case 'definition': return [`$${item.name}=`, ...item.pieces.map((piece) => `[${cut(piece)}]`)];
      case 'include': return [cut(item.keyword), `[${cut(item.pattern)}]`];
      case 'comment': return [`${item.ownLine ? 'own' : 'trailing'}: ${cut(item)}`];
      case 'blank': return [`blank ${item.line}`];
      case 'open': return ['{'];
      case 'close': return ['}'];
    }
  };
  return [...prefixes, ...parts()].join(' ');
}

function problems(text: string, encoding: 'utf-8' | 'latin1' = 'utf-8'): string[] {
  return parse(text, { encoding }).problems.map(({ code, start, end }) => `${code} ${start} ${JSON.stringify(text.slice(start, end).slice(0, 20))}`);
}

const cases: Record<string, [text: string, items: string[]][]> = {
  words: [
    ['', []],
    ['a b\tc', ['a b c']],
    ['a"b c"d', ['a "b c" d']],
    ['"a""b"', ['"a" "b"']],
    ['a ""', ['a ""']],
    ["a 'b c'", ["a 'b c'"]],
    ['a\vb\fc\rd', ['a b c d']],
    ['a\u00A0b \u2028c', ['a\u00A0b \u2028c']],
    ['\uFEFFa', ['\uFEFFa']],
    ['a\0b', ['a\0b']],
    ['a "b # c { d', ['a "b # c { d']],
    ['a "b c  \t\r\nd', ['a "b c', 'd']],
    ['"a\nb"', ['"a', 'b "']],
    ['a \\" b', ['a \\ " b']],
    ['1 \\', ['1 \\']],
  ],
  references: [
    ['a ${B}', ['a ${B}']],
    ['a x${B}y${_C 1 2}z', ['a x${B}y${_C 1 2}z']],
    ['a ${B', ['a $', '{', 'B']],
    ['a ${ B}', ['a $', '{', 'B', '}']],
    ['a ${1}', ['a $', '{', '1', '}']],
    ['a ${B-C}', ['a $', '{', 'B-C', '}']],
    ['a ${B}{c}', ['a ${B}', '{', 'c', '}']],
    ['a \\${B}', ['a \\${B}']],
    ['a $B{c}', ['a $B', '{', 'c', '}']],
  ],
  comments: [
    ['# a { "', ['own: # a { "']],
    ['  ! a  ', ['own: ! a']],
    ['a#b', ['a', 'trailing: #b']],
    ['a"b"!c', ['a "b"', 'trailing: !c']],
    ['a "b # c" # d', ['a "b # c"', 'trailing: # d']],
    ['a\\#b c\\!d', ['a\\#b c\\!d']],
    ['a\\\\#b', ['a\\\\', 'trailing: #b']],
    ["a 'b # c'", ["a 'b", "trailing: # c'"]],
    ['{ # a', ['{', 'trailing: # a']],
    ['# a\r\n', ['own: # a']],
    ['\v# a', ['own: # a']],
  ],
  'comments behind an escaped quote, where stripper and splitter disagree': [
    ['s "a \\"b\\" c" # d', ['s "a \\" b\\ " c"', 'trailing: # d']],
    ['s "a \\"b\\"" # d', ['s "a \\" b\\ ""', 'trailing: # d']],
    ['"a\\" # b', ['"a\\" # b']],
    ['a\\"b # "c"', ['a\\ "b', 'trailing: # "c"']],
    ['"a\\"b" # c', ['"a\\" b "', 'trailing: # c']],
    ['"a\\" { # b } " } # c', ['"a\\"', '{', '# b', '}', '" }', 'trailing: # c']],
    ['a\\\\"b" # c', ['a\\\\ "b"', 'trailing: # c']],
    ['"a\\"\nb # c', ['"a\\"', 'b', 'trailing: # c']],
  ],
  braces: [
    ['a{b}c', ['a', '{', 'b', '}', 'c']],
    ['a"{"', ['a "{"']],
    ["a '{ }'", ["a '", '{', '}', "'"]],
    ['a\\{', ['a\\', '{']],
    ['a {b {c}} d', ['a', '{', 'b', '{', 'c', '}', '}', 'd']],
    ['"a{b', ['"a{b']],
  ],
  'line ends': [
    ['a\r\nb\r\r\nc', ['a', 'b', 'c']],
    ['a\r', ['a']],
    ['\n \r\n\t\v\n', ['blank 0', 'blank 1', 'blank 2']],
    ['a\n\n', ['a', 'blank 1']],
    ['a\n  ', ['a', 'blank 1']],
    ['a\n', ['a']],
    ['a\rb', ['a b']],
  ],
  conditions: [
    ['@a b', ['<@a> b']],
    ['@^a b', ['<@^a> b']],
    ['  @a\tb', ['<@a> b']],
    ['@a b { @c d', ['<@a> b', '{', '<@c> d']],
    ['@a }', ['<@a> }']],
    ['@a @b c', ['<@a> @b c']],
    ['@a', ['<@a>']],
    ['@a\n@b c', ['<@a>', '<@b> c']],
    ['@a # b\nc', ['<@a>', 'trailing: # b', 'c']],
    ['@!a b', ['<@>', 'trailing: !a b']],
    ['@a{ b', ['<@a{> b']],
    ['@a"b c" d', ['<@a"b> c " d']],
    ['\v@a b', ['@a b']],
    ['"@a" b', ['"@a" b']],
    ['a @b', ['a @b']],
    ['@a $X=1', ['<@a> $X= [1]']],
    ['@a include b', ['<@a> include [b]']],
    ['@a ~SEQ(I,2) @b c', ['<@a> <~SEQ(I,2)> <@b> c']],
  ],
  definitions: [
    ['$A=b c # d', ['$A= [b c]', 'trailing: # d']],
    ['$A= "b # c" { }', ['$A= ["b # c" { }]']],
    ['$A=', ['$A= []']],
    ['$A =b', ['$A =b']],
    ['$1=b', ['$1=b']],
    ['a $B=c', ['a $B=c']],
    ['{$A=b}', ['{', '$A= [b}]']],
    ['$A=b\\\n  c \\\nd\ne', ['$A= [b] [c] [d]', 'e']],
    ['$A=b \\ \n c', ['$A= [b] [c]']],
    ['$A=b \\ # x\n c', ['$A= [b] [c]']],
    ['$A=b # x \\\n c', ['$A= [b]', 'trailing: # x \\', 'c']],
    ['$A=b \\\\\nc', ['$A= [b \\] [c]']],
    ['$A=b \\\r\n c\r\nd', ['$A= [b] [c]', 'd']],
    ['$A=b \\\n\nc', ['$A= [b]', 'blank 1', 'c']],
    ['$A=b \\\n  \nc', ['$A= [b]', 'blank 1', 'c']],
    ['$A=b \\\n# x\nc', ['$A= [b]', 'own: # x', 'c']],
    ['$A=\\\n@a b \\\n~SEQ(I,2) c', ['$A= [] [@a b] [~SEQ(I,2) c]']],
    ['$A=b \\', ['$A= [b]']],
  ],
  generators: [
    ['~SEQ(I, 1, 3) a $I', ['<~SEQ(I, 1, 3)> a $I']],
    ['~SEQx (I,2) a', ['<~SEQx (I,2)> a']],
    ['~LST({A,B},{1,2}) a { b }', ['<~LST({A,B},{1,2})> a', '{', 'b', '}']],
    ['~SEQ(I,2) ~SEQ(J,2) a', ['<~SEQ(I,2)> <~SEQ(J,2)> a']],
    ['~SEQ(I,${N}) a', ['<~SEQ(I,${N})> a']],
    ['~SEQ(I,2', ['<~SEQ(I,2>']],
    ['~SEQ(I,2 # ) a', ['<~SEQ(I,2>', 'trailing: # ) a']],
    ['~LST(I,"a#b") c # d', ['<~LST(I,"a#b")> c', 'trailing: # d']],
    ['~SEQ a', ['<~SEQ> a']],
    ['~FOO(I,2) a', ['~FOO(I,2) a']],
    ['a ~SEQ(I,2)', ['a ~SEQ(I,2)']],
    ['~SEQ(I,2)', ['<~SEQ(I,2)>']],
    ['~SEQ(I,2) }', ['<~SEQ(I,2)> }']],
  ],
  includes: [
    ['include a b.conf  # c', ['include [a b.conf]', 'trailing: # c']],
    ['includer a\nincludem a\nincludew a\nincludeb a\nincludea a', ['includer [a]', 'includem [a]', 'includew [a]', 'includeb [a]', 'includea [a]']],
    ['include "a"', ['include ["a"]']],
    ['include {a,b}.conf }', ['include [{a,b}.conf }]']],
    ['{ include a }', ['{', 'include [a }]']],
    ['include', ['include']],
    ['include  # a', ['include', 'trailing: # a']],
    ['includes a', ['includes a']],
    ['include{a', ['include', '{', 'a']],
    ['"include" a', ['"include" a']],
    ['a include b', ['a include b']],
    ['include a\\#b', ['include [a\\#b]']],
    ['Include a', ['Include a']],
  ],
};

describe.each(Object.entries(cases))('%s', (_, examples) => {
  test.each(examples)('%j', (text, items) => { expect(short(text)).toEqual(items); });
});

test('items carry offsets, lines and parts', () => {
  const text = '@^lb1 vrrp_instance "V 1" {\n  $A=x \\\n    y\n}\n';
  expect(parse(text).items).toEqual([
    {
      kind: 'statement', line: 0, start: 0, end: 25,
      prefixes: [{ kind: 'condition', start: 0, end: 5, negated: true, id: 'lb1' }],
      words: [
        { start: 6, end: 19, text: 'vrrp_instance', quoted: false, terminated: true },
        { start: 20, end: 25, text: 'V 1', quoted: true, terminated: true },
      ],
    },
    { kind: 'open', line: 0, start: 26, end: 27, prefixes: [] },
    {
      kind: 'definition', line: 1, start: 30, end: 42, prefixes: [], name: 'A', nameRange: { start: 31, end: 32 },
      pieces: [{ start: 33, end: 34 }, { start: 41, end: 42 }],
    },
    { kind: 'close', line: 3, start: 43, end: 44, prefixes: [] },
  ]);
  expect(parse(text).lineStarts).toEqual([0, 28, 37, 43, 45]);
});

test('a brace with prefixes starts at the first of them', () => {
  expect(parse('  @a }').items).toEqual([
    { kind: 'close', line: 0, start: 2, end: 6, prefixes: [{ kind: 'condition', start: 2, end: 4, negated: false, id: 'a' }] },
  ]);
});

test('generators name their arguments', () => {
  expect(parse('~SEQ (I, 2) a').items[0]).toMatchObject({ prefixes: [{ kind: 'generator', name: 'SEQ', args: { start: 6, end: 10 } }] });
  expect(parse('~SEQfoo(I) a').items[0]).toMatchObject({ prefixes: [{ kind: 'generator', name: 'unknown', args: { start: 8, end: 9 } }] });
  expect(parse('~LST a').items[0]).toMatchObject({ prefixes: [{ kind: 'generator', name: 'LST', args: undefined }] });
});

describe('problems', () => {
  const e = 'é';
  const examples: [text: string, found: string[]][] = [
    ['a "b', ['unterminated-quote 2 "\\"b"']],
    ['a "b \\', ['unterminated-quote 2 "\\"b \\\\"']],
    ['"a\\" b', ['unterminated-quote 0 "\\"a\\\\\\" b"']],
    ['"a\\"b"', ['unterminated-quote 5 "\\""']],
    ['$A="b', ['unterminated-quote 3 "\\"b"']],
    ['$A=b \\\n "c\n', ['unterminated-quote 8 "\\"c"']],
    ['include "a', ['unterminated-quote 8 "\\"a"']],
    ['# it"s', []],
    ['a 1 \\', ['stray-backslash 4 "\\\\"']],
    ['a 1\\ # b', ['stray-backslash 3 "\\\\"']],
    ['include a \\', ['stray-backslash 10 "\\\\"']],
    ['a \\ b', []],
    ['a\\ {}', []],
    ['# a \\', []],
    ['$A=b \\\nc', []],
    ['a\0\0\nb\0', ['nul-byte 1 "\\u0000"', 'nul-byte 5 "\\u0000"']],
    ['a\rb\rc\r\nd\r', ['stray-carriage-return 1 "\\r"']],
    ['a\r \nb', ['stray-carriage-return 1 "\\r"']],
    ['a\r\r\nb', []],
    ['\uFEFFa', ['byte-order-mark 0 "\uFEFF"']],
    ['a\uFEFF', []],
    ['g\0l\0o\0\n\0', ['utf-16 0 "g\\u0000l\\u0000"']],
    ['\0g\0l\0o\0\n', ['utf-16 0 "\\u0000g\\u0000l"']],
    ['x'.repeat(1022) + '\ny', []],
    ['x'.repeat(1023) + '\ny', ['line-too-long 1022 "x"']],
    ['x'.repeat(1022) + '\r\ny', ['line-too-long 1022 "\\r"']],
    [e.repeat(511), []],
    [`${e.repeat(511)}x`, ['line-too-long 511 "x"']],
    [`x${e.repeat(511)}`, [`line-too-long 511 "${e}"`]],
    ['\u{1F600}'.repeat(255) + 'xx', []],
    ['\u{1F600}'.repeat(255) + 'xxx', ['line-too-long 512 "x"']],
    ['}', ['unexpected-close 0 "}"']],
    ['@a }', ['unexpected-close 3 "}"']],
    ['a {', ['unclosed-block 0 "a"']],
    ['{', ['unclosed-block 0 "{"']],
  ];
  test.each(examples)('%j', (text, found) => { expect(problems(text)).toEqual(found); });

  test('a file that was no UTF-8 is measured in its own bytes', () => {
    expect(problems(e.repeat(1022), 'latin1')).toEqual([]);
    expect(problems(e.repeat(1023), 'latin1')).toEqual([`line-too-long 1022 "${e}"`]);
    expect(problems('\u00FF\u00FEg\0', 'latin1')).toEqual(['utf-16 0 "\u00FF\u00FE"']);
    expect(problems('\u00EF\u00BB\u00BFa \u00E9', 'latin1')).toEqual(['byte-order-mark 0 "\u00EF\u00BB\u00BF"']);
  });

  test('come in the order of the text', () => {
    const found = parse('}\na { "\n\0\n').problems.map(({ code }) => code);
    expect(found).toEqual(['unexpected-close', 'unclosed-block', 'unterminated-quote', 'nul-byte']);
  });
});
