import { explore, type Choices, type World } from './choices.ts';
import { brokenObject } from './conditions.ts';
import { explain, inWords, type Explanation } from './explain.ts';
import { recoveryOf, type FaultSet } from './faults.ts';
import { describeGuess } from './guess.ts';
import type { Roster } from './roster.ts';
import { Simulation } from './simulation.ts';
import { inSeconds } from './timing.ts';
import { judge, type VerdictId } from './verdicts.ts';
import type { Fault } from './model.ts';

/** What a set of faults does to one cluster instance. */
export interface FaultResult {
  readonly kind: FaultSet['kind'];
  readonly faults: readonly Fault[];
  /** Undefined when it cannot be decided. */
  readonly masters: readonly string[] | undefined;
  /** Seconds until the new master has taken over, at the worst; undefined when nobody does or it cannot be known. */
  readonly takeoverSeconds: number | undefined;
  readonly explanation: Explanation;
  readonly text: string;
  readonly verdicts: readonly VerdictId[];
  /** Masters after everything has been repaired; not asked for pairs. */
  readonly recovered: readonly string[] | undefined;
  /** The repair moves the addresses back although a member has nopreempt. */
  readonly returnsInSpiteOfNopreempt: boolean;
  /** Instances that were with this one and are on another node now. */
  readonly apartFrom: readonly string[];
}

/** How an instance fares while all is well. */
export interface HealthyState {
  /** Undefined when it cannot be decided. */
  readonly healthy: readonly string[] | undefined;
  /** The priorities are equal: who is master depends on which daemon was started first. */
  readonly startOrder: boolean;
  /** Values that nobody knows and on which the healthy state depends. */
  readonly missing: readonly string[];
  /** Verdicts on the healthy state. */
  readonly verdicts: readonly VerdictId[];
}

interface Snapshot {
  readonly healthy: readonly string[];
  readonly masters: readonly string[];
  /** Undefined when it was not asked for. */
  readonly recovered: readonly string[] | undefined;
  readonly settled: boolean;
  readonly verdict: VerdictId | undefined;
  readonly seconds: number | undefined;
  readonly explanation: Explanation;
}

/** How a part starts: one known course to go on from, or the way to play it in every world. */
export interface Start {
  readonly worlds: readonly World<Simulation>[] | undefined;
  readonly begin: (choices: Choices) => Simulation;
  /** Nothing had to be guessed. */
  readonly certain: boolean;
}

export function startOf(roster: Roster): Start {
  const fresh = (choices: Choices): Simulation => {
    const simulation = new Simulation(roster, choices, 'any');
    simulation.start();
    return simulation;
  };
  const worlds = explore(fresh);
  const [only] = worlds ?? [];
  const certain = worlds?.length === 1 && only?.guessed.length === 0 ? only.result : undefined;
  return { worlds, certain: certain !== undefined, begin: (choices) => (certain ?? fresh(choices)).fork(choices, 'together') };
}

export function healthyState(roster: Roster, start: Start, election: number): HealthyState {
  const all = start.worlds?.map((world) => world.result.mastersOf(election)) ?? [];
  const [first] = all;
  const missing = [...new Set(start.worlds?.flatMap((world) => world.guessed) ?? [])].map((guess) => describeGuess(roster, guess));
  if (!first || all.some((masters) => masters.join() !== first.join())) {
    return { healthy: undefined, startOrder: missing.includes('start order'), missing, verdicts: [] };
  }
  const verdicts: VerdictId[] = first.length > 1 ? ['failover/split-brain'] : first.length === 0 ? ['failover/no-master'] : [];
  return { healthy: first, startOrder: false, missing: [], verdicts };
}

/** What a set of faults does to the elections of a part that feel it, and whether anything had to be guessed for that. */
export function outcomes(roster: Roster, start: Start, set: FaultSet, elections: readonly number[], slowAfter: number): { results: FaultResult[]; certain: boolean } {
  const worlds = explore((choices) => play(start, choices, set, elections));
  return {
    results: elections.map((election, at) => combine(roster, set, worlds, { at, election }, slowAfter)),
    certain: worlds?.length === 1 && worlds[0]?.guessed.length === 0,
  };
}

