import { refusal } from './failover/accepts.ts';
import type { FailoverCluster, Fault, Tracker } from './failover/model.ts';
import { unitsOf } from './failover/roster.ts';
import { simulate } from './failover/scenarios.ts';

/** What would make a failure move the addresses. */
export interface Remedy {
  /** The smallest weight (by its amount) that works, on all nodes; undefined: none does. */
  readonly weight: number | undefined;
  /** Without weight the failure puts the node into FAULT, and that moves them. */
  readonly unweighted: boolean;
  /** This many trackers of the node have to fail together for a move; undefined: not even all of them do it. */
  readonly together: number | undefined;
}

const limit = 253;

/**
 * Looks for the smallest change of a tracker's weight after which its failure moves a cluster instance away from a node.
 * Each candidate is tried in the model, so that sync groups, limits and other trackers are taken into account.
 *
 * @param key the cluster instance
 * @param node the master, on which the tracker fails
 */
export function remedy(whole: FailoverCluster, key: string, node: string, tracker: Pick<Tracker, 'kind' | 'name' | 'weight'>, fault: Fault): Remedy {
  const cluster = excerpt(whole, key);
  const moves = (candidate: FailoverCluster, faults: readonly Fault[]): boolean => {
    const [healthy, failed] = simulate(candidate, [{ name: 'healthy', faults: [] }, { name: 'failed', faults }]).map(({ masters }) => masters.get(key));
    return healthy?.join() === node && failed?.length === 1 && failed[0] !== node;
  };
  const weighted = (weight: number): boolean => moves(withWeight(cluster, tracker, weight), [fault]);
  const { weight = 0 } = tracker;
  return {
    weight: weight === 0 ? undefined : smallest(cluster, weight, weighted),
    unweighted: weight !== 0 && weighted(0),
    together: together(cluster, key, node, moves),
  };
}

/**
 * A cluster without the instances that cannot influence one cluster instance: those that no chain of sync groups ties to it.
 */
export function excerpt(cluster: FailoverCluster, key: string): FailoverCluster {
  const kept = new Set([key]);
  for (let before = 0; before < kept.size; ) {
    before = kept.size;
    for (const { instances, syncGroups } of cluster.nodes) {
      for (const { members } of syncGroups) {
        const group = instances.filter((instance) => members.includes(instance.name));
        if (group.some((instance) => kept.has(instance.key))) for (const instance of group) kept.add(instance.key);
      }
    }
  }
  return { ...cluster, nodes: cluster.nodes.map((node) => ({ ...node, instances: node.instances.filter((instance) => kept.has(instance.key)) })) };
}

/**
 * A bigger weight moves whatever a smaller one does, as long as no sum leaves the range 1 to 254; so the range is halved
 * again and again, first with the sign as it is. A bonus leaves little room above high priorities; a penalty may do then.
 */
function smallest(cluster: FailoverCluster, weight: number, works: (weight: number) => boolean): number | undefined {
  const priorities = cluster.nodes.flatMap((node) => node.instances).map((instance) => instance.priority ?? 100).filter((priority) => priority < 255);
  const room = Math.min(limit, 254 - Math.max(0, ...priorities));
  const bonus = weight > 0 ? search(weight + 1, room, works) : undefined;
  if (bonus !== undefined) return bonus;
  const penalty = search(weight > 0 ? 1 : 1 - weight, limit, (amount) => works(-amount));
  return penalty === undefined ? undefined : -penalty;
}

function search(from: number, to: number, works: (amount: number) => boolean): number | undefined {
  if (from > to || !works(to)) return undefined;
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (works(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

function withWeight(cluster: FailoverCluster, { kind, name }: Pick<Tracker, 'kind' | 'name'>, weight: number): FailoverCluster {
  const change = (trackers: readonly Tracker[]): readonly Tracker[] => trackers.map((each) => (each.kind === kind && each.name === name ? { ...each, weight } : each));
  return {
    ...cluster,
    nodes: cluster.nodes.map((node) => ({
      ...node,
      instances: node.instances.map((instance) => ({ ...instance, trackers: change(instance.trackers) })),
      syncGroups: node.syncGroups.map((group) => ({ ...group, trackers: change(group.trackers) })),
    })),
  };
}

/** How many scripts of the node, those with the biggest penalties first, have to fail at once. */
function together(cluster: FailoverCluster, key: string, name: string, moves: (cluster: FailoverCluster, faults: readonly Fault[]) => boolean): number | undefined {
  const node = cluster.nodes.find((each) => each.name === name);
  const scripts = (node?.instances.find((instance) => instance.key === key)?.trackers ?? []).filter((tracker) => tracker.kind === 'script').sort((a, b) => Math.abs(b.weight ?? 0) - Math.abs(a.weight ?? 0));
  const faults = scripts.map((tracker): Fault => ({ type: 'script_fail', node: name, script: tracker.name }));
  for (let count = 2; count <= faults.length; count++) if (moves(cluster, faults.slice(0, count))) return count;
  return undefined;
}

/**
 * Why several nodes are master of one cluster instance: the best of them should be the only one, so what counts is for what
 * another one refuses its adverts.
 *
 * @param masters names of the nodes that are master
 * @returns the keyword that differs, and who does not hear whom; undefined: they accept each other's adverts
 */
export function splitCause(cluster: FailoverCluster, key: string, masters: readonly string[]): { readonly keyword: string; readonly receiver: string; readonly sender: string } | undefined {
  const units = unitsOf(cluster).filter((unit) => unit.instance.key === key && masters.includes(unit.owner.name));
  const byPriority = [...units].sort((a, b) => (b.instance.priority ?? 100) - (a.instance.priority ?? 100));
  for (const sender of byPriority) {
    for (const receiver of byPriority) {
      const keyword = receiver === sender ? undefined : refusal(cluster.target, receiver, sender);
      if (keyword !== undefined) return { keyword, receiver: receiver.owner.name, sender: sender.owner.name };
    }
  }
  return undefined;
}
