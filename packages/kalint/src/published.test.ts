import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { configSchema } from './config/schema.ts';
import compact from './reporters/compact.ts';
import { rules } from './rules/index.ts';
import { version } from './version.ts';
import { parse } from '@kaconf/syntax';

const read = (name: string): string => readFileSync(`packages/kalint/${name}`, 'utf8');

test('the version is that of the package', () => {
  expect(version).toBe((JSON.parse(read('package.json')) as { version: string }).version);
});

test('the published schema of the configuration is the one that is used', () => {
  expect(JSON.parse(read('kalint.schema.json'))).toEqual(JSON.parse(JSON.stringify(configSchema(rules.all))));
  new Ajv({ strict: true, strictTuples: false }).compile(JSON.parse(read('kalint.schema.json')) as object);
});

test('the problem matcher reads the compact format', () => {
  const [matcher] = (JSON.parse(read('problem-matcher.json')) as { problemMatcher: { pattern: { regexp: string; file: number; message: number; code: number }[] }[] }).problemMatcher;
  const { regexp, file, message, code } = matcher!.pattern[0]!;
  const document = { path: 'a b/c:d.conf', text: 'x [y]\n', encoding: 'utf-8' as const, tree: parse('x [y]\n') };
  const line = compact({
    files: [{ document, includedBy: [], accepts: true, suppressed: [], diagnostics: [{ rule: 'syntax/unknown-keyword', severity: 'error', message: 'no: [x] "y": 1', place: { document, range: { start: 0, end: 1 } }, nodes: [], related: [], fix: undefined, suggestions: [], reportedByKeepalived: true, keepalivedLines: [], consequences: [], derails: false }] }],
    clusters: [], target: undefined,
  });
  const match = new RegExp(regexp).exec(line.trimEnd())!;
  expect([match[file], match[message], match[code]]).toEqual(['a b/c:d.conf', 'no: [x] "y": 1', 'syntax/unknown-keyword']);
});
