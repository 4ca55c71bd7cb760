import type { LintResult } from '../lint-types.ts';

/** How often each rule fired, most often first. */
export function statistics(result: LintResult): string {
  const counts = new Map<string, number>();
  for (const { rule } of result.files.flatMap(({ diagnostics }) => diagnostics)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const width = String(sorted[0]?.[1] ?? 0).length;
  return sorted.map(([rule, count]) => `${String(count).padStart(width)}  ${rule}\n`).join('');
}
