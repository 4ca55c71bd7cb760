import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, newest, noIncludes } from '@kaconf/semantics';
import { applyEdits, lineAt, parse } from '@kaconf/syntax';
import type { ReportedDiagnostic } from '../packages/kalint/src/diagnostic.ts';
import { lint } from '../packages/kalint/src/engine.ts';
import { defaultLintConfig } from '../packages/kalint/src/lint-types.ts';

const fixtures = join(import.meta.dirname, '../fixtures');

type Texts = ReadonlyMap<string, string>;

function textsOf(folder: string): Texts {
  return new Map(readdirSync(folder).filter((name) => name.endsWith('.conf')).sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function findings(texts: Texts, only: string): readonly ReportedDiagnostic[] {
  const documents = [...texts].map(([path, text]) => ({ document: { path, text, encoding: 'utf-8' as const, tree: parse(text) }, target: newest }));
  const result = lint(createWorkspace(documents, { includes: noIncludes }), { ...defaultLintConfig, preset: 'all', only: [only] });
  return result.files.flatMap(({ diagnostics }) => diagnostics).filter(({ rule }) => rule.startsWith(only));
}

/** Findings about the cluster, as `<file>:<line>:<rule>`. */
function judge(folder: string, category: string): string[] {
  return findings(textsOf(folder), category).map(({ rule, place: { document, range } }) => `${document.path}:${lineAt(document.tree.lineStarts, range.start) + 1}:${rule}`).sort();
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

  test.each(rules)('%s fills in what its messages leave open', (name) => {
    const said = findings(textsOf(join(fixtures, 'rules', category, name, 'bad')), `${category}/${name}`).flatMap(({ message, related, fix, suggestions }) => [message, ...related.map((each) => each.message), ...[fix, ...suggestions].map((each) => each?.title ?? '')]);
    expect(said.filter((text) => /\{\w+\}|undefined|\bNaN\b|: ,|\(\)/.test(text))).toEqual([]);
  });

  test.each(rules)('what %s offers resolves it', (name) => {
    const texts = textsOf(join(fixtures, 'rules', category, name, 'bad'));
    const offered = findings(texts, `${category}/${name}`).map(({ fix, suggestions }) => fix ?? suggestions[0]).filter((fix) => fix !== undefined);
    if (offered.length === 0) return;
    const edits = offered.flatMap((fix) => fix.edits);
    const changed = new Map([...texts].map(([path, text]) => [path, applyEdits(text, edits.filter((edit) => edit.path === path))]));
    expect(findings(changed, `${category}/${name}`).map(({ message }) => message)).toEqual([]);
    expect(findings(changed, 'pair/').map(({ rule }) => rule).filter((rule) => rule !== `${category}/${name}`)).toEqual([]);
  });

  test('every rule has its fixtures', () => {
    const files = readdirSync(join(import.meta.dirname, '../packages/kalint/src/rules', category)).map((file) => file.replace(/\.ts$/, ''));
    expect(rules.sort()).toEqual(files.sort());
  });
});

describe('two LVS directors', () => {
  test.each(readdirSync(join(fixtures, 'clusters')))('%s', (name) => {
    const folder = join(fixtures, 'clusters', name);
    expect([...judge(folder, 'pair'), ...judge(folder, 'failover')].sort()).toEqual(expected(folder));
  });
});
