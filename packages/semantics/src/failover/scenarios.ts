import { explore, type World } from './choices.ts';
import { describeGuesses } from './guess.ts';
import { diverged, judge, verdictOrder, type VerdictId } from './verdicts.ts';
import { keysOf, rostersOf, type Roster } from './roster.ts';
import { Simulation, type Ties } from './simulation.ts';
import type { FailoverCluster, Scenario } from './model.ts';

/** What the cluster looks like after a scenario. */
export interface ScenarioResult {
  readonly name: string;
  /** The nodes that are master of each cluster instance, sorted; what cannot be decided is missing. */
  readonly masters: ReadonlyMap<string, readonly string[]>;
  readonly undecidable: readonly string[];
  readonly verdicts: readonly VerdictId[];
  /** For each cluster instance that cannot be decided: the values that nobody knows. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
}

/** State of one election after one step, in one world. */
interface Step {
  readonly masters: readonly string[];
  readonly flapping: boolean;
  readonly verdict: VerdictId | undefined;
}

/** All steps of a part of the cluster: the start and then one per scenario, each with one entry per election. */
type Course = readonly (readonly Step[])[];

/**
 * Plays scenarios one after another; each starts from where the last one ended. All daemons start together, nothing broken.
 * Every world that the unknown values allow is played, and only what is the same in all of them is told.
 *
 * @param ties `any` takes equal timers for a race that anybody can win, so that what depends on it is undecidable
 */
export function simulate(cluster: FailoverCluster, scenarios: readonly Scenario[], ties: Ties = 'together'): ScenarioResult[] {
  const played = rostersOf(cluster).map((roster) => ({ roster, worlds: explore((choices) => course(new Simulation(roster, choices, ties), scenarios)) }));
  const keys = keysOf(cluster);
  const healthy = merge(played, 0).masters;
  return scenarios.map((scenario, at) => {
    const { masters, undecidable, verdicts, missing } = merge(played, at + 1);
    if (diverged(healthy, masters).length > 0) verdicts.add('failover/instances-diverge');
    return { name: scenario.name, masters, undecidable: keys.filter((key) => undecidable.includes(key)), verdicts: verdictOrder.filter((id) => verdicts.has(id)), missing };
  });
}

function course(simulation: Simulation, scenarios: readonly Scenario[]): Course {
  const { elections, units } = simulation.roster;
  const started = simulation.start();
  const steps = [elections.map((_, election) => ({ masters: simulation.mastersOf(election), flapping: started.flapping, verdict: undefined }))] as Step[][];
  for (const { faults } of scenarios) {
    const previous = units.filter((unit) => simulation.masters[unit.index]);
    const { flapping } = simulation.apply(faults);
    steps.push(elections.map((_, election) => {
      const members = previous.filter((unit) => unit.election === election).map((unit) => unit.index);
      return { masters: simulation.mastersOf(election), flapping, verdict: judge(simulation, election, members, faults, flapping) };
    }));
  }
  return steps;
}

interface Played {
  readonly roster: Roster;
  readonly worlds: readonly World<Course>[] | undefined;
}

interface Merged {
  readonly masters: Map<string, readonly string[]>;
  readonly undecidable: string[];
  readonly verdicts: Set<VerdictId>;
  readonly missing: Map<string, readonly string[]>;
}

/** What all worlds agree on after one step. */
function merge(played: readonly Played[], step: number): Merged {
  const merged: Merged = { masters: new Map(), undecidable: [], verdicts: new Set(), missing: new Map() };
  for (const { roster, worlds } of played) {
    roster.elections.forEach(({ key }, position) => {
      const states = worlds?.map((world) => world.result[step]?.[position]) ?? [];
      const [first] = states;
      const same = first !== undefined && states.every((state) => state !== undefined && !state.flapping && state.masters.join() === first.masters.join());
      if (same) merged.masters.set(key, first.masters);
      else {
        merged.undecidable.push(key);
        merged.missing.set(key, describeGuesses(roster, worlds));
      }
      if (first?.verdict !== undefined && states.every((state) => state?.verdict === first.verdict)) merged.verdicts.add(first.verdict);
    });
  }
  return merged;
}
