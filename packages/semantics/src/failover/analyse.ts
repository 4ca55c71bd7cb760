import { brokenObject } from './conditions.ts';
import { concerned, possibleFaults, selfInduced, type FaultSet } from './faults.ts';
import { healthyState, isCertain, outcomes, startOf, type FaultResult, type HealthyState, type PlayOptions } from './outcome.ts';
import { likenessOf, Played } from './likeness.ts';
import { keysOf, rostersOf, type Roster } from './roster.ts';
import { verdictOrder } from './verdicts.ts';
import type { FailoverCluster } from './model.ts';

export interface InstanceAnalysis extends HealthyState {
  readonly key: string;
  /** No priority is known; distinct ones in the order of the nodes were assumed. */
  readonly assumedOrder: boolean;
  /** Checks that ask for the virtual address and so fail on every backup. */
  readonly selfInduced: readonly { readonly node: string; readonly script: string; readonly address: string }[];
  readonly faults: readonly FaultResult[];
}

export interface AnalyseOptions {
  /** How many faults at once: with 2 also pairs of script faults, up to four nodes. */
  readonly faults?: 1 | 2;
  /** A takeover that takes longer is slow, in seconds. */
  readonly slowAfter?: number;
  /** Whether to play what happens after the repair, too; else `recovered` stays unknown. */
  readonly repairs?: boolean;
}

/** How each set of faults is played. */
const usual: PlayOptions = { slowAfter: 10, repairs: true };

/** Says for each cluster instance who is master when all is well, and after each fault. */
export function analyse(cluster: FailoverCluster, options: AnalyseOptions = {}): InstanceAnalysis[] {
  const rosters = rostersOf(cluster);
  const units = rosters.flatMap((roster) => [...roster.units]);
  const sets = possibleFaults(cluster, units, options.faults ?? 1);
  const models = new Map<string, Model>();
  const found = new Map(rosters.flatMap((roster) => analyseOnce(roster, sets, { ...usual, ...options }, models)));
  const apart = compareMasters(sets, found);
  const induced = selfInduced(units);
  return keysOf(cluster).flatMap((key) => {
    const entry = found.get(key);
    if (!entry) return [];
    const { state, results, assumedOrder } = entry;
    const own = induced.filter(({ unit }) => unit.instance.key === key).map(({ unit, script, address }) => ({ node: unit.owner.name, script, address }));
    const verdicts = own.length > 0 && !state.verdicts.includes('failover/flapping') ? [...state.verdicts, 'failover/flapping' as const] : state.verdicts;
    const faults = sets.flatMap((set) => {
      const result = results.get(set);
      return result ? [withOthers(result, apart.get(set)?.get(key))] : [];
    });
    return [{ key, assumedOrder, ...state, verdicts, selfInduced: own, faults }];
  });
}

/** What is known of one cluster instance before it is compared with the others. */
interface Entry {
  readonly state: HealthyState;
  readonly results: ReadonlyMap<FaultSet, FaultResult>;
  readonly assumedOrder: boolean;
}

/** An election that was played, for those that are like it. */
interface Model {
  readonly entry: Entry;
  readonly played: Played;
}

/** Of elections that fare alike one is played. */
function analyseOnce(roster: Roster, sets: readonly FaultSet[], options: PlayOptions, models: Map<string, Model>): [string, Entry][] {
  const touching = concerning(roster, sets);
  const likeness = likenessOf(roster);
  const model = likeness && models.get(likeness.key);
  const results = likeness && model?.played.resultsFor(likeness, [...touching.keys()]);
  const [only] = roster.elections;
  if (only && model && results) return [[only.key, { ...model.entry, results }]];
  const { entries, certain } = analyseOne(roster, touching, options);
  const [first] = entries;
  const played = likeness && certain && first ? Played.of(likeness, first[1].results) : undefined;
  if (likeness && first && played) models.set(likeness.key, { entry: first[1], played });
  return entries;
}

/** The sets of faults that concern a part of a cluster, each with the elections that feel it. */
function concerning(roster: Roster, sets: readonly FaultSet[]): ReadonlyMap<FaultSet, readonly number[]> {
  const felt = concerned(roster);
  const nodes = new Map(roster.cluster.nodes.map((node, index) => [node.name, index]));
  const found = new Map<FaultSet, readonly number[]>();
  for (const set of sets) {
    const elections = new Set<number>();
    for (const fault of set.faults) {
      const node = nodes.get(fault.node) ?? -1;
      for (const election of felt.get(brokenObject(node, fault) ?? String(node)) ?? []) elections.add(election);
    }
    if (elections.size > 0) found.set(set, [...elections]);
  }
  return found;
}

/** Plays the faults that concern one part of a cluster. */
function analyseOne(roster: Roster, sets: ReadonlyMap<FaultSet, readonly number[]>, options: PlayOptions): { entries: [string, Entry][]; certain: boolean } {
  const start = startOf(roster);
  const results = roster.elections.map(() => new Map<FaultSet, FaultResult>());
  let certain = isCertain(start);
  for (const [set, elections] of sets) {
    const outcome = outcomes(roster, start, set, elections, options);
    certain &&= outcome.certain;
    elections.forEach((election, at) => {
      const result = outcome.results[at];
      if (result) results[election]?.set(set, result);
    });
  }
  const entries = roster.elections.map(({ key, assumedOrder }, election): [string, Entry] => [key, { state: healthyState(roster, start, election), results: results[election] ?? new Map<FaultSet, FaultResult>(), assumedOrder }]);
  return { entries, certain };
}

function withOthers(result: FaultResult, apartFrom: readonly string[] | undefined): FaultResult {
  if (!apartFrom) return result;
  const all = new Set([...result.verdicts, 'failover/instances-diverge' as const]);
  return { ...result, apartFrom, verdicts: verdictOrder.filter((id) => all.has(id)) };
}

/** For each set of faults and each instance that it moves: the instances that were with it and are on another node now. */
function compareMasters(sets: readonly FaultSet[], found: ReadonlyMap<string, Entry>): Map<FaultSet, Map<string, string[]>> {
  const apart = new Map<FaultSet, Map<string, string[]>>();
  const homes = [...found].flatMap(([key, { state, results }]) => {
    const [home, other] = state.healthy ?? [];
    return home !== undefined && other === undefined ? [{ key, home, results }] : [];
  });
  for (const set of sets) {
    const away = homes.flatMap(({ key, home, results }) => {
      const masters = results.get(set)?.masters;
      const [now, other] = masters ?? [];
      return masters && other === undefined && now !== undefined && now !== home ? [{ key, home, now }] : [];
    });
    if (away.length === 0) continue;
    const here = new Map(homes.map(({ key, home, results }) => {
      const result = results.get(set);
      return [key, result ? (result.masters?.length === 1 ? result.masters[0] : undefined) : home] as const;
    }));
    for (const { key, home, now } of away) {
      const others = homes.filter((other) => other.home === home && here.get(other.key) !== undefined && here.get(other.key) !== now).map((other) => other.key);
      if (others.length > 0) apart.set(set, (apart.get(set) ?? new Map<string, string[]>()).set(key, others));
    }
  }
  return apart;
}
