import type { Cluster, ClusterInstance, Node, SyncGroup, VrrpInstance } from '@kaconf/semantics';

/** A cluster instance together with its member on one node. */
export interface Membership {
  readonly instance: ClusterInstance;
  readonly member: VrrpInstance;
}

/** Per cluster: the members of each instance, and which memberships of a node are in a sync group. */
interface Index {
  readonly members: ReadonlyMap<ClusterInstance, ReadonlyMap<Node, VrrpInstance>>;
  readonly grouped: ReadonlyMap<Node, readonly Membership[]>;
}

const memo = new WeakMap<Cluster, Index>();

/** Rules compare every node with every other, so what is the same for all pairs is worked out once. */
function indexOf(cluster: Cluster): Index {
  let index = memo.get(cluster);
  if (!index) {
    const members = new Map<ClusterInstance, ReadonlyMap<Node, VrrpInstance>>();
    const grouped = new Map<Node, Membership[]>();
    for (const instance of cluster.instances) {
      members.set(instance, new Map(instance.members.map((member) => [member.node, member])));
      for (const member of instance.members) {
        if (!member.syncGroup) continue;
        const known = grouped.get(member.node);
        if (known) known.push({ instance, member });
        else grouped.set(member.node, [{ instance, member }]);
      }
    }
    index = { members, grouped };
    memo.set(cluster, index);
  }
  return index;
}

/** The member of a cluster instance on a node. */
export function memberOn(cluster: Cluster, instance: ClusterInstance, node: Node): VrrpInstance | undefined {
  return indexOf(cluster).members.get(instance)?.get(node);
}

/** The sync groups of a node, as far as they tie together cluster instances that all given nodes share. */
export function groupsOn(cluster: Cluster, node: Node, shared: readonly Node[]): readonly { readonly group: SyncGroup; readonly memberships: readonly Membership[] }[] {
  const { members, grouped } = indexOf(cluster);
  const groups = new Map<SyncGroup, Membership[]>();
  for (const membership of grouped.get(node) ?? []) {
    const { instance, member } = membership;
    const nodes = members.get(instance);
    if (!member.syncGroup || !shared.every((each) => nodes?.has(each))) continue;
    const known = groups.get(member.syncGroup);
    if (known) known.push(membership);
    else groups.set(member.syncGroup, [membership]);
  }
  return [...groups].map(([group, memberships]) => ({ group, memberships })).filter(({ memberships }) => memberships.length > 1);
}
