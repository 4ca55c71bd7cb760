import type { FailoverReport, ReportedInstance } from './failover-report.ts';
import { severityOf } from './failover-text.ts';
import { faultsPhrase, mastersPhrase, type FailoverWords } from './failover-words.ts';

/** A chart for each cluster instance: from the healthy master to where each fault leads. */
export default function mermaid(report: FailoverReport, words: FailoverWords): string {
  const lines = ['flowchart LR', '  classDef good fill:#d8f0dc,stroke:#2c7a3f,color:#12331b', '  classDef bad fill:#fbdcdc,stroke:#b3261e,color:#4a0d0a', '  classDef warn fill:#fdf0cf,stroke:#a06a00,color:#3d2900'];
  let number = 0;
  for (const cluster of report.clusters) {
    for (const instance of cluster.instances) lines.push(...chart(`i${number++}`, report.clusters.length > 1 ? `${cluster.name}: ${instance.name}` : instance.name, instance, words));
  }
  return `${lines.join('\n')}\n`;
}

function chart(id: string, title: string, { analysis, addresses }: ReportedInstance, words: FailoverWords): readonly string[] {
  const lines = [`  subgraph ${id}["${label([title, ...addresses].join(' '))}"]`, `    ${id}h(["${label(words.allIsWell(mastersPhrase(analysis.healthy, words)))}"]):::${analysis.verdicts.length > 0 ? 'bad' : 'good'}`];
  const outcomes = new Map<string, { masters: string; verdicts: readonly string[]; faults: string[] }>();
  for (const result of analysis.faults) {
    const masters = mastersPhrase(result.masters, words);
    const key = `${masters} ${result.verdicts.join(' ')}`;
    const known = outcomes.get(key);
    if (known) known.faults.push(faultsPhrase(result, words));
    else outcomes.set(key, { masters, verdicts: result.verdicts, faults: [faultsPhrase(result, words)] });
  }
  let number = 0;
  for (const { masters, verdicts, faults } of outcomes.values()) {
    const node = `${id}f${number++}`;
    const style = verdicts.some((verdict) => severityOf(verdict) === 'error') ? 'bad' : verdicts.length > 0 ? 'warn' : 'good';
    lines.push(`    ${node}["${[masters, ...verdicts].map(label).join('<br/>')}"]:::${style}`, `    ${id}h -->|"${faults.map(label).join('<br/>')}"| ${node}`);
  }
  return [...lines, '  end'];
}

/** Inside quotes mermaid wants entities for what would end or begin something. */
function label(text: string): string {
  return text.replace(/[#"<>&;|`\\]/g, (character) => `#${character.codePointAt(0) ?? 32};`).replace(/\s+/g, ' ');
}
