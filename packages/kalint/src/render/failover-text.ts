import { formatVersion } from '@kaconf/semantics';
import picocolors from 'picocolors';
import { rules } from '../rules/index.ts';
import { verdictsOf, type FailoverReport, type ReportedInstance } from './failover-report.ts';
import { faultsPhrase, mastersPhrase, type FailoverWords } from './failover-words.ts';
import { cells, visible } from './terminal-text.ts';

type Paint = ReturnType<typeof picocolors.createColors>;

/** For people: a table for each cluster instance. */
export default function text(report: FailoverReport, words: FailoverWords, colour: boolean): string {
  const paint = picocolors.createColors(colour);
  const lines: string[] = [];
  for (const cluster of report.clusters) {
    lines.push(paint.bold(`${visible(cluster.name)}`) + paint.dim(`  keepalived ${formatVersion(report.target)}`), '');
    for (const instance of cluster.instances) lines.push(...instanceLines(instance, words, paint), '');
  }
  if (report.clusters.length === 0) lines.push(words.noCluster, '');
  if (report.alone.length > 0) lines.push(words.alone(report.alone.map(visible)), '');
  lines.push(summary(report, words, paint));
  return `${lines.join('\n')}\n`;
}

function instanceLines(instance: ReportedInstance, words: FailoverWords, paint: Paint): readonly string[] {
  const { analysis } = instance;
  const about = [instance.addresses.map(visible).join(words.comma), instance.vrid === undefined ? '' : words.virtualRouter(instance.vrid)].filter((part) => part !== '').join(words.comma);
  const rows = analysis.faults.map((result) => [
    visible(faultsPhrase(result, words)),
    visible(mastersPhrase(result.masters, words)),
    result.takeoverSeconds === undefined ? '' : words.seconds(result.takeoverSeconds),
    visible(words.explanation(result.explanation)),
    result.verdicts,
  ] as const);
  const head = words.columns.slice(0, 4);
  const widths = [0, 1, 2].map((column) => Math.max(cells(head[column] ?? ''), ...rows.map((row) => cells(String(row[column as 0 | 1 | 2])))));
  const pad = (value: string, column: number): string => value + ' '.repeat(Math.max(0, (widths[column] ?? 0) - cells(value)));
  return [
    `  ${paint.bold(visible(instance.name))}  ${paint.dim(about)}`,
    `  ${words.allIsWell(healthy(instance, words, paint))}`,
    ...analysis.selfInduced.map(({ node, script, address }) => `  ${paint.yellow(words.selfInduced(visible(script), visible(node), address))}  ${paint.dim('failover/flapping')}`),
    `    ${paint.dim(head.map(pad).join('  ').trimEnd())}`,
    ...rows.map(([fault, master, after, why, verdicts]) => {
      const bad = verdicts.some((id) => severityOf(id) === 'error');
      const mark = verdicts.length === 0 ? ' ' : bad ? paint.red('✖') : paint.yellow('⚠');
      const line = `${pad(fault, 0)}  ${pad(master, 1)}  ${pad(after, 2)}  ${why}`.trimEnd();
      return `  ${mark} ${line}${verdicts.length === 0 ? '' : `  ${paint.dim(verdicts.join(', '))}`}`;
    }),
  ];
}

function healthy({ analysis }: ReportedInstance, words: FailoverWords, paint: Paint): string {
  const masters = mastersPhrase(analysis.healthy, words);
  if (analysis.startOrder) return words.startOrder;
  if (analysis.healthy === undefined) return words.notKnown(analysis.missing.map(visible));
  const assumed = analysis.assumedOrder ? words.assumedOrder : '';
  const verdicts = analysis.verdicts.filter((id) => id !== 'failover/flapping');
  return `${verdicts.length > 0 ? paint.red(visible(masters)) : visible(masters)}${assumed}${verdicts.length > 0 ? `  ${paint.dim(verdicts.join(', '))}` : ''}`;
}

function summary(report: FailoverReport, words: FailoverWords, paint: Paint): string {
  const instances = report.clusters.flatMap((cluster) => cluster.instances);
  const faults = instances.reduce((sum, instance) => sum + instance.analysis.faults.length, 0);
  const verdicts = [...new Set(instances.flatMap(verdictsOf))];
  const scope = words.scope(instances.length, faults);
  if (verdicts.length === 0) return `${paint.green('✔')} ${words.clean(scope)}`;
  const bad = verdicts.some((id) => severityOf(id) === 'error');
  return `${bad ? paint.red('✖') : paint.yellow('⚠')} ${verdicts.join(', ')}  ${paint.dim(scope)}`;
}

/** How serious a verdict is: as the rule of that name. */
export function severityOf(verdict: string): string | undefined {
  return rules.all.find((rule) => rule.id === verdict)?.severity;
}
