import type { Experiment } from './experiment.ts';
import type { Observation } from './laboratory.ts';
import type { Prediction } from './predict.ts';

/** One cluster instance after one scenario. */
export interface Comparison {
  readonly scenario: string;
  readonly instance: string;
  readonly predicted: readonly string[] | undefined;
  readonly observed: readonly string[];
  /** `race`: the daemons' timers run out together, so that anybody may win; `open`: nothing was predicted. */
  readonly outcome: 'same' | 'different' | 'race' | 'open';
}

/** Sets what was predicted against what the daemons did. */
export function compare(experiment: Experiment, predicted: Prediction, certain: Prediction, observed: readonly Observation[]): Comparison[] {
  return experiment.scenarios.flatMap((scenario, at) => Object.entries(observed[at] ?? {}).map(([instance, holders]) => {
    const said = predicted[at]?.masters[instance];
    const same = said?.join() === [...holders].sort().join();
    const outcome = said === undefined ? 'open' : same ? 'same' : certain[at]?.masters[instance] === undefined ? 'race' : 'different';
    return { scenario: scenario.name, instance, predicted: said, observed: holders, outcome };
  }));
}

export interface Figures {
  clusters: number;
  events: number;
  comparisons: number;
  same: number;
  different: number;
  race: number;
  open: number;
  /** Clusters that had to be played again because the first time did not agree. */
  repeated: number;
}

export function count(figures: Figures, experiment: Experiment, comparisons: readonly Comparison[]): void {
  figures.clusters += 1;
  figures.events += experiment.scenarios.reduce((sum, scenario) => sum + scenario.faults.length, 0);
  figures.comparisons += comparisons.length;
  for (const { outcome } of comparisons) figures[outcome] += 1;
}
