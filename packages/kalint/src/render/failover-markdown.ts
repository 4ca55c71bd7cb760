import { formatVersion } from '@kaconf/semantics';
import { faultsPhrase, mastersPhrase, type FailoverReport } from './failover-report.ts';

/** For a wiki or a pull request. */
export default function markdown(report: FailoverReport): string {
  const lines: string[] = [];
  for (const cluster of report.clusters) {
    lines.push(`## ${cell(cluster.name)}`, '', `keepalived ${formatVersion(report.target)}`, '');
    for (const { name, addresses, vrid, analysis } of cluster.instances) {
      const about = [...addresses, ...(vrid === undefined ? [] : [`virtual router ${vrid}`])].join(', ');
      lines.push(`### ${cell(name)}`, '', about, '', `All is well: **${cell(analysis.startOrder ? 'depends on the start order' : mastersPhrase(analysis.healthy))}**`, '');
      for (const { node, script, address } of analysis.selfInduced) lines.push(`- script ${cell(script)} on ${cell(node)} asks for ${address}, which only the master has (failover/flapping)`, '');
      lines.push('| what fails | master | after | why | verdict |', '|---|---|---|---|---|');
      for (const result of analysis.faults) {
        const after = result.takeoverSeconds === undefined ? '' : `${result.takeoverSeconds.toFixed(1)} s`;
        lines.push(`| ${[faultsPhrase(result), mastersPhrase(result.masters), after, result.text, result.verdicts.join(', ')].map(cell).join(' | ')} |`);
      }
      lines.push('');
    }
  }
  if (report.clusters.length === 0) lines.push('No nodes of one cluster among these files.', '');
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Text of the files must not end a cell or mark anything up. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');
}
