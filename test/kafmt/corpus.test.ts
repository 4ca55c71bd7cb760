import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { format, type FormatOptions } from 'kafmt';
import { meaning } from './meaning.ts';
import { root } from './program.ts';

const corpus = join(root, '../shared/corpus');
const present = existsSync(corpus);

function* filesBelow(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

interface Real {
  readonly name: string;
  readonly text: string;
  readonly encoding: FormatOptions['encoding'];
}

function read(path: string): Real {
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  const valid = Buffer.from(text).equals(bytes);
  return { name: relative(corpus, path), text: valid ? text : bytes.toString('latin1'), encoding: valid ? 'utf-8' : 'latin1' };
}

const real = present ? ['plain', 'pairs', 'includes'].flatMap((kind) => [...filesBelow(join(corpus, kind))].map(read)) : [];
const templates = present ? [...filesBelow(join(corpus, 'templates'))].map(read) : [];

const sweep: readonly Partial<FormatOptions>[] = [
  {}, { useTabs: true, alignComments: true }, { tabWidth: 2, oneLineLists: true }, { tabWidth: 8, endOfLine: 'crlf', alignComments: true }, { tabWidth: 0, endOfLine: 'auto', oneLineLists: true },
];

const squeezed = (text: string): string => [...text.replace(/[\s\uFEFF]+/g, '')].sort().join('');
const withCorpus = present ? describe : describe.skip;

withCorpus('real files (skipped where the collection is not beside the project)', () => {
  test.each(sweep.map((options) => ({ options, title: JSON.stringify(options) })))('are done after one pass and lose nothing with $title', ({ options }) => {
    const wrong: string[] = [];
    for (const { name, text, encoding } of [...real, ...templates]) {
      const once = format(text, { ...options, encoding, filepath: name });
      if (once.kind === 'refused') continue;
      const twice = format(once.text, { ...options, encoding, filepath: name });
      if (twice.kind === 'refused' || twice.text !== once.text) wrong.push(`${name}: not done after one pass`);
      if (squeezed(once.text) !== squeezed(text)) wrong.push(`${name}: something is lost`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  test('are refused for braces only, and seldom', () => {
    const refused = real.flatMap(({ name, text, encoding }) => {
      const result = format(text, { encoding, filepath: name });
      return result.kind === 'refused' ? [{ name, codes: result.refusals.map((refusal) => refusal.code) }] : [];
    });
    expect(refused.filter(({ codes }) => codes.some((code) => code !== 'unclosed-block' && code !== 'unexpected-close'))).toEqual([]);
    expect(refused.length).toBeLessThanOrEqual(6);
    expect(real.length).toBeGreaterThan(300);
  });

  test('mean the same to the model of keepalived’s reader', () => {
    const changed = real.filter(({ text, encoding, name }) => {
      // This one uses a definition that contains itself: keepalived never ends on it.
      if (/^\$(\w+)=.*\$\1\b/m.test(text) || text.length > 100_000) return false;
      const result = format(text, { encoding, filepath: name });
      return result.kind === 'formatted' && meaning(result.text, ['low', undefined]) !== meaning(text, ['low', undefined]);
    });
    expect(changed.map(({ name }) => name)).toEqual([]);
  }, 120_000);

  test('keep every template tag byte for byte', () => {
    for (const { name, text, encoding } of templates) {
      const result = format(text, { encoding, filepath: name });
      if (result.kind === 'refused') continue;
      const tags = (given: string): string[] => given.match(/\{\{.*?\}\}|\{%.*?%\}|<%[\s\S]*?%>/g) ?? [];
      expect({ name, tags: tags(result.text) }).toEqual({ name, tags: tags(text.replaceAll('\r\n', '\n')) });
    }
  });
});
