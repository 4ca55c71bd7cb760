import type { ReportedDiagnostic } from './diagnostic.ts';
import { hash, sourceOf } from './fingerprint.ts';
import type { LintResult } from './lint-types.ts';

/** A known finding; equal ones in one file are counted. */
export interface BaselineEntry {
  readonly rule: string;
  /** Relative to the folder of the baseline, with `/`. */
  readonly path: string;
  /** The line as it was, for people who read the file. */
  readonly text: string;
  readonly fingerprint: string;
  readonly count: number;
}

/** Names a path of a document relative to the baseline. */
export type PathNaming = (path: string) => string;

export interface Compared {
  /** Known findings are among `suppressed`. */
  readonly result: LintResult;
  readonly baselined: ReadonlySet<ReportedDiagnostic>;
  /** Entries that are not found (as often) any more, in files that were judged. */
  readonly gone: readonly BaselineEntry[];
}

/**
 * Text of a baseline file that lists everything that was found, in an order that does not depend on the run.
 *
 * @param kept entries about files that were not judged
 */
export function writeBaseline(result: LintResult, naming: PathNaming, kept: readonly BaselineEntry[] = []): string {
  const entries = new Map(kept.map((entry) => [entry.fingerprint, entry]));
  for (const diagnostic of result.files.flatMap(({ diagnostics }) => diagnostics)) {
    const entry = entryOf(diagnostic, naming);
    entries.set(entry.fingerprint, { ...entry, count: (entries.get(entry.fingerprint)?.count ?? 0) + 1 });
  }
  const findings = [...entries.values()].sort((a, b) => compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.text, b.text));
  return `${JSON.stringify({ version: 1, findings }, undefined, 2)}\n`;
}

/** The entries of a baseline file; undefined where the text is none. */
export function readBaseline(text: string): readonly BaselineEntry[] | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(data) || data.version !== 1 || !Array.isArray(data.findings)) return undefined;
  const entries: BaselineEntry[] = [];
  for (const each of data.findings as readonly unknown[]) {
    if (!isRecord(each)) return undefined;
    const { rule, path, text: source, fingerprint, count } = each;
    if (typeof rule !== 'string' || typeof path !== 'string' || typeof source !== 'string' || typeof fingerprint !== 'string' || typeof count !== 'number') return undefined;
    entries.push({ rule, path, text: source, fingerprint, count });
  }
  return entries;
}

/** Takes known findings out of a result. */
export function compareWithBaseline(result: LintResult, entries: readonly BaselineEntry[], naming: PathNaming): Compared {
  if (entries.length === 0) return { result, baselined: new Set(), gone: [] };
  const left = new Map(entries.map(({ fingerprint, count }) => [fingerprint, count]));
  const baselined = new Set<ReportedDiagnostic>();
  const files = result.files.map((file) => {
    const known = file.diagnostics.filter((diagnostic) => {
      const { fingerprint } = entryOf(diagnostic, naming);
      const count = left.get(fingerprint) ?? 0;
      if (count > 0) left.set(fingerprint, count - 1);
      return count > 0;
    });
    for (const diagnostic of known) baselined.add(diagnostic);
    return { ...file, diagnostics: file.diagnostics.filter((each) => !baselined.has(each)), suppressed: [...file.suppressed, ...known] };
  });
  const judged = new Set(result.files.map(({ document }) => naming(document.path)));
  return { result: { ...result, files }, baselined, gone: entries.filter(({ fingerprint, path }) => judged.has(path) && (left.get(fingerprint) ?? 0) > 0) };
}

function entryOf(diagnostic: ReportedDiagnostic, naming: PathNaming): BaselineEntry {
  const path = naming(diagnostic.place.document.path);
  const text = sourceOf(diagnostic);
  return { rule: diagnostic.rule, path, text, fingerprint: hash(`${diagnostic.rule}\0${path}\0${text}`), count: 1 };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
