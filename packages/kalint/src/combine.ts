import type { SourceDocument } from '@kaconf/semantics';
import type { ReportedDiagnostic } from './diagnostic.ts';
import { byPosition, merge } from './merge.ts';
import type { LintedFile, LintResult } from './lint-types.ts';
import unusedSuppression from './rules/kalint/unused-suppression.ts';

/**
 * Makes one result of those of files that were judged each alone. A root that another root includes is no root, and what
 * several found in a file that they all include appears once.
 *
 * @param results one for each root, in argument order; documents are known by their paths
 */
export function combine(results: readonly LintResult[]): LintResult {
  const kept = withoutIncluded(results);
  const roots = kept.flatMap(({ files }) => files.slice(0, 1));
  const files = new Map<string, LintedFile[]>(roots.map((file) => [file.document.path, []]));
  for (const file of kept.flatMap((result) => result.files)) {
    const known = files.get(file.document.path);
    if (known) known.push(file);
    else files.set(file.document.path, [file]);
  }
  return { files: [...files.values()].flatMap((same) => united(same)), clusters: [], target: kept[0]?.target };
}

/** The results of the files that no other file includes; of files that include each other that of the first. */
function withoutIncluded(results: readonly LintResult[]): readonly LintResult[] {
  const pathOf = (result: LintResult): string => result.files[0]?.document.path ?? '';
  const includes = results.map(({ files }) => new Set(files.slice(1).map(({ document }) => document.path)));
  const includers = new Map<string, number[]>();
  includes.forEach((paths, index) => { for (const path of paths) includers.set(path, [...(includers.get(path) ?? []), index]); });
  return results.filter((result, index) => !(includers.get(pathOf(result)) ?? []).some((other) => other !== index && (!includes[index]?.has(pathOf(results[other] ?? result)) || other < index)));
}

function united(same: readonly LintedFile[]): readonly LintedFile[] {
  const [first] = same;
  if (!first || same.length === 1) return same;
  // A comment is unused where none of the readings uses it.
  const needless = same.map(({ diagnostics }) => new Set(diagnostics.filter(isUnusedSuppression).map(({ place }) => place.range.start)));
  const diagnostics = merge(same.flatMap((file) => file.diagnostics)).filter((diagnostic) => !isUnusedSuppression(diagnostic) || needless.every((starts) => starts.has(diagnostic.place.range.start)));
  return [{
    document: first.document,
    includedBy: [...new Map(same.flatMap(({ includedBy }) => includedBy).map((document): [string, SourceDocument] => [document.path, document])).values()],
    diagnostics: diagnostics.sort(byPosition),
    suppressed: merge(same.flatMap(({ suppressed }) => suppressed)).sort(byPosition),
    accepts: first.accepts,
  }];
}

function isUnusedSuppression(diagnostic: ReportedDiagnostic): boolean {
  return diagnostic.rule === unusedSuppression.id;
}
