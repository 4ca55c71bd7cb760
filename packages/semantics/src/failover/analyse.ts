import { brokenObject } from './conditions.ts';
import { concerned, possibleFaults, selfInduced, type FaultSet } from './faults.ts';
import { healthyState, isCertain, outcomes, startOf, type FaultResult, type HealthyState, type PlayOptions } from './outcome.ts';
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
  const known = new Map<string, Entry>();
  const found = new Map(rosters.flatMap((roster) => analyseOnce(roster, sets, { ...usual, ...options }, known)));
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

/** Instances that differ only in name, virtual router ID and addresses fare alike: they are played once. */
function analyseOnce(roster: Roster, sets: readonly FaultSet[], options: PlayOptions, known: Map<string, Entry>): [string, Entry][] {
  const [only] = roster.elections;
  const likeness = only && roster.elections.length === 1 ? likenessOf(roster) : undefined;
  const before = likeness === undefined ? undefined : known.get(likeness);
  if (only && before) return [[only.key, before]];
  const { entries, certain } = analyseOne(roster, sets, options);
  const [first] = entries;
  if (likeness !== undefined && certain && first) known.set(likeness, first[1]);
  return entries;
}

/** Everything about a lone election that decides how it fares; undefined where its members refuse each other, each for a reason of its own. */
function likenessOf(roster: Roster): string | undefined {
  if (roster.hears.some((row, receiver) => row.some((accepted, sender) => accepted !== true && receiver !== sender))) return undefined;
  return JSON.stringify(roster.units.map(({ node, source, carrier, instance, trackers, configured }) => {
    const { priority, state, nopreempt, preemptDelay, version, family, strict, advertInterval, downTimerAdverts, ownerIgnoreAdverts, configurationFault } = instance;
    return [node, source, carrier, priority, state, nopreempt, preemptDelay, version, family, strict, advertInterval, downTimerAdverts, ownerIgnoreAdverts, configurationFault, instance.authentication?.type,
      trackers.map(({ object, weight, reverse, stuck, onlyUnweighted }) => [object, weight, reverse, stuck, onlyUnweighted]), configured.map(({ object, weight, reverse }) => [object, weight, reverse])];
  }), (_, value: unknown) => (value === undefined ? 'unknown' : value));
}

/** Plays the faults that concern one part of a cluster. */
function analyseOne(roster: Roster, sets: readonly FaultSet[], options: PlayOptions): { entries: [string, Entry][]; certain: boolean } {
  const start = startOf(roster);
  const results = roster.elections.map(() => new Map<FaultSet, FaultResult>());
  const felt = concerned(roster);
  const nodes = new Map(roster.cluster.nodes.map((node, index) => [node.name, index]));
  let certain = isCertain(start);
  for (const set of sets) {
    const touched = new Set<number>();
    for (const fault of set.faults) {
      const node = nodes.get(fault.node) ?? -1;
      for (const election of felt.get(brokenObject(node, fault) ?? String(node)) ?? []) touched.add(election);
    }
    if (touched.size === 0) continue;
    const elections = [...touched];
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
