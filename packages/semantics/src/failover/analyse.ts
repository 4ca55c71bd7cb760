import { explore, type Choices, type World } from './choices.ts';
import { explain, inWords, type Explanation } from './explain.ts';
import { brokenObject } from './conditions.ts';
import { concerned, possibleFaults, recoveryOf, selfInduced, type FaultSet } from './faults.ts';
import { describeGuess } from './guess.ts';
import { keysOf, rostersOf, type Roster } from './roster.ts';
import { Simulation } from './simulation.ts';
import { inSeconds } from './timing.ts';
import { diverged, judge, verdictOrder, type VerdictId } from './verdicts.ts';
import type { FailoverCluster, Fault } from './model.ts';

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
  /** Masters after everything has been repaired. */
  readonly recovered: readonly string[] | undefined;
  /** The repair moves the addresses back although a member has nopreempt. */
  readonly returnsInSpiteOfNopreempt: boolean;
  /** Instances that were with this one and are on another node now. */
  readonly apartFrom: readonly string[];
}

export interface InstanceAnalysis {
  readonly key: string;
  /** Masters while all is well; undefined when it cannot be decided. */
  readonly healthy: readonly string[] | undefined;
  /** The priorities are equal: who is master depends on which daemon was started first. */
  readonly startOrder: boolean;
  /** No priority is known; distinct ones in the order of the nodes were assumed. */
  readonly assumedOrder: boolean;
  /** Values that nobody knows and on which the healthy state depends. */
  readonly missing: readonly string[];
  /** Verdicts on the healthy state. */
  readonly verdicts: readonly VerdictId[];
  /** Checks that ask for the virtual address and so fail on every backup. */
  readonly selfInduced: readonly { readonly node: string; readonly script: string; readonly address: string }[];
  readonly faults: readonly FaultResult[];
}

export interface AnalyseOptions {
  /** How many faults at once: with 2 also pairs of script faults, up to four nodes. */
  readonly faults?: 1 | 2;
  /** A takeover that takes longer is slow, in seconds. */
  readonly slowAfter?: number;
}

interface Snapshot {
  readonly healthy: readonly string[];
  readonly masters: readonly string[];
  readonly recovered: readonly string[];
  readonly settled: boolean;
  readonly verdict: VerdictId | undefined;
  readonly seconds: number | undefined;
  readonly explanation: Explanation;
}

interface Draft extends Omit<FaultResult, 'verdicts' | 'apartFrom'> {
  readonly verdicts: VerdictId[];
  readonly apartFrom: string[];
}

/** Says for each cluster instance who is master when all is well, and after each fault. */
export function analyse(cluster: FailoverCluster, options: AnalyseOptions = {}): InstanceAnalysis[] {
  const rosters = rostersOf(cluster);
  const units = rosters.flatMap((roster) => [...roster.units]);
  const sets = possibleFaults(cluster, units, options.faults ?? 1);
  const found = new Map(rosters.flatMap((roster) => analyseOne(roster, sets, options.slowAfter ?? 10)));
  compareMasters(sets, found);
  const induced = selfInduced(units);
  return keysOf(cluster).flatMap((key) => {
    const entry = found.get(key);
    if (!entry) return [];
    const { state, drafts, assumedOrder } = entry;
    const own = induced.filter(({ unit }) => unit.instance.key === key).map(({ unit, script, address }) => ({ node: unit.owner.name, script, address }));
    const verdicts = own.length > 0 && !state.verdicts.includes('failover/flapping') ? [...state.verdicts, 'failover/flapping' as const] : state.verdicts;
    const faults = sets.map((set) => drafts.get(set)).filter((draft) => draft !== undefined);
    return [{ key, assumedOrder, ...state, verdicts, selfInduced: own, faults: faults.map((draft) => ({ ...draft, verdicts: verdictOrder.filter((id) => draft.verdicts.includes(id)) })) }];
  });
}

interface Entry {
  readonly state: ReturnType<typeof healthyState>;
  readonly drafts: ReadonlyMap<FaultSet, Draft>;
  readonly assumedOrder: boolean;
}

/** Plays the faults that concern one part of a cluster. */
function analyseOne(roster: Roster, sets: readonly FaultSet[], slowAfter: number): [string, Entry][] {
  const start = startOf(roster);
  const drafts = roster.elections.map(() => new Map<FaultSet, Draft>());
  const felt = concerned(roster);
  const nodes = new Map(roster.cluster.nodes.map((node, index) => [node.name, index]));
  for (const set of sets) {
    const touched = new Set<number>();
    for (const fault of set.faults) {
      const node = nodes.get(fault.node) ?? -1;
      for (const election of felt.get(brokenObject(node, fault) ?? String(node)) ?? []) touched.add(election);
    }
    if (touched.size === 0) continue;
    const elections = [...touched];
    const worlds = explore((choices) => play(start, choices, set, elections));
    elections.forEach((election, at) => drafts[election]?.set(set, combine(roster, set, worlds, { at, election }, slowAfter)));
  }
  return roster.elections.map(({ key, assumedOrder }, election) => [key, { state: healthyState(roster, start, election), drafts: drafts[election] ?? new Map<FaultSet, Draft>(), assumedOrder }]);
}

