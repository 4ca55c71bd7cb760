/**
 * Who is master of which address, and what a failure changes: the election of keepalived on plain data.
 * It knows nothing of configuration files; `cluster.ts` translates them into {@link FailoverCluster}.
 */
export * from './failover/model.ts';
export { simulate, type ScenarioResult } from './failover/scenarios.ts';
export { analyse, type AnalyseOptions, type InstanceAnalysis } from './failover/analyse.ts';
export type { FaultResult, HealthyState } from './failover/outcome.ts';
export { inWords, type Explanation, type Reason } from './failover/explain.ts';
export { verdictOrder, type VerdictId } from './failover/verdicts.ts';
