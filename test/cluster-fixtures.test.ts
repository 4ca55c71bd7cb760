import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, newest, noIncludes } from '@kaconf/semantics';
import { lineAt, parse } from '@kaconf/syntax';
import { lint } from '../packages/kalint/src/engine.ts';
import { defaultLintConfig } from '../packages/kalint/src/lint-types.ts';

const fixtures = join(import.meta.dirname, '../fixtures');

/** Findings about the cluster, as `<file>:<line>:<rule>`. */
function judge(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.conf')).sort();
  const documents = files.map((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    return { document: { path, text, encoding: 'utf-8' as const, tree: parse(text) }, target: newest };
  });
  const result = lint(createWorkspace(documents, { includes: noIncludes }), { ...defaultLintConfig, preset: 'all', only: ['pair'] });
  return result.files.flatMap(({ document, diagnostics }) => diagnostics.filter(({ rule }) => rule.startsWith('pair/')).map(({ rule, place }) => `${document.path}:${lineAt(document.tree.lineStarts, place.range.start) + 1}:${rule}`)).sort();
}

function expected(folder: string): string[] {
  return readFileSync(join(folder, 'expected.txt'), 'utf8').split('\n').filter((line) => line !== '').sort();
}

describe('rules about the nodes of a cluster', () => {
  const rules = readdirSync(join(fixtures, 'rules/pair'));

  test.each(rules)('pair/%s finds its fault, and nothing else, at the line that has to change', (name) => {
    const folder = join(fixtures, 'rules/pair', name, 'bad');
    expect(judge(folder)).toEqual(expected(folder));
  });

  test.each(rules)('pair/%s is silent where all is well', (name) => {
    expect(judge(join(fixtures, 'rules/pair', name, 'good'))).toEqual([]);
  });

  test('every rule has its fixtures', () => {
    const files = readdirSync(join(import.meta.dirname, '../packages/kalint/src/rules/pair')).map((file) => file.replace(/\.ts$/, ''));
    expect(rules.sort()).toEqual(files.sort());
  });
});

describe('two LVS directors', () => {
  test.each(readdirSync(join(fixtures, 'clusters')))('%s', (name) => {
    const folder = join(fixtures, 'clusters', name);
    expect(judge(folder)).toEqual(expected(folder));
  });
});
