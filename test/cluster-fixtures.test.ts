import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, newest, noIncludes } from '@kaconf/semantics';
import { lineAt, parse } from '@kaconf/syntax';
import { lint } from '../packages/kalint/src/engine.ts';
import { defaultLintConfig } from '../packages/kalint/src/lint-types.ts';

const fixtures = join(import.meta.dirname, '../fixtures');

/** Findings about the cluster, as `<file>:<line>:<rule>`. */
function judge(folder: string, category: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.conf')).sort();
  const documents = files.map((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    return { document: { path, text, encoding: 'utf-8' as const, tree: parse(text) }, target: newest };
  });
  const result = lint(createWorkspace(documents, { includes: noIncludes }), { ...defaultLintConfig, preset: 'all', only: [category] });
  return result.files.flatMap(({ document, diagnostics }) => diagnostics.filter(({ rule }) => rule.startsWith(`${category}/`)).map(({ rule, place }) => `${document.path}:${lineAt(document.tree.lineStarts, place.range.start) + 1}:${rule}`)).sort();
}

function expected(folder: string): string[] {
  return readFileSync(join(folder, 'expected.txt'), 'utf8').split('\n').filter((line) => line !== '').sort();
}

describe.each(['pair', 'failover'])('rules of the category %s', (category) => {
  const rules = readdirSync(join(fixtures, 'rules', category));

  test.each(rules)('%s finds its fault, and nothing else, at the line that has to change', (name) => {
    const folder = join(fixtures, 'rules', category, name, 'bad');
    expect(judge(folder, category)).toEqual(expected(folder));
  });

  test.each(rules)('%s is silent where all is well', (name) => {
    // A tracker without weight moves the address (failover/never) and may leave nobody (failover/no-master): only the rule itself is silent.
    const said = judge(join(fixtures, 'rules', category, name, 'good'), category);
    expect(category === 'pair' ? said : said.filter((line) => line.endsWith(`:${category}/${name}`))).toEqual([]);
  });

  test('every rule has its fixtures', () => {
    const files = readdirSync(join(import.meta.dirname, '../packages/kalint/src/rules', category)).map((file) => file.replace(/\.ts$/, ''));
    expect(rules.sort()).toEqual(files.sort());
  });
});

describe('two LVS directors', () => {
  test.each(readdirSync(join(fixtures, 'clusters')))('%s', (name) => {
    const folder = join(fixtures, 'clusters', name);
    expect(judge(folder, 'pair')).toEqual(expected(folder));
  });
});
