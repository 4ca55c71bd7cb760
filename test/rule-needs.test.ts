/** A rule that says what it is about is not asked where nothing of it occurs: it would have found nothing there. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { contexts, keywordsOf, newest, parseVersion } from '@kaconf/schema';
import { createWorkspace, noIncludes, type Configuration } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import { occurs } from '../packages/kalint/src/occurs.ts';
import { rules } from '../packages/kalint/src/rules/index.ts';
import { readCases } from './support/cases.ts';

const root = join(import.meta.dirname, '../fixtures');
const asked = rules.configuration.filter((rule) => rule.needs !== undefined);

interface Text {
  readonly path: string;
  readonly text: string;
}

function textsOf(name: string): Text[] {
  const files = readdirSync(join(root, name), { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const configurations = files.filter((path) => path.endsWith('.conf')).map((path) => ({ path, text: readFileSync(path, 'latin1') }));
  const cases = files.filter((path) => path.endsWith('.cases')).flatMap((path) => readCases(path).flatMap((each) => [...each.files].map(([file, { text }]) => ({ path: `${path} ${each.name} ${file}`, text }))));
  return [...configurations, ...cases];
}

test('many rules say what they are about, in words of the vocabulary', () => {
  expect(asked.length).toBeGreaterThan(100);
  const keywords = new Set(contexts.flatMap((context) => keywordsOf(context).map(({ name }) => name)));
  for (const { id, needs = [] } of asked) {
    expect(needs.length).toBeGreaterThan(0);
    expect([id, needs.filter((sign) => !sign.startsWith('fact:') && !keywords.has(sign))]).toEqual([id, []]);
  }
});

test.each(['rules', 'cases', 'clusters', 'exemplary'])('what they do not need they do not find: fixtures/%s', (name) => {
  const wrong: string[] = [];
  let skipped = 0;
  const judge = (configuration: Configuration, context: Parameters<(typeof asked)[number]['check']>[1]): void => {
    for (const rule of asked) {
      if (occurs(configuration, ...rule.needs ?? [])) continue;
      skipped++;
      if ([...(rule.check as (subject: Configuration, context: unknown) => Iterable<unknown>)(configuration, context)].length > 0) wrong.push(`${rule.id} ${configuration.root.path}`);
    }
  };
  for (const { path, text } of textsOf(name)) {
    const document = { path, text, encoding: 'latin1' as const, tree: parse(text, { encoding: 'latin1' }) };
    for (const target of [newest, parseVersion('2.2.7')!, parseVersion('1.3.5')!]) {
      const workspace = createWorkspace([{ document, target }], { includes: noIncludes, separate: true });
      for (const { configuration } of workspace.nodes) {
        for (const each of [configuration, configuration.asRead]) if (each) judge(each, { target, options: {}, workspace, host: undefined });
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(skipped).toBeGreaterThan(100);
});
