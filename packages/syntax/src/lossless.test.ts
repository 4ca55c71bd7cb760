import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { decode, encode, parse } from './index.ts';
import { flaw, fragments } from './soup.ts';

// A busy machine needs longer.
jest.setTimeout(60_000);

const root = new URL('../../../', import.meta.url).pathname;
const shared = join(root, '../shared');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Files in which anything can be expected; those outside the project only where they are there. */
const folders = [join(root, 'fixtures'), ...['corpus', 'language/cases', 'seed'].map((name) => join(shared, name)).filter((name) => existsSync(name))];
const files = folders.flatMap(filesBelow);

test('random pieces of syntax: nothing is lost, everything has its place', () => {
  fc.assert(fc.property(fragments, (text) => {
    expect(flaw(parse(text), text)).toBeUndefined();
  }), { numRuns: 3000 });
});

test('random characters', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
    expect(flaw(parse(text), text)).toBeUndefined();
  }), { numRuns: 1000 });
});

test('random bytes, there and back', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
    const { text, encoding, problem } = decode(bytes);
    if (problem !== undefined) return;
    expect(flaw(parse(text, { encoding }), text)).toBeUndefined();
    expect(encode(text, encoding)).toEqual(bytes);
  }), { numRuns: 1000 });
});

test(`real files${existsSync(shared) ? '' : ' (skipped: ../shared is absent, only fixtures are read)'}`, () => {
  expect(files.length).toBeGreaterThan(existsSync(shared) ? 500 : 0);
  for (const file of files) {
    const bytes = readFileSync(file);
    const { text, encoding, problem } = decode(bytes);
    if (problem !== undefined) continue;
    expect([file, flaw(parse(text, { encoding }), text)]).toEqual([file, undefined]);
    expect(Buffer.from(encode(text, encoding)).equals(bytes)).toBe(true);
  }
});

test('files cut off at every place, as while typing', () => {
  const texts = files.map((file) => decode(readFileSync(file)).text).filter(({ length }) => length > 200 && length < 1500);
  for (const text of texts.filter((_, index) => index % 40 === 0)) {
    for (let end = 0; end < text.length; end++) {
      const cut = text.slice(0, end);
      expect([cut, flaw(parse(cut), cut)]).toEqual([cut, undefined]);
    }
  }
});
