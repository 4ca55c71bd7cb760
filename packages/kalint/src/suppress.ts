import { lineAt, type SourceDocument } from '@kaconf/semantics';
import { firstCovering } from './covering.ts';
import type { Diagnostic, ReportedDiagnostic } from './diagnostic.ts';
import { findingToDiagnostic } from './findings.ts';
import type { LintConfig } from './lint-types.ts';
import unusedSuppression, { unusedSuppressionFinding } from './rules/kalint/unused-suppression.ts';
import { effectiveSeverity } from './severity.ts';
import { suppressionsOf } from './suppressions.ts';

/** Takes out what comments suppress and what is switched off, and adds the suppressions that suppress nothing. */
export function applySuppressions(document: SourceDocument, diagnostics: readonly Diagnostic[], config: LintConfig): { kept: ReportedDiagnostic[]; suppressed: ReportedDiagnostic[] } {
  const active = diagnostics.filter((diagnostic): diagnostic is ReportedDiagnostic => diagnostic.severity !== 'off');
  const suppressions = suppressionsOf(document);
  if (suppressions.length === 0) return { kept: active, suppressed: [] };
  const used = new Set<(typeof suppressions)[number]>();
  const kept: ReportedDiagnostic[] = [];
  const suppressed: ReportedDiagnostic[] = [];
  const covering = firstCovering(suppressions, active.map(({ rule, place }) => ({ rule, line: lineAt(document, place.range.start) - 1 })));
  for (const [index, diagnostic] of active.entries()) {
    const by = covering[index];
    if (by) used.add(by);
    (by ? suppressed : kept).push(diagnostic);
  }
  for (const suppression of suppressions) {
    // A rule that is switched off cannot tell whether the comment is still needed.
    if (used.has(suppression) || config.only.length > 0) continue;
    const finding = unusedSuppressionFinding(suppression);
    const severity = effectiveSeverity(unusedSuppression, finding, config, document.path);
    if (severity !== 'off') kept.push({ ...findingToDiagnostic(unusedSuppression, finding, [], severity, config.translate), severity });
  }
  return { kept, suppressed };
}
