/** The fixtures of each rule: what it finds, what it leaves alone, and what its fixes make of the file. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { placeholders } from '../packages/kalint/src/messages.ts';
import { rules } from '../packages/kalint/src/rules/index.ts';
import { describeFinding, fixFixture, fixtureOf, judgeFixture, readText, type Fixture } from './support/judge-fixture.ts';

const root = join(import.meta.dirname, '../fixtures/rules');
/** Rules about several nodes are tested by the fixtures of clusters. */
const elsewhere = new Set(['pair', 'failover']);
const ids = rules.all.map(({ id }) => id).filter((id) => !elsewhere.has(id.split('/')[0]!) && existsSync(join(root, id)));

function fixture(id: string, name: string): Fixture {
  const found = fixtureOf(join(root, id), name);
  if (!found) throw new Error(`fixtures/rules/${id} has no ${name}.conf`);
  return found;
}

function findings(id: string, where: Fixture): string[] {
  return judgeFixture(where).files.flatMap((file) => file.diagnostics).filter(({ rule }) => rule === id).map((diagnostic) => describeFinding(where, diagnostic));
}

describe.each(ids)('%s', (id) => {
  const bad = fixture(id, 'bad');
  const good = fixture(id, 'good');

  test('finds what is wrong, at the place that has to change', () => {
    const expected = readFileSync(join(root, id, 'bad.txt'), 'utf8').split('\n').filter((line) => line !== '');
    expect(findings(id, bad)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  test('each placeholder of what it says has a value', () => {
    const own = judgeFixture(bad).files.flatMap((file) => file.diagnostics).filter(({ rule }) => rule === id);
    const said = own.flatMap(({ message, related, fix, suggestions }) => [message, ...related.map((each) => each.message), fix?.title ?? '', ...suggestions.map(({ title }) => title)]);
    const names = new Set(Object.values(rules.all.find((rule) => rule.id === id)!.messages).flatMap(placeholders));
    expect(said.filter((text) => placeholders(text).some((name) => names.has(name)))).toEqual([]);
  });

  test('says nothing about a file that is right', () => {
    const all = judgeFixture(good).files.flatMap((file) => file.diagnostics);
    expect(all.filter(({ rule }) => rule === id).map(({ message }) => message)).toEqual([]);
    expect(all.filter(({ severity }) => severity === 'error').map((each) => `${each.rule}: ${describeFinding(good, each)}`)).toEqual([]);
  });

  const fixed = fixtureOf(join(root, id), 'bad.fixed');
  if (!fixed) return;

  test('its fixes make the file what it should be, once and for all', () => {
    const before = judgeFixture(bad);
    const outcome = fixFixture(bad, id);
    const judged = judgeFixture(bad, {}, outcome.texts);
    for (const { document } of before.files) {
      const path = bad.roots.length === 1 && document.path === bad.roots[0] ? fixed.roots[0]! : document.path;
      expect(outcome.texts.get(document.path) ?? document.text).toBe(readText(fixed, path));
    }
    const remaining = judged.files.flatMap((file) => file.diagnostics);
    expect(remaining.filter(({ rule, fix }) => rule === id && fix !== undefined).map(({ message }) => message)).toEqual([]);
    const errors = (result: typeof before): string[] => result.files.flatMap((file) => file.diagnostics).filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule} ${message}`);
    const known = new Set(errors(before));
    expect(errors(judged).filter((error) => !known.has(error))).toEqual([]);
    expect(fixFixture(bad, id, outcome.texts).texts.size).toBe(0);
  });
});

test('every rule has a bad and a good fixture', () => {
  const lacking = rules.all.map(({ id }) => id).filter((id) => !elsewhere.has(id.split('/')[0]!)).filter((id) => !fixtureOf(join(root, id), 'bad') || !fixtureOf(join(root, id), 'good'));
  expect(lacking).toEqual([]);
});

test('every fixture belongs to a rule', () => {
  const known = new Set(rules.all.map(({ id }) => id));
  const folders = readdirSync(root).flatMap((category) => readdirSync(join(root, category)).map((name) => `${category}/${name}`));
  expect(folders.filter((id) => !known.has(id))).toEqual([]);
});

test('every rule with a fix shows it, and only those', () => {
  const shown = ids.filter((id) => fixtureOf(join(root, id), 'bad.fixed'));
  const fixable = rules.all.filter(({ id, fixable: kind }) => ids.includes(id) && (kind === 'safe' || kind === 'unsafe')).map(({ id }) => id);
  expect(shown).toEqual(fixable);
});