/** Plays one set of faults and its repair in one world. */
function play(start: Start, choices: Choices, set: FaultSet, elections: readonly number[]): Snapshot[] {
  const simulation = start.begin(choices);
  const { roster } = simulation;
  const before = elections.map((election) => ({ names: simulation.mastersOf(election), units: (roster.elections[election]?.units ?? []).filter((index) => simulation.masters[index]) }));
  const { flapping, since } = simulation.apply(set.faults);
  const { detection } = set;
  const after = elections.map((election, at): Snapshot => {
    const previous = before[at]?.units ?? [];
    const taken = (roster.elections[election]?.units ?? []).filter((index) => simulation.masters[index] && !previous.includes(index)).map((index) => since.get(index));
    const known = taken.length > 0 && detection !== undefined && taken.every((moment) => moment !== undefined);
    return {
      healthy: before[at]?.names ?? [], masters: simulation.mastersOf(election), settled: !flapping, recovered: undefined,
      verdict: judge(simulation, election, previous, set.faults, flapping),
      seconds: known ? inSeconds(Math.max(...taken.map((moment) => moment ?? 0)) + detection * 1_000_000) : undefined,
      explanation: explain(simulation, election, previous, set.faults),
    };
  });
  // Where no master changed and every daemon went on, the repair leads back to the state from which this started.
  const unmoved = set.kind !== 'pair' && since.size === 0 && !flapping && set.faults.every((fault) => brokenObject(0, fault) !== undefined) && after.every((state, at) => state.masters.join() === before[at]?.names.join());
  if (set.kind === 'pair') return after;
  if (!unmoved) simulation.apply(recoveryOf(roster.cluster, set.faults));
  return after.map((state, at) => ({ ...state, recovered: simulation.mastersOf(elections[at] ?? 0) }));
}

/** What all worlds agree on. */
function combine(roster: Roster, set: FaultSet, worlds: readonly World<readonly Snapshot[]>[] | undefined, { at, election }: { at: number; election: number }, slowAfter: number): FaultResult {
  const states = worlds?.map((world) => world.result[at]).filter((state) => state !== undefined) ?? [];
  const [first] = states;
  const alone = states.length === 1;
  const agree = <T>(value: (state: Snapshot) => T): boolean => first !== undefined && (alone || states.every((state) => JSON.stringify(value(state)) === JSON.stringify(value(first))));
  const decided = first !== undefined && agree((state) => [state.masters, state.settled]) && first.settled;
  const flapping = first !== undefined && states.every((state) => !state.settled);
  const explanation = decided ? first.explanation : undecided(roster, worlds, flapping);
  const seconds = decided && agree((state) => state.seconds) ? first.seconds : undefined;
  const verdicts: VerdictId[] = first?.verdict !== undefined && agree((state) => state.verdict) ? [first.verdict] : [];
  if (seconds !== undefined && seconds > slowAfter) verdicts.push('failover/slow-takeover');
  const recovered = first !== undefined && agree((state) => state.recovered) ? first.recovered : undefined;
  const members = roster.elections[election]?.units ?? [];
  const home = first !== undefined && agree((state) => state.healthy) ? first.healthy : undefined;
  const returned = decided && home !== undefined && recovered !== undefined && first.masters.join() !== home.join() && recovered.join() === home.join();
  return {
    kind: set.kind, faults: set.faults, masters: decided ? first.masters : undefined, takeoverSeconds: seconds,
    explanation, text: inWords(explanation), verdicts, recovered, apartFrom: [],
    returnsInSpiteOfNopreempt: returned && first.masters.length > 0 && members.some((index) => roster.units[index]?.instance.nopreempt === true),
  };
}

function undecided(roster: Roster, worlds: readonly World<unknown>[] | undefined, flapping: boolean): Explanation {
  const missing = [...new Set(worlds?.flatMap((world) => world.guessed) ?? [])].map((guess) => describeGuess(roster, guess));
  return { arithmetic: '', outcome: 'open', reason: flapping ? 'flapping' : 'unknown', detail: missing.join(', '), nodes: [] };
}
