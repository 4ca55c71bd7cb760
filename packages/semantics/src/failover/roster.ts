import { sourceOf, carrierOf } from './address.ts';
import { acceptance, type Acceptance } from './accepts.ts';
import { basePriority } from './priority.ts';
import { configuredTrackers, effectiveTrackers, type EffectiveTracker } from './trackers.ts';
import type { Tracker,  FailoverCluster, FailoverInstance, FailoverNode } from './model.ts';

/** One instance on one node, with everything about it that does not change while the cluster runs. */
export interface Unit {
  readonly index: number;
  readonly node: number;
  readonly owner: FailoverNode;
  readonly instance: FailoverInstance;
  readonly election: number;
  /** Index into {@link Roster.groups}; an instance without sync group is a group of its own. */
  readonly group: number;
  readonly trackers: readonly EffectiveTracker[];
  /** What the author wants to be watched, whether or not keepalived does it. */
  readonly configured: readonly Tracker[];
  readonly source: string | null | undefined;
  readonly carrier: string | undefined;
  /** Every unweighted tracked interface counts for the one flag that they share from 2.3.3 on. */
  readonly watched: readonly EffectiveTracker[];
  /** No priority of the election is known, so the nodes are taken to have distinct ones in the order of the files. */
  readonly assumedOrder: boolean;
}

/** A cluster instance: the units that elect one master among them. */
export interface Election {
  readonly key: string;
  readonly units: readonly number[];
  /** No priority of it is known, so the nodes are taken to have distinct ones in the order of the files. */
  readonly assumedOrder: boolean;
}

/** Elections and groups that can influence each other; the rest of the cluster never does. */
export interface Component {
  readonly units: readonly number[];
  readonly elections: readonly number[];
}

export interface Roster {
  readonly cluster: FailoverCluster;
  readonly units: readonly Unit[];
  readonly elections: readonly Election[];
  readonly groups: readonly (readonly number[])[];
  readonly components: readonly Component[];
  /** `hears[b][a]`: whether b accepts the adverts of a while the network carries them. */
  readonly hears: readonly (readonly Acceptance[])[];
}

/** Lays a cluster out in numbered units. */
export function rosterOf(cluster: FailoverCluster): Roster {
  const units: Unit[] = [];
  const groups: number[][] = [];
  const keys: string[] = [];
  const assumed = keysWithoutPriority(cluster);
  cluster.nodes.forEach((owner, node) => {
    const groupOf = new Map<string, number>();
    for (const sync of owner.syncGroups) {
      const number = groups.push([]) - 1;
      for (const member of sync.members) if (!groupOf.has(member)) groupOf.set(member, number);
    }
    const first = groups.length - owner.syncGroups.length;
    for (const instance of owner.instances) {
      const group = groupOf.get(instance.name) ?? groups.push([]) - 1;
      const sync = owner.syncGroups[group - first];
      const ownerInGroup = sync !== undefined && owner.instances.some((other) => groupOf.get(other.name) === group && basePriority(other) === 255);
      const trackers = effectiveTrackers(instance, sync, ownerInGroup);
      let election = keys.indexOf(instance.key);
      if (election < 0) election = keys.push(instance.key) - 1;
      groups[group]?.push(units.length);
      units.push({
        index: units.length, node, owner, instance, election, group, trackers,
        configured: configuredTrackers(instance, sync),
        source: sourceOf(owner, instance), carrier: carrierOf(owner, instance),
        watched: trackers.filter((tracker) => tracker.kind === 'interface' && tracker.weight === 0),
        assumedOrder: assumed.has(instance.key),
      });
    }
  });
  const elections = keys.map((key, election) => {
    const members = units.filter((unit) => unit.election === election);
    return { key, units: members.map((unit) => unit.index), assumedOrder: assumed.has(key) };
  });
  const hears = units.map((receiver) => units.map((sender) =>
    receiver.election === sender.election && receiver.node !== sender.node ? acceptance(cluster.target, receiver, sender) : false));
  return { cluster, units, elections, groups, components: componentsOf(units, elections), hears };
}

/** Elections of several nodes in which no priority at all is known. */
function keysWithoutPriority(cluster: FailoverCluster): Set<string> {
  const members = new Map<string, FailoverInstance[]>();
  for (const node of cluster.nodes) for (const instance of node.instances) members.set(instance.key, [...(members.get(instance.key) ?? []), instance]);
  return new Set([...members].filter(([, list]) => list.length > 1 && list.every((instance) => basePriority(instance) === undefined)).map(([key]) => key));
}

function componentsOf(units: readonly Unit[], elections: readonly Election[]): Component[] {
  const parent = elections.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  const firstOfGroup = new Map<number, number>();
  for (const unit of units) {
    const first = firstOfGroup.get(unit.group);
    if (first === undefined) firstOfGroup.set(unit.group, unit.election);
    else parent[root(unit.election)] = root(first);
  }
  const components = new Map<number, { units: number[]; elections: number[] }>();
  elections.forEach((election, index) => {
    const key = root(index);
    const component = components.get(key) ?? { units: [], elections: [] };
    components.set(key, component);
    component.elections.push(index);
    component.units.push(...election.units);
  });
  return [...components.values()];
}
