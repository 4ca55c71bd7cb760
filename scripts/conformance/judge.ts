/** What kalint says about one file, in the terms in which keepalived's verdicts are recorded. */
import { createWorkspace, parseVersion, type SourceDocument } from '@kaconf/semantics';
import { Loader } from '../../packages/semantics/src/load.ts';
import { lint } from '../../packages/kalint/src/engine.ts';
import { defaultLintConfig, type LintConfig } from '../../packages/kalint/src/lint-types.ts';
import type { Diagnostic } from '../../packages/kalint/src/diagnostic.ts';

export interface Judgement {
  readonly accepts: boolean | null;
  /** Lines of the root file at which keepalived is said to complain. */
  readonly lines: ReadonlySet<number>;
  /** The same for included files, by path relative to the folder of the root. */
  readonly included: ReadonlyMap<string, ReadonlySet<number>>;
  readonly diagnostics: readonly Diagnostic[];
}

const config: LintConfig = { ...defaultLintConfig, preset: 'all' };

/** Judges one file alone, with an id that no file uses (so were the verdicts taken). */
export function judge(path: string, version: string, folder: string, configId = 'no-such-id', includeCheck = false): Judgement {
  const loader = new Loader({ cwd: folder });
  const loaded = loader.load(path);
  if (!('document' in loaded)) return { accepts: null, lines: new Set(), included: new Map(), diagnostics: [] };
  const workspace = createWorkspace([{ document: loaded.document, target: parseVersion(version) ?? 0, configId }], { includes: loader, includeCheck, separate: true });
  const result = lint(workspace, config);
  const claims = new Map<SourceDocument, Set<number>>();
  for (const file of result.files) {
    const lines = new Set<number>();
    for (const diagnostic of [...file.diagnostics, ...file.suppressed]) {
      if (diagnostic.reportedByKeepalived) for (const line of diagnostic.keepalivedLines) lines.add(line);
      for (const line of diagnostic.consequences) lines.add(line);
    }
    claims.set(file.document, lines);
  }
  const root = result.files.find((file) => file.document === loaded.document);
  return {
    accepts: root?.accepts ?? null,
    lines: claims.get(loaded.document) ?? new Set(),
    included: new Map([...claims].filter(([document]) => document !== loaded.document).map(([document, lines]) => [document.path, lines])),
    diagnostics: root?.diagnostics ?? [],
  };
}
