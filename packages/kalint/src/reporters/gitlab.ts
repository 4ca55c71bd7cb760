import type { Severity } from '../diagnostic.ts';
import { fingerprints } from '../fingerprint.ts';
import type { LintResult } from '../lint-types.ts';
import { regionOf } from '../render/position.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' };

/** Code quality report of GitLab (a subset of the Code Climate format). */
export default function gitlab(result: LintResult): string {
  const all = result.files.flatMap(({ diagnostics }) => diagnostics);
  const named = fingerprints(all);
  const report = all.map((diagnostic) => {
    const { line, endLine } = regionOf(diagnostic.place);
    return {
      type: 'issue',
      description: diagnostic.message,
      check_name: diagnostic.rule,
      fingerprint: named.get(diagnostic) ?? '',
      severity: severities[diagnostic.severity],
      categories: [diagnostic.severity === 'info' ? 'Style' : 'Bug Risk'],
      location: { path: diagnostic.place.document.path, lines: { begin: line, end: endLine } },
    };
  });
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
