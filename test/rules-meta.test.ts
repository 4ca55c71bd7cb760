/** What must be true of every rule, so that none can be forgotten half made. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../packages/kalint/src/rules/index.ts';

const folder = join(import.meta.dirname, '../packages/kalint/src/rules');
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((entry) => readdirSync(join(folder, entry.name)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).map((file) => `${entry.name}/${file.slice(0, -3)}`));

test('the list of rules is that of the files', () => {
  expect(rules.all.map(({ id }) => id).sort()).toEqual(files.sort());
  expect(new Set(rules.all.map(({ id }) => id)).size).toBe(rules.all.length);
});

describe.each(rules.all.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const source = readFileSync(join(folder, `${id}.ts`), 'utf8');
  const messages = Object.entries(rule.messages);

  test('says what is right and why it matters', () => {
    expect(rule.summary).toMatch(/^\S.*\.$/);
    expect(rule.details.length).toBeGreaterThan(80);
    expect(rule.details).toMatch(/[.`]$/);
  });

  test('its messages are sentences, its titles are none', () => {
    expect(messages.length).toBeGreaterThan(0);
    for (const [, text] of messages) {
      expect(text).not.toMatch(/\s$|^\s| {2}|\n/);
      // A message ends like a sentence; the title of an edit ends with a word, a quote or a placeholder.
      expect(text).toMatch(/[.?)}"'\w…]$/);
    }
    expect(messages.some(([, text]) => /[.?}]$/.test(text))).toBe(true);
  });

  test('uses each of its messages', () => {
    // A key stands as a word of its own: in quotes, or as a name of the table that chooses one.
    const body = source.replace(/messages: \{[\s\S]*?\n {2}\},/, '');
    const used = messages.map(([key]) => key).filter((key) => new RegExp(`['"\`]${key}['"\`]|\\b${key}\\b`).test(body) || /message: (?:[a-zA-Z.]+|`[^`]*`)[,\s}]|message,/.test(body));
    expect(used).toEqual(messages.map(([key]) => key));
  });

  test('its options have a default and a description', () => {
    for (const option of Object.values(rule.options ?? {})) {
      expect(option.default).toBeDefined();
      expect(option.description).toMatch(/\.$/);
    }
  });
});

const tables = join(import.meta.dirname, '../packages/kalint/conformance');

describe.each(readdirSync(tables))('what becomes of the checks that keepalived makes: %s', (file) => {
  const table = JSON.parse(readFileSync(join(tables, file), 'utf8')) as { check: string; rule: string | null; reason?: string }[];

  test('names rules that exist, or says why there is none', () => {
    const known = new Set(rules.all.map(({ id }) => id));
    expect(table.filter(({ rule }) => rule !== null && !known.has(rule))).toEqual([]);
    expect(table.filter(({ rule, reason }) => rule === null && (reason ?? '') === '')).toEqual([]);
  });
});

test('no check of keepalived stands in two tables', () => {
  const checks = readdirSync(tables).flatMap((file) => (JSON.parse(readFileSync(join(tables, file), 'utf8')) as { check: string }[]).map(({ check }) => check));
  expect(checks.filter((check, index) => checks.indexOf(check) !== index)).toEqual([]);
});
