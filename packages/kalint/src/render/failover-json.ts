import { formatVersion } from '@kaconf/semantics';
import type { FailoverReport } from './failover-report.ts';

/** For programs; what cannot be known is null. */
export default function json(report: FailoverReport): string {
  return `${JSON.stringify(
    {
      version: 1,
      target: formatVersion(report.target),
      clusters: report.clusters.map((cluster) => ({
        name: cluster.name,
        instances: cluster.instances.map(({ name, analysis }) => ({
          name,
          healthy: analysis.healthy ?? null,
          verdicts: analysis.verdicts,
          missing: analysis.missing,
          faults: analysis.faults.map((result) => ({
            faults: result.faults,
            masters: result.masters ?? null,
            takeoverSeconds: result.takeoverSeconds ?? null,
            explanation: result.text,
            verdicts: result.verdicts,
          })),
        })),
      })),
    },
    undefined,
    2,
  )}\n`;
}
