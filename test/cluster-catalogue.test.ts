/** The examples of the rule catalogue that need several nodes, where the catalogue is at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, newest, noIncludes } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import { lint } from '../packages/kalint/src/engine.ts';
import { defaultLintConfig } from '../packages/kalint/src/lint-types.ts';

interface Entry {
  readonly id: string;
  readonly bad: Readonly<Record<string, string>>;
  readonly good: Readonly<Record<string, string>>;
}

const path = join(import.meta.dirname, '../../shared/rules/rules.json');
const available = existsSync(path);
const entries = available ? (JSON.parse(readFileSync(path, 'utf8')) as Entry[]).filter(({ id }) => /^(pair|failover)\//.test(id)) : [];

function found(files: Readonly<Record<string, string>>): readonly string[] {
  const roots = Object.entries(files).map(([name, text]) => ({ document: { path: name, text, encoding: 'utf-8' as const, tree: parse(text) }, target: newest }));
  const result = lint(createWorkspace(roots, { includes: noIncludes }), { ...defaultLintConfig, preset: 'all' });
  return result.files.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule));
}

(available ? describe : describe.skip)('the catalogue', () => {
  if (!available) test('SKIPPED: the rule catalogue is not here', () => undefined);
  else test.each(entries.map((entry) => [entry.id, entry] as const))('%s', (id, { bad, good }) => {
    expect(found(bad)).toContain(id);
    expect(found(good)).not.toContain(id);
  });
});
