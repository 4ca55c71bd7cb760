import { comparable, sourceOf, carrierOf } from './address.ts';
import { acceptance, type Acceptance } from './accepts.ts';
import { basePriority, ownerPriority } from './priority.ts';
import { configuredTrackers, effectiveTrackers, type EffectiveTracker } from './trackers.ts';
import type { FailoverCluster, FailoverInstance, FailoverNode, FailoverSyncGroup, Tracker } from './model.ts';

/** A tracker with the name under which conditions know its object. */
type Named<T> = T & { readonly object: string | undefined };

/** A tracker with what it adds to the priority while its object works and while it has failed, where that is known. */
export interface Acting extends EffectiveTracker {
  readonly object: string | undefined;
  readonly working: number | undefined;
  readonly failing: number | undefined;
}

/** One instance on one node, with everything about it that does not change while the cluster runs. */
export interface Unit {
  /** Position in {@link Roster.units}. */
  readonly index: number;
  /** Position of the node in the cluster. */
  readonly node: number;
  readonly owner: FailoverNode;
  readonly instance: FailoverInstance;
  /** Position in {@link Roster.elections}. */
  readonly election: number;
  /** Position in {@link Roster.groups}; an instance without sync group is a group of its own. */
  readonly group: number;
  readonly trackers: readonly Acting[];
  /** Those of the trackers that can change the priority, and those that can cause FAULT. */
  readonly weighing: readonly Acting[];
  readonly faulting: readonly Acting[];
  /** The objects of the trackers. */
  readonly objects: ReadonlySet<string | undefined>;
  /** What the author wants to be watched, whether or not keepalived does it. */
  readonly configured: readonly Named<Tracker>[];
  readonly source: string | null | undefined;
  readonly carrier: string | undefined;
  /** The names under which conditions know the carrier and its connection with the others. */
  readonly link: { readonly device: string; readonly network: string } | undefined;
  /** Comparable addresses of virtual_ipaddress and unicast_peer. */
  readonly vips: ReadonlySet<string> | undefined;
  readonly peers: ReadonlySet<string> | undefined;
  /** Every unweighted tracked interface counts for the one flag that they share from 2.3.3 on. */
  readonly watched: readonly Acting[];
  /** No priority of the election is known, so the nodes are taken to have distinct ones in the order of the files. */
  readonly assumedOrder: boolean;
}

/** A cluster instance: the units that elect one master among them. */
export interface Election {
  readonly key: string;
  readonly units: readonly number[];
  readonly assumedOrder: boolean;
}

/** A part of a cluster whose elections are tied together by sync groups; other parts never influence it. */
export interface Roster {
  readonly cluster: FailoverCluster;
  readonly units: readonly Unit[];
  readonly elections: readonly Election[];
  readonly groups: readonly (readonly number[])[];
  /** `hears[b][a]`: whether b accepts the adverts of a while the network carries them. */
  readonly hears: readonly (readonly Acceptance[])[];
}

type Draft = Omit<Unit, 'index' | 'election' | 'group'> & { readonly groupKey: string };

/** Lays a cluster out in independent parts of numbered units, in the order in which their instances first appear. */
export function rostersOf(cluster: FailoverCluster): Roster[] {
  const assumed = keysWithoutPriority(cluster);
  const drafts = cluster.nodes.flatMap((owner, node) => draftsOf(owner, node, assumed));
  return parts(drafts).map((part) => number(cluster, part));
}