/** How a part starts: one known course to go on from, or the way to play it in every world. */
interface Start {
  readonly worlds: readonly World<Simulation>[] | undefined;
  readonly begin: (choices: Choices) => Simulation;
}

function startOf(roster: Roster): Start {
  const fresh = (choices: Choices): Simulation => {
    const simulation = new Simulation(roster, choices, 'any');
    simulation.start();
    return simulation;
  };
  const worlds = explore(fresh);
  const [only] = worlds ?? [];
  const certain = worlds?.length === 1 && only?.guessed.length === 0 ? only.result : undefined;
  return { worlds, begin: (choices) => (certain ?? fresh(choices)).fork(choices, 'together') };
}

function healthyState(roster: Roster, start: Start, election: number): Pick<InstanceAnalysis, 'healthy' | 'startOrder' | 'missing' | 'verdicts'> {
  const all = start.worlds?.map((world) => world.result.mastersOf(election)) ?? [];
  const [first] = all;
  const missing = [...new Set(start.worlds?.flatMap((world) => world.guessed) ?? [])].map((guess) => describeGuess(roster, guess));
  if (!first || all.some((masters) => masters.join() !== first.join())) {
    return { healthy: undefined, startOrder: missing.includes('start order'), missing, verdicts: [] };
  }
  const verdicts: VerdictId[] = first.length > 1 ? ['failover/split-brain'] : first.length === 0 ? ['failover/no-master'] : [];
  return { healthy: first, startOrder: false, missing: [], verdicts };
}

/** Plays one set of faults and its repair in one world. */
function play(start: Start, choices: Choices, set: FaultSet, elections: readonly number[]): Snapshot[] {
  const simulation = start.begin(choices);
  const { roster } = simulation;
  const before = elections.map((election) => ({ names: simulation.mastersOf(election), units: (roster.elections[election]?.units ?? []).filter((index) => simulation.masters[index]) }));
  const { flapping, since } = simulation.apply(set.faults);
  const { detection } = set;
  const after = elections.map((election, at) => {
    const previous = before[at]?.units ?? [];
    const taken = (roster.elections[election]?.units ?? []).filter((index) => simulation.masters[index] && !previous.includes(index)).map((index) => since.get(index));
    const known = taken.length > 0 && detection !== undefined && taken.every((moment) => moment !== undefined);
    return {
      masters: simulation.mastersOf(election), settled: !flapping,
      verdict: judge(simulation, election, previous, set.faults, flapping),
      seconds: known ? inSeconds(Math.max(...taken.map((moment) => moment ?? 0)) + detection * 1_000_000) : undefined,
      explanation: explain(simulation, election, previous, set.faults),
    };
  });
  // Where no master changed and every daemon went on, the repair leads back to the state from which this started.
  const unmoved = since.size === 0 && !flapping && set.faults.every((fault) => brokenObject(0, fault) !== undefined) && after.every((state, at) => state.masters.join() === before[at]?.names.join());
  if (!unmoved) simulation.apply(recoveryOf(roster.cluster, set.faults));
  return after.map((state, at) => ({ ...state, healthy: before[at]?.names ?? [], recovered: simulation.mastersOf(elections[at] ?? 0) }));
}

/** What all worlds agree on. */
function combine(roster: Roster, set: FaultSet, worlds: readonly World<readonly Snapshot[]>[] | undefined, { at, election }: { at: number; election: number }, slowAfter: number): Draft {
  const states = worlds?.map((world) => world.result[at]).filter((state) => state !== undefined) ?? [];
  const [first] = states;
  const agree = <T>(value: (state: Snapshot) => T): boolean => first !== undefined && (states.length === 1 || states.every((state) => JSON.stringify(value(state)) === JSON.stringify(value(first))));
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

/** Adds the verdicts that need several cluster instances at once. */
function compareMasters(sets: readonly FaultSet[], found: ReadonlyMap<string, Entry>): void {
  const healthy = new Map([...found].flatMap(([key, { state }]) => (state.healthy ? [[key, state.healthy] as const] : [])));
  for (const set of sets) {
    const moved = [...healthy].filter(([key, masters]) => {
      const draft = found.get(key)?.drafts.get(set);
      return draft !== undefined && draft.masters?.join() !== masters.join();
    });
    if (moved.length === 0) continue;
    const now = new Map(healthy);
    for (const [key] of moved) {
      const masters = found.get(key)?.drafts.get(set)?.masters;
      if (masters) now.set(key, masters);
      else now.delete(key);
    }
    const movedKeys = new Set(moved.map(([key]) => key));
    for (const [left, right] of diverged(healthy, now)) {
      for (const [key, other] of [[left, right], [right, left]] as const) {
        const draft = movedKeys.has(key) ? found.get(key)?.drafts.get(set) : undefined;
        if (!draft) continue;
        draft.apartFrom.push(other);
        if (!draft.verdicts.includes('failover/instances-diverge')) draft.verdicts.push('failover/instances-diverge');
      }
    }
  }
}
