import { formatVersion } from '@kaconf/semantics';
import type { FailoverReport } from './failover-report.ts';
import { faultsPhrase, mastersPhrase, type FailoverWords } from './failover-words.ts';

/** For a wiki or a pull request. */
export default function markdown(report: FailoverReport, words: FailoverWords): string {
  const lines: string[] = [];
  for (const cluster of report.clusters) {
    lines.push(`## ${cell(cluster.name)}`, '', `keepalived ${formatVersion(report.target)}`, '');
    for (const { name, addresses, vrid, analysis } of cluster.instances) {
      const about = [...addresses, ...(vrid === undefined ? [] : [words.virtualRouter(vrid)])].join(words.comma);
      lines.push(`### ${cell(name)}`, '', about, '', capitalised(words.allIsWell(`**${cell(analysis.startOrder ? words.startOrder : mastersPhrase(analysis.healthy, words))}**`)), '');
      for (const { node, script, address } of analysis.selfInduced) lines.push(`- ${words.selfInduced(cell(script), cell(node), address)} (failover/flapping)`, '');
      lines.push(`| ${words.columns.join(' | ')} |`, '|---|---|---|---|---|');
      for (const result of analysis.faults) {
        const after = result.takeoverSeconds === undefined ? '' : words.seconds(result.takeoverSeconds);
        lines.push(`| ${[faultsPhrase(result, words), mastersPhrase(result.masters, words), after, words.explanation(result.explanation), result.verdicts.join(', ')].map(cell).join(' | ')} |`);
      }
      lines.push('');
    }
  }
  if (report.clusters.length === 0) lines.push(words.noCluster, '');
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Text of the files must not end a cell or mark anything up. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
