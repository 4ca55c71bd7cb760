import { resolve } from 'node:path';
import { createWorkspace, lineAt, parseVersion, type SourceDocument } from '@kaconf/semantics';
import { Loader } from '../../packages/semantics/src/load.ts';
import { lint } from '../../packages/kalint/src/engine.ts';
import { fixAll } from '../../packages/kalint/src/fix.ts';
import { defaultLintConfig, type LintConfig, type LintResult } from '../../packages/kalint/src/lint-types.ts';
import type { FixSubject } from './subjects.ts';

/** One finding, free of offsets, so that it can be looked for in another state of the file. */
export interface Seen {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
  readonly error: boolean;
  readonly fixable: boolean;
  /** Lines at which keepalived is said to complain because of it. */
  readonly lines: readonly number[];
  readonly reported: boolean;
}

export interface FixedSubject {
  readonly subject: FixSubject;
  /** New texts by path; only of files that changed. */
  readonly texts: ReadonlyMap<string, string>;
  readonly applied: number;
  readonly before: readonly Seen[];
  readonly after: readonly Seen[];
  /** What a second run would still change: has to be empty. */
  readonly again: number;
  /** Braces and quotes without a partner that were not there before. */
  readonly damaged: readonly string[];
}

const config: LintConfig = { ...defaultLintConfig, preset: 'all' };

function seen(result: LintResult, unsafe: boolean): Seen[] {
  return result.files.flatMap(({ document, diagnostics }) =>
    diagnostics.map((diagnostic): Seen => ({
      path: document.path,
      line: lineAt(document, diagnostic.place.range.start),
      rule: diagnostic.rule,
      message: diagnostic.message,
      error: diagnostic.severity === 'error',
      fixable: diagnostic.fix !== undefined && diagnostic.fix.edits.length > 0 && (diagnostic.fix.safe || unsafe),
      lines: [...diagnostic.keepalivedLines, ...diagnostic.consequences],
      reported: diagnostic.reportedByKeepalived,
    })),
  );
}

const troubles = (document: SourceDocument): number => document.tree.problems.length;

/** Applies the fixes to a subject that lies in a folder, in memory. */
export function fixSubject(subject: FixSubject, folder: string, version: string, unsafe: boolean): FixedSubject {
  const target = parseVersion(version) ?? 0;
  const judge = (texts: ReadonlyMap<string, string>): LintResult => {
    const loader = new Loader({ cwd: folder, texts: new Map([...texts].map(([path, text]) => [resolve(folder, path), text])) });
    const roots = subject.roots.flatMap((root) => {
      const loaded = loader.load(root);
      return 'document' in loaded ? [{ document: loaded.document, target, configId: 'no-such-id' }] : [];
    });
    return lint(createWorkspace(roots, { includes: loader }), config);
  };
  const options = { unsafe, mayChange: () => true };
  const first = judge(new Map());
  const { texts, result, applied } = fixAll(first, judge, options);
  const second = fixAll(judge(texts), (more) => judge(new Map([...texts, ...more])), options);
  const old = new Map(first.files.map(({ document }) => [document.path, document]));
  const damaged = result.files.filter(({ document }) => troubles(document) > troubles(old.get(document.path) ?? document)).map(({ document }) => document.path);
  return { subject, texts, applied, before: seen(first, unsafe), after: seen(result, unsafe), again: second.texts.size, damaged };
}
