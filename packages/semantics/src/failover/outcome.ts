import { explore, exploreFrom, type Beginning, type Knowledge, type World } from './choices.ts';
import { brokenObject } from './conditions.ts';
import { explain, inWords, type Explanation } from './explain.ts';
import { recoveryOf, type FaultSet } from './faults.ts';
import { describeGuesses } from './guess.ts';
import type { Roster } from './roster.ts';
import { isRace } from './settle.ts';
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
  /** Masters after everything has been repaired; undefined where that was not played (pairs never are) or cannot be decided. */
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

/** How a part of a cluster starts, in every world; undefined where there are too many. */
export type Start = readonly Beginning<Simulation>[] | undefined;

export function startOf(roster: Roster): Start {
  const worlds = explore((choices) => {
    const simulation = new Simulation(roster, choices, 'any');
    simulation.start();
    return simulation;
  });
  return worlds?.map((world) => ({ ...world, key: worlds.length === 1 ? '' : `${world.result.memory} ${lasting(world.knowledge)}` }));
}

/** What may be asked for again after the start: who won a race plays no role any more. */
function lasting(knowledge: Knowledge): string {
  return [...knowledge].filter(([quantity]) => !isRace(quantity)).map(([quantity, { low, high }]) => `${quantity} ${low} ${high}`).sort().join('\n');
}

/** Whether nothing had to be guessed. */
export function isCertain(worlds: readonly World<unknown>[] | undefined): boolean {
  return worlds?.length === 1 && worlds[0]?.guessed.length === 0;
}

export function healthyState(roster: Roster, start: Start, election: number): HealthyState {
  const all = start?.map((world) => world.result.mastersOf(election)) ?? [];
  const [first] = all;
  if (!first || all.some((masters) => masters.join() !== first.join())) {
    const missing = describeGuesses(roster, start);
    return { healthy: undefined, startOrder: missing.includes('start order'), missing, verdicts: [] };
  }
  const verdicts: VerdictId[] = first.length > 1 ? ['failover/split-brain'] : first.length === 0 ? ['failover/no-master'] : [];
  return { healthy: first, startOrder: false, missing: [], verdicts };
}

export interface PlayOptions {
  /** A takeover that takes longer is slow, in seconds. */
  readonly slowAfter: number;
  readonly repairs: boolean;
}

/** What a set of faults does to the elections of a part that feel it, and whether anything had to be guessed for that. */
export function outcomes(roster: Roster, start: Start, set: FaultSet, elections: readonly number[], { slowAfter, repairs }: PlayOptions): { results: FaultResult[]; certain: boolean } {
  const worlds = exploreFrom(start, (simulation, choices) => play(simulation.fork(choices, 'together'), set, elections, repairs && set.kind !== 'pair'));
  const certain = isCertain(worlds);
  const missing = certain ? [] : describeGuesses(roster, worlds);
  return { results: elections.map((election, at) => combine(roster, set, { worlds, missing, at, election }, slowAfter)), certain };
}

/** Plays one set of faults in one world, and its repair where that is asked for. */
function play(simulation: Simulation, set: FaultSet, elections: readonly number[], repair: boolean): Snapshot[] {
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
  if (!repair) return after;
  // Where no master changed and every daemon went on, the repair leads back to the state from which this started.
  const unmoved = since.size === 0 && !flapping && set.faults.every((fault) => brokenObject(0, fault) !== undefined) && after.every((state, at) => state.masters.join() === before[at]?.names.join());
  if (!unmoved) simulation.apply(recoveryOf(roster.cluster, set.faults));
  return after.map((state, at) => ({ ...state, recovered: simulation.mastersOf(elections[at] ?? 0) }));
}

/** One election in all worlds. */
interface Played {
  readonly worlds: readonly World<readonly Snapshot[]>[] | undefined;
  /** What had to be guessed. */
  readonly missing: readonly string[];
  /** Position among those that were played. */
  readonly at: number;
  readonly election: number;
}

/** What all worlds agree on. */
function combine(roster: Roster, set: FaultSet, { worlds, missing, at, election }: Played, slowAfter: number): FaultResult {
  const states = worlds?.map((world) => world.result[at]).filter((state) => state !== undefined) ?? [];
  const [first] = states;
  const alone = states.length === 1;
  const agree = (value: (state: Snapshot) => Comparable): boolean => first !== undefined && (alone || states.every((state) => equal(value(state), value(first))));
  const decided = first !== undefined && agree((state) => state.masters) && agree((state) => state.settled) && first.settled;
  const flapping = first !== undefined && states.every((state) => !state.settled);
  const explanation = decided ? first.explanation : undecided(missing, flapping);
  const seconds = decided && agree((state) => state.seconds) ? first.seconds : undefined;
  const verdicts: VerdictId[] = first?.verdict !== undefined && agree((state) => state.verdict) ? [first.verdict] : [];
  if (seconds !== undefined && seconds > slowAfter) verdicts.push('failover/slow-takeover');
  const recovered = first !== undefined && agree((state) => state.recovered) ? first.recovered : undefined;
  const members = roster.elections[election]?.units ?? [];
  const home = first !== undefined && agree((state) => state.healthy) ? first.healthy : undefined;
  const returned = decided && home !== undefined && recovered !== undefined && first.masters.join() !== home.join() && recovered.join() === home.join();
  return {
    kind: set.kind, faults: set.faults, masters: decided ? first.masters : undefined, takeoverSeconds: seconds,
    explanation,
    // Only reports want it.
    get text() { return inWords(explanation); },
    verdicts, recovered, apartFrom: [],
    returnsInSpiteOfNopreempt: returned && first.masters.length > 0 && members.some((index) => roster.units[index]?.instance.nopreempt === true),
  };
}

type Comparable = string | number | boolean | readonly string[] | undefined;

function equal(a: Comparable, b: Comparable): boolean {
  if (a === b || typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function undecided(missing: readonly string[], flapping: boolean): Explanation {
  return { arithmetic: '', outcome: 'open', reason: flapping ? 'flapping' : 'unknown', detail: missing.join(', '), nodes: [] };
}
