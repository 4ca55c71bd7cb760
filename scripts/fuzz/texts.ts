/** Texts to try: from mere noise to configurations that are nearly right. Everything is an arbitrary of fast-check, so a find shrinks. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { contexts, keywordsOf } from '@kaconf/schema';
import { decode } from '@kaconf/syntax';
import { fragments } from '../../packages/syntax/src/soup.ts';
import { root } from './bundle.ts';


/** What a user's file may hold, as bytes: any of them, and many of those that mean something. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  fc.array(fc.constantFrom(0, 9, 10, 10, 13, 32, 33, 34, 35, 36, 40, 41, 44, 61, 64, 92, 94, 97, 123, 125, 126, 0x80, 0xc3, 0xa9, 0xe2, 0x80, 0xa8, 0xef, 0xbb, 0xbf, 0xff, 0xfe, 0xf0, 0x9f), { maxLength: 120 }).map((each) => Uint8Array.from(each)),
).map((each) => decode(each).text);

const keywords = [...new Set([...contexts, ''].flatMap((context) => keywordsOf(context).map(({ name }) => name)))];

/** Values of all kinds, the limits of their ranges and what lies behind them. */
const value = fc.oneof(
  fc.constantFrom(
    'A', 'B', 'VI_1', 'eth0', 'eth1', 'MASTER', 'BACKUP', 'PASS', 'AH', 'secret', 'on', 'off', 'true', 'no', 'rr', 'wlc', 'DR', 'NAT', 'TCP', 'UDP', 'dev', 'scope', 'link', 'label', 'weight', 'reverse', 'user', 'all',
    '0', '1', '-1', '51', '100', '254', '255', '256', '65535', '65536', '2147483647', '4294967296', '0x1F', '010', '1.5', '.5', '1e9', '99999999999999999999', '-0', '+3', 'NaN', 'Infinity',
    '192.0.2.1', '192.0.2.2', '192.0.2.1/24', '192.0.2.1-9', '10.0.0.0/33', '2001:db8::1', '2001:db8::1/64', 'fe80::1', '::', '::ffff:1.2.3.4', '256.1.1.1', '0.0.0.0', '224.0.0.18', 'ff02::12', '192.0.2.10-20', '2001:db8::1-ffff',
    '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '"', '""', '"a b"', "'a b'", '"{"', '"}"', '\\', '\\"', '$A', '${A}', '${B}x', '${_RANDOM 1 5}', '${_ENV HOME}', '$', '${', '%', '/bin/true', '"/bin/true x"',
    'group', 'fwmark', '10.0.0.1', '80', '443', 'digest', 'status_code', '200', '200-299', 'é', '备', '\u{1F600}', '\uD800', '\u2028', '\u202E', '\u001B[31m',
  ),
  fc.constantFrom(...keywords),
  fc.integer().map(String),
  fc.string({ maxLength: 6 }),
);
const gap = fc.constantFrom(' ', ' ', ' ', ' ', '  ', '\t', '');
const lead = fc.constantFrom('', '', '', '    ', '\t', ' ');
const tail = fc.constantFrom('', '', '', '', ' # note', ' ! note', '#glued', ' \\', ' # kalint-disable-line', ' # kafmt-ignore');
const prefix = fc.oneof({ weight: 14, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom('@lb1 ', '@^lb1 ', '@lb2 ', '@ ', '~SEQ(A, 1, 3) ', '~SEQx(B,9,-1,1) ', '~LST(A,x,y) ', '~LST({A,B},{1,2},{3}) ', '~SEQ(A,0) ') });
const special = fc.constantFrom(
  '$A=1', '$A=x y', '$A=$A', '$A=${A} ${A}', '$B=${A}${A}', '$A=\\\n  priority 5 \\\n  weight 2', '$B={', '$B=}', '$A="', '$PASS=hidden', 'include a.conf', 'include b.conf', 'includer none.conf', 'include *.conf', 'include $A', 'include', '$A', '${A}', '${B}', '$B',
  '@lb1 $A=3', '# kalint-disable', '# kalint-enable', '# kalint-disable-next-line syntax/unknown-keyword -- why', '# kalint-target 2.0.5', '# kalint-context vrrp_instance', '# kafmt-ignore', '# kafmt-ignore-file', '{{ x }}', '{% if a %}', '{% endif %}', '<%= a %>', '~FOO(x) y', '', '',
);

const line = (context: string): fc.Arbitrary<string> => {
  const own = keywordsOf(context).map(({ name }) => name);
  const first = own.length === 0 ? value : fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(...own).map((name) => name.slice(1)) });
  return fc.oneof(
    { weight: 9, arbitrary: fc.tuple(lead, prefix, first, fc.array(fc.tuple(gap, value), { maxLength: 4 }), tail).map(([before, at, head, rest, after]) => `${before}${at}${head}${rest.map(([space, word]) => ` ${space}${word}`).join('')}${after}`) },
    { weight: 1, arbitrary: special },
  );
};

