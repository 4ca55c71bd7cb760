import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import plugin, { format, type FormatOptions } from 'kafmt';
import { meaning } from './meaning.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../fixtures/format');

interface Case {
  readonly name: string;
  readonly input: string;
  readonly options: Partial<FormatOptions>;
  readonly output: string | undefined;
  /** `LINE:COLUMN CODE` of each refusal. */
  readonly refused: string | undefined;
}

const read = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

const cases: readonly Case[] = readdirSync(folder).map((name) => {
  const path = join(folder, name);
  return {
    name,
    input: read(join(path, 'input.conf')) ?? '',
    options: JSON.parse(read(join(path, 'options.json')) ?? '{}') as Partial<FormatOptions>,
    output: read(join(path, 'output.conf')),
    refused: read(join(path, 'refused.txt')),
  };
});
const formatted = cases.filter((each): each is Case & { readonly output: string } => each.output !== undefined);
const refused = cases.filter((each) => each.refused !== undefined);

test('every case says what is expected', () => {
  expect(cases.filter((each) => (each.output === undefined) === (each.refused === undefined)).map((each) => each.name)).toEqual([]);
  expect(formatted.length).toBeGreaterThan(40);
});

describe.each(formatted)('$name', ({ input, options, output }) => {
  test('is formatted as expected', () => {
    expect(format(input, options)).toEqual({ kind: 'formatted', text: output });
  });

  test('stays as it is in a second pass', () => {
    expect(format(output, options)).toEqual({ kind: 'formatted', text: output });
  });

  test('has lines that keepalived can read', () => {
    const lines = output.split('\n').map((line) => Buffer.byteLength(line));
    expect(Math.max(...lines)).toBeLessThanOrEqual(1022);
  });

  test('looks the same with Prettier', async () => {
    const printed = await prettier.format(input, { ...(options as prettier.Options), parser: 'keepalived', plugins: [plugin] });
    // Prettier takes the line ends of a file that asks to be left alone to LF before the plugin sees it.
    expect(printed).toBe(output);
  });
});

// What a template becomes is not known, so keepalived's reading of it is not either.
test.each(formatted.filter(({ name }) => !/^template-(?!by)/.test(name)))('$name means the same to keepalived', ({ input, output }) => {
  expect(meaning(output)).toBe(meaning(input));
});

test.each(refused)('$name is refused', ({ input, options, refused: expected }) => {
  const result = format(input, options);
  const found = result.kind === 'refused' ? result.refusals.map(({ line, column, code }) => `${line}:${column} ${code}\n`).join('') : 'formatted';
  expect(found).toBe(expected);
});

/** What a formatter must not do (lexical facts, section 15.1), and the cases that show it. */
const prohibitions: readonly (readonly [string, readonly string[]])[] = [
  ['make a line longer than 1022 bytes', ['long-lines', 'long-head', 'refused-no-room-for-crlf']],
  ['add, remove or blank a line in a multi-line definition, or move a comment there', ['definitions-of-several-lines', 'definition-with-comments', 'definition-with-a-line-of-blanks', 'definition-ended-by-an-empty-line']],
  ['strip blanks behind a backslash', ['backslashes', 'definitions-of-several-lines']],
  ['change quotes, script commands, values of definitions, include patterns', ['quotes', 'scripts', 'definitions', 'includes']],
  ['split a line before @id, $X=, ~SEQ or include, or split or join conditional and generator lines', ['rest-of-the-line-behind-a-brace', 'conditions', 'conditional-heads', 'conditional-brace', 'generators', 'includes', 'references']],
  ['remove or separate quotes that look superfluous', ['quotes']],
  ['convert lone CRs, add or remove a byte order mark', ['refused-carriage-returns-only', 'refused-carriage-return', 'byte-order-mark', 'refused-misplaced-byte-order-mark']],
  ['touch what it cannot parse without doubt', ['refused-unclosed-block', 'refused-unexpected-close', 'refused-unterminated-quote', 'refused-nul', 'refused-overlong-line', 'refused-doubtful-definition', 'refused-definition-opens-a-block']],
];

test.each(prohibitions)('it does not %s', (_, names) => {
  expect(names.filter((name) => !cases.some((each) => each.name === name))).toEqual([]);
});
