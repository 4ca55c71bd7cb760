/** Many small configurations, right and wrong, each line with what is found there: nothing more, nothing less, and fixes that hold. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createWorkspace, lineAt, parseVersion } from '@kaconf/semantics';
import { Loader } from '../packages/semantics/src/load.ts';
import { lint } from '../packages/kalint/src/engine.ts';
import { fixAll } from '../packages/kalint/src/fix.ts';
import { defaultLintConfig, type LintResult } from '../packages/kalint/src/lint-types.ts';
import { rules } from '../packages/kalint/src/rules/index.ts';
import { readCases, type Case } from './support/cases.ts';

const folder = join(import.meta.dirname, '../fixtures/cases');
const own = new Map(rules.all.map(({ id, severity }) => [id, severity]));
let work = '';
beforeAll(() => { work = mkdtempSync(join(tmpdir(), 'rule-cases-')); });
afterAll(() => { rmSync(work, { recursive: true, force: true }); });

function place(each: Case): string {
  const base = mkdtempSync(join(work, 'case-'));
  for (const [path, { text }] of each.files) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }
  return base;
}

function judge(each: Case, base: string, texts: ReadonlyMap<string, string>): LintResult {
  const loader = new Loader({ cwd: base, texts: new Map([...texts].map(([path, text]) => [join(base, path), text])) });
  const roots = [...each.files.keys()].slice(0, each.nodes ? undefined : 1).flatMap((path) => {
    const loaded = loader.load(path);
    return 'document' in loaded ? [{ document: loaded.document, target: parseVersion(each.target) ?? 0, configId: each.id }] : [];
  });
  return lint(createWorkspace(roots, { includes: loader }), { ...defaultLintConfig, preset: 'all' });
}

/** `file:line rule`, with the severity in front of what is more than advice; advice counts only where it is expected. */
function found(each: Case, result: LintResult): string[] {
  return result.files.flatMap(({ document, diagnostics }) =>
    diagnostics.flatMap(({ rule, severity, place: { range } }) => {
      const line = lineAt(document, range.start);
      const expected = each.files.get(document.path)?.expected.get(line) ?? [];
      // Every rule is on, so that advice comes as a warning.
      const advice = severity === 'info' || (severity === 'warning' && own.get(rule) === 'info');
      const name = expected.includes(`${rule}:${severity}`) ? `${rule}:${severity}` : rule;
      return advice && !expected.includes(name) ? [] : [`${document.path}:${line} ${name}`];
    }),
  ).sort();
}

describe.each(readdirSync(folder).filter((name) => name.endsWith('.cases')).map((name) => basename(name, '.cases')))('%s', (category) => {
  const cases = readCases(join(folder, `${category}.cases`));

  test('each case has a name of its own', () => {
    expect(cases.map(({ name }) => name)).toEqual([...new Set(cases.map(({ name }) => name))]);
  });

  test.each(cases.map((each) => [each.name, each] as const))('%s', (_, each) => {
    const base = place(each);
    const first = judge(each, base, new Map());
    const expected = [...each.files].flatMap(([path, file]) => [...file.expected].flatMap(([line, names]) => names.map((name) => `${path}:${line} ${name}`))).sort();
    expect(found(each, first)).toEqual(expected);

    const options = { unsafe: false, mayChange: () => true };
    const { texts, result } = fixAll(first, (more) => judge(each, base, more), options);
    const problems = (state: LintResult): number => state.files.reduce((sum, { document }) => sum + document.tree.problems.length, 0);
    const errors = (state: LintResult): string[] => state.files.flatMap(({ document, diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error').map(({ rule, place: { range } }) => `${rule} ${document.text.slice(range.start, range.end)}`));
    expect(problems(result)).toBeLessThanOrEqual(problems(first));
    const before = new Set(errors(first).map((text) => text.split(' ', 1)[0]));
    expect(errors(result).filter((text) => !before.has(text.split(' ', 1)[0]))).toEqual([]);
    expect(result.files.flatMap(({ diagnostics }) => diagnostics.filter(({ fix }) => fix?.safe === true)).map(({ rule }) => rule)).toEqual([]);
    expect(fixAll(result, (more) => judge(each, base, new Map([...texts, ...more])), options).texts.size).toBe(0);
  });
});