/** A block of the vocabulary with lines and blocks that belong into it, one in so many of them damaged. */
const blockOf = (context: string, depth: number): fc.Arbitrary<string> => {
  const inner = depth > 2 ? [] : keywordsOf(context).filter(({ kind }) => kind !== 'directive');
  const piece = inner.length === 0 ? line(context) : fc.oneof({ weight: 3, arbitrary: line(context) }, { weight: 2, arbitrary: fc.constantFrom(...inner).chain((keyword) => blockWith(keyword.name, context === '' ? keyword.name : `${context}.${keyword.name}`, depth + 1)) });
  return fc.array(piece, { maxLength: depth === 0 ? 8 : 5 }).map((pieces) => pieces.join('\n'));
};
const blockWith = (name: string, path: string, depth: number): fc.Arbitrary<string> =>
  fc.tuple(
    fc.array(value, { maxLength: 3 }), fc.constantFrom(' {\n', ' {\n', ' {\n', '{', '\n{\n', ' { # note\n', '\n', ''), blockOf(path, depth), fc.constantFrom('\n}', '\n}', '\n}', '\n}', ' }', '', '\n}}', '\n} # end'),
  ).map(([words, open, body, close]) => `${[name, ...words].join(' ')}${open}${body}${close}`);

/** Lines and blocks as a person could have written them. */
export const configurations = blockOf('', 0).map((text) => `${text}\n`);

/** Words of the vocabulary in any order. */
const soup = fc.array(fc.oneof(value, special, fc.constantFrom('{', '}', '\n', '\n', '\n', ' ', ' ', '"', '#', '{\n', '}\n')), { maxLength: 40 }).map((parts) => parts.join(' '));

/** Files that people wrote, as far as they are there. */
export function corpus(): readonly string[] {
  const folders = [join(root, 'fixtures'), join(root, '../shared/corpus'), join(root, '../shared/language/cases')].filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) => readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile() && /\.(conf|j2|erb|epp|tmpl)$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)));
  return files.sort().map((file) => decode(readFileSync(file)).text).filter((text) => text.length > 0 && text.length < 6_000);
}

type Change = (text: string) => string;

/** Some changes of a text: what a slip of the hand does, and what no hand does. */
function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  const at = fc.double({ min: 0, max: 1, noNaN: true });
  const place = (text: string, where: number): number => Math.floor(where * text.length);
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.tuple(at, fc.nat(30)).map(([where, length]): Change => (text) => text.slice(0, place(text, where)) + text.slice(place(text, where) + length)),
    fc.tuple(at, fc.oneof(value, special, fragments)).map(([where, piece]): Change => (text) => text.slice(0, place(text, where)) + piece + text.slice(place(text, where))),
    fc.tuple(at, fc.constantFrom('{', '}', '"', '\n', '\\', '#', '$', '@', '~', '\0', '\r', ' ')).map(([where, sign]): Change => (text) => text.slice(0, place(text, where)) + sign + text.slice(place(text, where) + 1)),
    fc.tuple(at, at, at).map(([from, to, where]): Change => (text) => text.slice(0, place(text, where)) + text.slice(place(text, Math.min(from, to)), Math.min(place(text, Math.max(from, to)), place(text, Math.min(from, to)) + 400)) + text.slice(place(text, where))),
    fc.tuple(at, at).map(([one, other]): Change => (text) => {
      const lines = text.split('\n');
      const [a, b] = [Math.floor(one * lines.length), Math.floor(other * lines.length)];
      [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
      return lines.join('\n');
    }),
    at.map((where): Change => (text) => text.slice(0, place(text, where))),
    at.map((where): Change => (text) => text.slice(place(text, where))),
  );
  return fc.tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 6 })).map(([text, changes]) => changes.reduce((changed, apply) => apply(changed), text));
}

/** All kinds of texts, the cheap ones more often. */
export function anyText(): fc.Arbitrary<string> {
  const texts = corpus();
  return fc.oneof({ weight: 2, arbitrary: bytes }, { weight: 4, arbitrary: fragments }, { weight: 4, arbitrary: soup }, { weight: 4, arbitrary: configurations }, ...(texts.length === 0 ? [] : [{ weight: 3, arbitrary: mutated(texts) }]));
}

/** Every beginning of a text, as while it is typed. */
export function* beginnings(text: string): Generator<string> {
  for (let end = 0; end <= text.length; end++) yield text.slice(0, end);
}

/** Words for a fuzzer that makes up its own texts. */
export const dictionary: readonly string[] = [...keywords, '${', '$A=', '${A}', '~SEQ(', '~SEQx(', '~LST(', '@lb1 ', '@^lb1 ', 'include ', '\\\n', '\\"', '{{', '}}', '{%', '%}', '<%', '%>', '# kalint-disable', '# kafmt-ignore'];
