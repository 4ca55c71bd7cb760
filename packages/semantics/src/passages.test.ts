import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { decode, parse } from '@kaconf/syntax';
import { newest, noIncludes, oldest, parseVersion, readConfiguration, walk, type SourceDocument } from './index.ts';

jest.setTimeout(60_000);

const root = new URL('../../../', import.meta.url).pathname;
const files = readdirSync(join(root, 'fixtures'), { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.conf') && !entry.parentPath.includes('hostile'))
  .map((entry) => join(entry.parentPath, entry.name));

/** So many lines that the text is read from passages. */
const many = 70;

function contentOf(text: string, by: number, target: number): unknown {
  const document: SourceDocument = { path: 'keepalived.conf', text, encoding: 'utf-8', tree: parse(text) };
  const { directives, facts, complete, hasUnknownWords, asRead } = readConfiguration(document, { target, configId: 'lb1', includes: noIncludes });
  const place = ({ start, end }: { start: number; end: number }): readonly number[] => [start - by, end - by];
  const tell = (all: typeof directives): unknown => [...walk(all)].map((each) => [
    each.keyword.path, each.line - by, place(each.range), each.raw,
    each.words.map((word) => [word.text, word.dynamic, place(word)]), each.texts.map(({ text: written }) => written),
    Object.entries(each.args).map(([name, value]) => [name, [value].flat().map((one) => one && [one.text, one.kind, place(one.range)])]),
  ]);
  return {
    directives: tell(directives), read: asRead && tell(asRead.directives), complete, hasUnknownWords,
    // A message that names no line has none to compare.
    facts: facts.map((fact) => [fact.code, place(fact.range), fact.reported, fact.line === 0 ? 0 : fact.line - by]),
  };
}

test.each([['the newest', newest], ['2.2.7', parseVersion('2.2.7') ?? 0], ['the oldest', oldest]])('a file reads the same from passages and as a whole, by %s', (_, target) => {
  expect(files.length).toBeGreaterThan(300);
  for (const file of files) {
    const { text } = decode(readFileSync(file));
    // What belongs to the start of a file alone, and what keepalived makes of the last line, is left out.
    if (text.startsWith('\uFEFF') || text.includes('\0') || text.split('\n').length > 60) continue;
    expect([file, contentOf('\n'.repeat(many) + text, many, target)]).toEqual([file, contentOf(text, 0, target)]);
  }
});
