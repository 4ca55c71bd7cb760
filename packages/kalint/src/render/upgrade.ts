import { regionOf } from './position.ts';
import { visible } from './terminal-text.ts';
import type { UpgradeChange, UpgradeReport } from '../upgrade.ts';

/** The upgrade report for people. */
export function upgradeText(report: UpgradeReport): string {
  const { targets, files } = report;
  const parts: string[] = [`keepalived ${targets.join(' → ')}`];
  for (const { path, accepts, changes } of files) {
    const verdicts = accepts ? [...new Set(accepts.values())] : [];
    if (changes.length === 0 && verdicts.length < 2) continue;
    parts.push('', visible(path));
    if (accepts && verdicts.length > 1) parts.push(`  ${targets.map((target) => `${target} ${verdict(accepts.get(target))}`).join(', ')}`);
    for (const change of changes) parts.push(line(change, targets));
  }
  const differing = files.filter(({ changes }) => changes.length > 0).length;
  parts.push('', differing === 0 ? `No difference in ${files.length} ${files.length === 1 ? 'file' : 'files'}.` : `${differing} of ${files.length} ${files.length === 1 ? 'file differs' : 'files differ'}.`);
  return `${parts.join('\n')}\n`;
}

function verdict(accepts: boolean | null | undefined): string {
  return accepts === true ? 'accepts the file' : accepts === false ? 'refuses it' : 'cannot be told';
}

function line({ diagnostic, targets }: UpgradeChange, all: readonly string[]): string {
  const { line: at, column } = regionOf(diagnostic.place);
  const since = targets.includes(all.at(-1) ?? '') ? (targets.length === 1 ? `only ${targets.join(', ')}` : `from ${targets[0] ?? ''} on`) : `up to ${targets.at(-1) ?? ''}`;
  return `  ${at}:${column}  ${since}  ${diagnostic.severity}  ${visible(diagnostic.message)}  ${diagnostic.rule}`;
}

/** The same for programs. */
export function upgradeJson(report: UpgradeReport): string {
  const files = report.files.map(({ path, accepts, changes }) => ({
    path,
    ...(accepts ? { keepalived: Object.fromEntries([...accepts].map(([target, value]) => [target, { accepts: value }])) } : {}),
    changes: changes.map(({ diagnostic, targets }) => ({
      targets,
      rule: diagnostic.rule,
      severity: diagnostic.severity,
      message: diagnostic.message,
      ...regionOf(diagnostic.place),
      reportedByKeepalived: diagnostic.reportedByKeepalived,
    })),
  }));
  return `${JSON.stringify({ version: 1, targets: report.targets, files, breaks: report.breaks }, undefined, 2)}\n`;
}
