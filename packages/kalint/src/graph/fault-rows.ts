import type { Severity } from '../diagnostic.ts';
import type { TopologyCluster, TopologyVerdict } from './topology.ts';
import { secondsText } from './words.ts';

/** What one fault does to the instances to which it does the same. */
export interface FaultRow {
  readonly phrase: string;
  readonly instances: readonly string[];
  readonly masters: string;
  /** The masters are known. */
  readonly decided: boolean;
  readonly after: string;
  readonly why: string;
  readonly verdicts: readonly string[];
  /** The worst of the verdicts. */
  readonly severity: Severity | undefined;
}

/** The table of a cluster, a fault at a time in the order of the analysis. */
export function faultRows({ instances }: TopologyCluster): readonly FaultRow[] {
  const byFault = new Map<string, Map<string, FaultRow & { readonly instances: string[] }>>();
  for (const { name, faults } of instances) {
    for (const { phrase, masters, takeoverSeconds, explanation, verdicts } of faults) {
      const rows = byFault.get(phrase) ?? new Map<string, FaultRow & { readonly instances: string[] }>();
      byFault.set(phrase, rows);
      const row = {
        phrase, instances: [name], decided: masters !== null,
        masters: masters === null ? 'undecided' : masters.length === 0 ? 'none' : masters.join(' + '),
        after: secondsText(takeoverSeconds), why: explanation, verdicts: verdicts.map(({ rule }) => rule), severity: worst(verdicts),
      };
      const key = JSON.stringify({ ...row, instances: [] });
      const same = rows.get(key);
      if (same) same.instances.push(name);
      else rows.set(key, row);
    }
  }
  return [...byFault.values()].flatMap((rows) => [...rows.values()]);
}

function worst(verdicts: readonly TopologyVerdict[]): Severity | undefined {
  return (['error', 'warning', 'info'] as const).find((severity) => verdicts.some((each) => each.severity === severity));
}
