/** Every example of the shared catalogue: the bad one gives its rule, the good one no error and no warning. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, parseVersion, type IncludeResolver, type RootFile } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import { lint } from '../packages/kalint/src/engine.ts';
import { defaultLintConfig, type LintConfig, type LintResult } from '../packages/kalint/src/lint-types.ts';
import { rules } from '../packages/kalint/src/rules/index.ts';

const path = join(import.meta.dirname, '../../shared/rules/rules.json');
const versions = ['2.2.7', '2.4.3'] as const;

type Version = (typeof versions)[number];
type Files = Readonly<Record<string, string>>;

interface Entry {
  readonly id: string;
  readonly tier: number;
  readonly bad: Files;
  readonly good: Files;
  readonly good_rc: Readonly<Record<Version, number>>;
  readonly keepalived_t: Readonly<Record<Version, { readonly rc: number; readonly messages: readonly string[] } | undefined>>;
}

/** These look at the machine, of which an example has none. */
const onHost = new Set(['script/not-found-on-host']);
/** What only the older, or only the newer version does or lacks. */
const older = new Set(['syntax/keyword-needs-version']);
const newer = new Set(['vrrp/several-unweighted-interfaces', 'script/path-through-symlink', 'security/hmac-setup']);
/** Messages of the recorded run about what its machine lacked. */
const environment = /Config files missing|Unable to set default user|doesn't exist$|Non-existent interface|track script \S+ not found|not found, ignoring|insecure/;

const catalogue = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly Entry[] | { readonly rules: readonly Entry[] }) : undefined;
const entries = catalogue === undefined ? [] : 'rules' in catalogue ? catalogue.rules : (catalogue as readonly Entry[]);

/** The folder holds nothing but the example. */
const nothingThere: IncludeResolver = {
  resolve: (pattern) => ({ documents: [], problems: [{ problem: /[*?[]/.test(pattern) ? 'no-match' : 'missing', path: pattern }] }),
};

function judge(files: Files, version: string, config: Partial<LintConfig>): LintResult {
  const roots = Object.entries(files).map(([file, text]): RootFile => {
    const target = /^#\s*(?:keepalived:|kalint-target)\s*(\S+)/m.exec(text)?.[1] ?? version;
    return { document: { path: file, text, encoding: 'utf-8', tree: parse(text) }, target: parseVersion(target) ?? 0 };
  });
  return lint(createWorkspace(roots, { includes: nothingThere }), { ...defaultLintConfig, ...config });
}

const findings = (result: LintResult) => result.files.flatMap((file) => file.diagnostics);
const cases = entries.filter(({ id }) => !onHost.has(id)).flatMap((entry) => versions.filter((version) => !(version === '2.4.3' ? older : newer).has(entry.id)).map((version) => [entry.id, version, entry] as const));
const present = entries.length > 0 ? describe : describe.skip;

present('the catalogue of rules (../shared/rules)', () => {
  test('has a rule for every entry', () => {
    const known = new Set(rules.all.map(({ id }) => id));
    expect(entries.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
  });

  test.each(cases)('%s: the bad example is found (%s)', (id, version, entry) => {
    const found = findings(judge(entry.bad, version, { preset: 'all' })).filter(({ rule }) => rule === id);
    expect(found.map(({ rule }) => rule)).toContain(id);
  });

  test.each(cases)('%s: the good example has no error and no warning (%s)', (_id, version, entry) => {
    const said = findings(judge(entry.good, version, {})).filter(({ severity }) => severity !== 'info');
    expect(said.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  test.each(cases)('%s: the lines that keepalived names are claimed, and no others (%s)', (_id, version, entry) => {
    const recorded = entry.keepalived_t[version];
    if (recorded === undefined || recorded.messages.some((message) => environment.test(message)) && !/track-script-undefined|defined-after-use/.test(entry.id)) return;
    const lines = (messages: readonly string[]): number[] => messages.flatMap((message) => /^\(Line (\d+)\)/.exec(message)?.[1] ?? []).map(Number);
    const claimed = findings(judge(entry.bad, version, { preset: 'all' })).flatMap(({ keepalivedLines, consequences }) => [...keepalivedLines, ...consequences]);
    const expected = new Set(lines(recorded.messages));
    // Only the first messages were kept.
    expect([...expected].filter((line) => !claimed.includes(line))).toEqual([]);
    if (recorded.messages.length < 3) expect(claimed.filter((line) => !expected.has(line))).toEqual([]);
  });
});
