import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { fixes, formats, lints, parses } from '../scripts/fuzz/properties.ts';
import { anyText } from '../scripts/fuzz/texts.ts';

// Linear work takes a few seconds even on a busy machine; what hangs does not come to an end at all.
jest.setTimeout(120_000);

const folder = join(import.meta.dirname, '../fixtures/hostile');
const read = (name: string): string => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
const seed = 20_260;

describe('texts of a fixed seed', () => {
  const texts = anyText();
  test('parse', () => { fc.assert(fc.property(texts, parses), { seed, numRuns: 3_000 }); });
  test('format', () => { fc.assert(fc.property(texts, formats), { seed, numRuns: 1_500 }); });
  test('lint', () => { fc.assert(fc.property(texts, texts, (text, other) => { lints(text, other); }), { seed, numRuns: 150 }); });
  test('fix', () => { fc.assert(fc.property(texts, texts, (text, other) => { fixes(text, other); }), { seed, numRuns: 100 }); });
});

describe('hostile files', () => {
  const names = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name !== 'README.md');
  test.each(names.map((entry) => [entry.name, entry.isDirectory()] as const))('%s', (name, isFolder) => {
    const [text, other] = isFolder ? [read(join(name, 'a.conf')), read(join(name, 'b.conf'))] : [read(name), ''];
    parses(text);
    formats(text);
    lints(text, other);
    fixes(text, other);
  });
});
