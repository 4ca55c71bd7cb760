import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, lineAt, newest, type SourceDocument } from '@kaconf/semantics';
import { Loader } from '../../packages/semantics/src/load.ts';
import type { Diagnostic } from '../../packages/kalint/src/diagnostic.ts';
import { createHost } from '../../packages/kalint/src/cli/host.ts';
import { lint } from '../../packages/kalint/src/engine.ts';
import { fixAll } from '../../packages/kalint/src/fix.ts';
import { defaultLintConfig, type LintConfig, type LintResult } from '../../packages/kalint/src/lint-types.ts';
import { targetComment } from '../../packages/kalint/src/target.ts';

/** A `.conf` file, or a folder of them: with a `keepalived.conf` that is the root of the others, else each is a root. */
export interface Fixture {
  readonly folder: string;
  readonly roots: readonly string[];
}

/** The fixture `bad` or `good` of a rule; undefined where there is none. */
export function fixtureOf(folder: string, name: string): Fixture | undefined {
  if (existsSync(join(folder, `${name}.conf`))) return { folder, roots: [`${name}.conf`] };
  const inner = join(folder, name);
  if (!existsSync(inner) || !statSync(inner).isDirectory()) return undefined;
  const files = readdirSync(inner).filter((file) => file.endsWith('.conf')).sort();
  return { folder: inner, roots: files.includes('keepalived.conf') ? ['keepalived.conf'] : files };
}

/** Judges a fixture as the command line does, with every rule; `host/` beside it stands for the machine. */
export function judgeFixture({ folder, roots }: Fixture, config: Partial<LintConfig> = {}, texts: ReadonlyMap<string, string> = new Map()): LintResult {
  const host = join(folder, 'host');
  const loader = new Loader({ cwd: folder, texts: new Map([...texts].map(([path, text]) => [join(folder, path), text])) });
  const files = roots.map((root) => {
    const loaded = loader.load(root);
    if (!('document' in loaded)) throw new Error(`${root}: ${loaded.failure.kind}`);
    return { document: loaded.document, target: targetComment(loaded.document) ?? newest };
  });
  const workspace = createWorkspace(files, { includes: loader });
  return lint(workspace, { ...defaultLintConfig, preset: 'all', host: existsSync(host) ? createHost(host) : undefined, ...config });
}

/** The text of a fixture after all fixes of one rule, safe ones and others. */
export function fixFixture(fixture: Fixture, rule: string, given: ReadonlyMap<string, string> = new Map()): { readonly texts: ReadonlyMap<string, string>; readonly left: readonly Diagnostic[] } {
  const judge = (texts: ReadonlyMap<string, string>): LintResult => {
    const result = judgeFixture(fixture, {}, new Map([...given, ...texts]));
    return { ...result, files: result.files.map((file) => ({ ...file, diagnostics: file.diagnostics.filter((diagnostic) => diagnostic.rule === rule) })) };
  };
  const outcome = fixAll(judge(new Map()), judge, { unsafe: true, mayChange: () => true });
  return { texts: outcome.texts, left: outcome.result.files.flatMap((file) => file.diagnostics) };
}

/** `line:column: message`, with the file in front where the fixture has several. */
export function describeFinding(fixture: Fixture, { place, message }: Diagnostic): string {
  const { document, range } = place;
  const line = lineAt(document, range.start);
  const column = range.start - (document.tree.lineStarts[line - 1] ?? 0) + 1;
  const several = fixture.roots.length > 1 || document.path !== fixture.roots[0];
  return `${several ? `${document.path}:` : ''}${line}:${column}: ${message}`;
}

export function readText(fixture: Fixture, document: SourceDocument | string): string {
  return readFileSync(join(fixture.folder, typeof document === 'string' ? document : document.path), 'utf8');
}
