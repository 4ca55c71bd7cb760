import { formatVersion } from '@kaconf/semantics';
import picocolors from 'picocolors';
import { rules } from '../rules/index.ts';
import { faultsPhrase, mastersPhrase, verdictsOf, type FailoverReport, type ReportedInstance } from './failover-report.ts';
import { cells, visible } from './terminal-text.ts';

type Paint = ReturnType<typeof picocolors.createColors>;

/** For people: a table for each cluster instance. */
export default function text(report: FailoverReport, colour: boolean): string {
  const paint = picocolors.createColors(colour);
  const lines: string[] = [];
  for (const cluster of report.clusters) {
    lines.push(paint.bold(`${visible(cluster.name)}`) + paint.dim(`  keepalived ${formatVersion(report.target)}`), '');
    for (const instance of cluster.instances) lines.push(...instanceLines(instance, paint), '');
  }
  if (report.clusters.length === 0) lines.push('No nodes of one cluster among these files.', '');
  if (report.alone.length > 0) lines.push(`Not in a cluster: ${report.alone.map(visible).join(', ')}`, '');
  lines.push(summary(report, paint));
  return `${lines.join('\n')}\n`;
}

function instanceLines(instance: ReportedInstance, paint: Paint): readonly string[] {
  const { analysis } = instance;
  const about = [instance.addresses.map(visible).join(', '), instance.vrid === undefined ? '' : `virtual router ${instance.vrid}`].filter((part) => part !== '').join(', ');
  const rows = analysis.faults.map((result) => [
    visible(faultsPhrase(result)),
    visible(mastersPhrase(result.masters)),
    result.takeoverSeconds === undefined ? '' : `${result.takeoverSeconds.toFixed(1)} s`,
    visible(result.text),
    result.verdicts,
  ] as const);
  const head = ['what fails', 'master', 'after', 'why'] as const;
  const widths = [0, 1, 2].map((column) => Math.max(cells(head[column] ?? ''), ...rows.map((row) => cells(String(row[column as 0 | 1 | 2])))));
  const pad = (value: string, column: number): string => value + ' '.repeat(Math.max(0, (widths[column] ?? 0) - cells(value)));
  return [
    `  ${paint.bold(visible(instance.name))}  ${paint.dim(about)}`,
    `  all is well: ${healthy(instance, paint)}`,
    ...analysis.selfInduced.map(({ node, script, address }) => `  ${paint.yellow(`script ${visible(script)} on ${visible(node)} asks for ${address}, which only the master has`)}  ${paint.dim('failover/flapping')}`),
    `    ${paint.dim(head.map(pad).join('  ').trimEnd())}`,
    ...rows.map(([fault, master, after, why, verdicts]) => {
      const bad = verdicts.some((id) => severityOf(id) === 'error');
      const mark = verdicts.length === 0 ? ' ' : bad ? paint.red('✖') : paint.yellow('⚠');
      const line = `${pad(fault, 0)}  ${pad(master, 1)}  ${pad(after, 2)}  ${why}`.trimEnd();
      return `  ${mark} ${line}${verdicts.length === 0 ? '' : `  ${paint.dim(verdicts.join(', '))}`}`;
    }),
  ];
}

function healthy({ analysis }: ReportedInstance, paint: Paint): string {
  const masters = mastersPhrase(analysis.healthy);
  if (analysis.startOrder) return 'depends on the start order: the priorities are equal';
  if (analysis.healthy === undefined) return `cannot be decided (${visible(analysis.missing.join(', '))} not known)`;
  const assumed = analysis.assumedOrder ? ' (priorities are not known: taken to be distinct, in the order of the files)' : '';
  const verdicts = analysis.verdicts.filter((id) => id !== 'failover/flapping');
  return `${verdicts.length > 0 ? paint.red(visible(masters)) : visible(masters)}${assumed}${verdicts.length > 0 ? `  ${paint.dim(verdicts.join(', '))}` : ''}`;
}

function summary(report: FailoverReport, paint: Paint): string {
  const instances = report.clusters.flatMap((cluster) => cluster.instances);
  const faults = instances.reduce((sum, instance) => sum + instance.analysis.faults.length, 0);
  const verdicts = [...new Set(instances.flatMap(verdictsOf))];
  const scope = `${instances.length} ${instances.length === 1 ? 'instance' : 'instances'}, ${faults} ${faults === 1 ? 'case' : 'cases'}`;
  if (verdicts.length === 0) return `${paint.green('✔')} nothing to report (${scope})`;
  const bad = verdicts.some((id) => severityOf(id) === 'error');
  return `${bad ? paint.red('✖') : paint.yellow('⚠')} ${verdicts.join(', ')}  ${paint.dim(scope)}`;
}

/** How serious a verdict is: as the rule of that name. */
export function severityOf(verdict: string): string | undefined {
  return rules.all.find((rule) => rule.id === verdict)?.severity;
}
