import { newest, parseVersion } from '@kaconf/schema';
import { parse } from '@kaconf/syntax';
import { Random } from '../../../scripts/random.ts';
import type { SourceDocument } from './document.ts';
import { noIncludes } from './include.ts';
import type { LogicalLine } from './logical-line.ts';
import { Reader } from './reader.ts';

function linesOf(text: string, target = newest, configId = 'lb1'): readonly LogicalLine[] {
  const document: SourceDocument = { path: 'keepalived.conf', text, encoding: 'utf-8', tree: parse(text) };
  const lines: LogicalLine[] = [];
  new Reader({ target, configId, includes: noIncludes, pass: 'written' }, { accept: (line) => lines.push(line) }).read(document);
  return lines;
}

const say = (lines: readonly LogicalLine[]): readonly string[] => lines.map((line) => (line.kind === 'text' ? line.words.map((word) => word.text).join('|') : line.kind));

const values: Readonly<Record<string, string>> = { N: '7', IF: 'eth0', NET: '10.1.2', PORT: '80', NAME: 'VI_1', DEEP: 'eth${N}', FAR: 'x${DEEP}.5' };
const resolved: Readonly<Record<string, string>> = { ...values, DEEP: 'eth7', FAR: 'xeth7.5' };
const definitions = `${Object.entries(values).map(([name, value]) => `$${name}=${value}\n`).join('')}`;

/** A line of words, some with references, and what it says with their values. */
function lineOf(random: Random): { readonly written: string; readonly read: string } {
  let written = ' '.repeat(random.below(4));
  let read = '';
  const words = random.integer(1, 4);
  for (let index = 0; index < words; index++) {
    const gap = index === 0 ? '' : random.chance(0.2) ? ' \t ' : ' ';
    let word = '';
    let meant = '';
    for (let part = random.integer(1, 3); part > 0; part--) {
      const name = Object.keys(values)[random.below(Object.keys(values).length)] ?? 'N';
      if (random.chance(0.5)) {
        word += `\${${name}}`;
        meant += resolved[name] ?? '';
      } else {
        const plain = ['priority', 'a.b', '10', '-', 'x:y'][random.below(5)] ?? '';
        word += plain;
        meant += plain;
      }
    }
    if (random.chance(0.3)) {
      const name = Object.keys(values)[random.below(Object.keys(values).length)] ?? 'N';
      word += `$${name}`;
      meant += resolved[name] ?? '';
    }
    written += gap + word;
    read += (index === 0 ? '' : ' ') + meant;
  }
  const brace = random.chance(0.2) ? ' {' : '';
  return { written: written + brace, read: read + brace };
}

describe('lines whose references have plain values', () => {
  test.each([['the newest', newest], ['2.2.7', parseVersion('2.2.7') ?? 0]])('say what the text with the values would say, by %s', (_, target) => {
    const random = new Random(9);
    for (let trial = 0; trial < 1_000; trial++) {
      const { written, read } = lineOf(random);
      const lines = linesOf(`${definitions}${written}\n`, target);
      expect([written, say(lines)]).toEqual([written, say(linesOf(`${read}\n`, target))]);
      // A word leads back to the stretch of the line that means it.
      const text = `${definitions}${written}\n`;
      for (const word of lines.flatMap((line) => line.words)) {
        expect([written, text.slice(word.start, word.end).replace(/\$\{?(\w+)\}?/g, (__, name: string) => resolved[name] ?? '')]).toEqual([written, word.text]);
      }
    }
  });

  test('in a definition lead back to its use', () => {
    const random = new Random(10);
    for (let trial = 0; trial < 300; trial++) {
      const all = [lineOf(random), lineOf(random), lineOf(random)];
      const text = `${definitions}$BODY= \\\n${all.map(({ written }) => `  ${written}`).join(' \\\n')}\n$OUTER=$BODY\n  $OUTER\n`;
      const lines = linesOf(text);
      expect([text, say(lines)]).toEqual([text, say(linesOf(all.map(({ read }) => `${read}\n`).join('')))]);
      for (const line of lines) expect([text.slice(line.start, line.end), line.line]).toEqual(['$OUTER', text.split('\n').length - 1]);
      for (const word of lines.flatMap((line) => line.words)) expect([text.slice(word.start, word.end), word.definition !== undefined]).toEqual(['$OUTER', true]);
    }
  });

  test('with a condition are read where it holds', () => {
    const text = '$P=5\n$BODY= \\\n  a { \\\n@lb1   priority ${P}0 \\\n@lb2   priority 1 \\\n@^lb2  weight $P \\\n  }\n~SEQ(P, 1, 2) $BODY\n';
    expect(say(linesOf(text, newest, 'lb1'))).toEqual(['a', 'open', 'priority|10', 'weight|1', 'close', 'a', 'open', 'priority|20', 'weight|2', 'close']);
    expect(say(linesOf(text, newest, 'lb2'))).toEqual(['a', 'open', 'priority|1', 'close', 'a', 'open', 'priority|1', 'close']);
  });

  test('are gone where the line of a definition is a comment', () => {
    expect(say(linesOf('$N=1\n$BODY= \\\n  a $N { \\\n#  b $N \\\n  # c \\\n  }\nx\n$BODY\n', parseVersion('2.2.7')))).toEqual(['x', 'a|1', 'open', 'close']);
  });

  test.each([
    ['blanks', '$V=a b\nx $V y\n', ['x|a|b|y']],
    ['nothing', '$V=\nx $V y\n', ['x|y']],
    ['a quote', '$V="a b"\nx $V y\n', ['x|a b|y']],
    ['a brace', '$V={\nx $V\n', ['x', 'open']],
    ['a comment', '$V=${_HASH}\nx $V y\n', ['x']],
    ['a name that the line goes on', '$A=1\n$V=x$A\ny ${V}2\n', ['y|x$A2']],
    ['a value that is not there', 'x $V.y ${W}\n', ['x|$V.y|${W}']],
    ['more than fits into a line', `$V=${'v'.repeat(600)}\nx $V\nz\n`, [`x|${'v'.repeat(600)}`, 'z']],
    ['an include that comes out', '$V=lude\ninc${V}x y\n', ['includex|y']],
  ])('are read in full where the value has %s', (_, text, expected) => {
    expect(say(linesOf(text))).toEqual(expected);
  });

  test('do not grow on the way there either', () => {
    const long = 'L'.repeat(300);
    const line = `a ${'x'.repeat(600)} \${V} \${${long}} y`;
    const text = `$V=${'v'.repeat(200)}\n$${long}=1\n${line}\n`;
    // keepalived has no room for the first value while the second name still stands there.
    expect(say(linesOf(text))).toEqual([`a|${'x'.repeat(600)}|\${V}|\${${long}}|y`]);
  });

  // Working them out would take longer than anybody waits.
  test('are not worked out where they cannot fit into a line', () => {
    const levels = Array.from({ length: 8 }, (_, index) => `$V${index + 1}=x${`\${V${index}}`.repeat(190)}\n`).join('');
    expect(linesOf(`$V0=1\n${levels}vrrp_instance \${V8} {\n}\n`)).toHaveLength(3);
  });

  test('of predefined names lead back to the name', () => {
    const text = 'a { @lb1 ${_INSTANCE}\n}\n';
    const places = linesOf(text).flatMap((line) => line.words).map(({ start, end }) => text.slice(start, end));
    expect(places).toEqual(['a', '${_INSTANCE}']);
  });
});