function draftsOf(owner: FailoverNode, node: number, assumed: ReadonlySet<string>): Draft[] {
  // keepalived takes an instance into the first group that names it [vrrp_sync_set_group].
  const groups = new Map<string, FailoverSyncGroup>();
  for (const group of owner.syncGroups) for (const member of group.members) if (!groups.has(member)) groups.set(member, group);
  const owned = new Set(owner.instances.filter((instance) => basePriority(instance) === ownerPriority).map((instance) => groups.get(instance.name)));
  return owner.instances.map((instance) => {
    const sync = groups.get(instance.name);
    const ownerInGroup = sync !== undefined && owned.has(sync);
    const named = <T extends { kind: string; name: string | undefined }>(tracker: T): Named<T> => ({ ...tracker, object: tracker.name === undefined ? undefined : `${node} ${tracker.kind} ${tracker.name}` });
    const trackers = effectiveTrackers(instance, sync, ownerInGroup).map((tracker): Acting => ({ ...named(tracker), ...effects(tracker) }));
    const carrier = carrierOf(owner, instance);
    const addresses = (list: readonly string[] | undefined): ReadonlySet<string> | undefined => list && new Set(list.map((address) => comparable(address) ?? address));
    return {
      node, owner, instance, trackers,
      weighing: trackers.filter((tracker) => tracker.weight !== 0 && !tracker.onlyUnweighted),
      faulting: trackers.filter((tracker) => tracker.weight === 0 || tracker.weight === undefined || tracker.kind === 'file' || tracker.stuck === true),
      objects: new Set(trackers.map((tracker) => tracker.object)),
      configured: configuredTrackers(instance, sync).map(named),
      source: sourceOf(owner, instance), carrier, link: carrier === undefined ? undefined : { device: `${node} interface ${carrier}`, network: `${node} cut ${carrier}` },
      vips: addresses(instance.vips), peers: instance.transport?.kind === 'unicast' ? addresses(instance.transport.peers) : undefined,
      watched: trackers.filter((tracker) => tracker.kind === 'interface' && tracker.weight === 0),
      assumedOrder: assumed.has(instance.key),
      groupKey: sync ? `${node} group ${sync.name}` : `${node} instance ${instance.name}`,
    };
  });
}

/** The table of contributions [vrrp_track.c]; the value of a file is only known while the cluster runs. */
function effects({ kind, weight, reverse }: EffectiveTracker): Pick<Acting, 'working' | 'failing'> {
  if (kind === 'file' || weight === undefined || reverse === undefined) return { working: undefined, failing: undefined };
  const signed = reverse ? -weight : weight;
  return weight > 0 ? { working: signed, failing: 0 } : { working: 0, failing: signed };
}

/** Elections of several nodes in which no priority at all is known. */
function keysWithoutPriority(cluster: FailoverCluster): Set<string> {
  const members = new Map<string, FailoverInstance[]>();
  for (const node of cluster.nodes) for (const instance of node.instances) members.set(instance.key, [...(members.get(instance.key) ?? []), instance]);
  return new Set([...members].filter(([, list]) => list.length > 1 && list.every((instance) => basePriority(instance) === undefined)).map(([key]) => key));
}

/** Splits the units where neither an election nor a sync group holds them together. */
function parts(drafts: readonly Draft[]): Draft[][] {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const draft of drafts) {
    const election = root(`election ${draft.instance.key}`);
    const group = root(draft.groupKey);
    parent.set(election, election);
    parent.set(group, election);
  }
  const found = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const key = root(draft.groupKey);
    found.set(key, [...(found.get(key) ?? []), draft]);
  }
  return [...found.values()];
}

function number(cluster: FailoverCluster, part: readonly Draft[]): Roster {
  const keys = [...new Set(part.map((draft) => draft.instance.key))];
  const groupKeys = [...new Set(part.map((draft) => draft.groupKey))];
  const units = part.map((draft, index): Unit => ({ ...draft, index, election: keys.indexOf(draft.instance.key), group: groupKeys.indexOf(draft.groupKey) }));
  const indexes = (matches: (unit: Unit) => boolean): number[] => units.filter(matches).map((unit) => unit.index);
  return {
    cluster, units,
    elections: keys.map((key, election) => ({ key, units: indexes((unit) => unit.election === election), assumedOrder: units.some((unit) => unit.election === election && unit.assumedOrder) })),
    groups: groupKeys.map((_, group) => indexes((unit) => unit.group === group)),
    hears: units.map((receiver) => units.map((sender) => receiver.election === sender.election && receiver.node !== sender.node && acceptance(cluster.target, receiver, sender))),
  };
}

/** All units of a cluster; those of one election are numbered together. */
export function unitsOf(cluster: FailoverCluster): Unit[] {
  return rostersOf(cluster).flatMap((roster) => [...roster.units]);
}

/** Names of the cluster instances in the order in which they first appear. */
export function keysOf(cluster: FailoverCluster): string[] {
  return [...new Set(cluster.nodes.flatMap((node) => node.instances.map((instance) => instance.key)))];
}
