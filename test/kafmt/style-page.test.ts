import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, type FormatOptions } from 'kafmt';
import { meaning } from './meaning.ts';

const page = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../../docs/style.md'), 'utf8');
const examples = [...page.matchAll(/^```conf before *(\{.*\})?\n([\s\S]*?)^```\n\n```conf after\n([\s\S]*?)^```$/gm)].map((match, index) => ({
  number: index + 1,
  options: JSON.parse(match[1] ?? '{}') as Partial<FormatOptions>,
  before: match[2] ?? '',
  after: match[3] ?? '',
}));

test('every example of the page has both halves', () => {
  expect(examples.length).toBeGreaterThan(12);
  expect(examples.length).toBe(page.split('```conf before').length - 1);
});

test.each(examples)('example $number is what kafmt prints', ({ options, before, after }) => {
  expect(format(before, options)).toEqual({ kind: 'formatted', text: after });
  expect(format(after, options)).toEqual({ kind: 'formatted', text: after });
  if (!before.includes('{%')) expect(meaning(after)).toBe(meaning(before));
});

test('the page names every option of the plugin', async () => {
  const { options } = await import('kafmt');
  for (const name of [...Object.keys(options), 'tabWidth', 'useTabs', 'endOfLine', 'printWidth']) expect(page).toContain(name === 'template' ? '--template' : `\`${name}\``);
});
