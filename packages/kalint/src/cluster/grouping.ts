import type { Cluster, ClusterInstance, Node, SyncGroup, VrrpInstance } from '@kaconf/semantics';

/** A cluster instance together with its member on one node. */
export interface Membership {
  readonly instance: ClusterInstance;
  readonly member: VrrpInstance;
}

/** The sync groups of a node, as far as they tie together cluster instances that all given nodes share. */
export function groupsOn(cluster: Cluster, node: Node, shared: readonly Node[]): readonly { readonly group: SyncGroup; readonly memberships: readonly Membership[] }[] {
  const groups = new Map<SyncGroup, Membership[]>();
  for (const instance of cluster.instances) {
    if (!shared.every((each) => instance.members.some((member) => member.node === each))) continue;
    const member = instance.members.find((each) => each.node === node);
    if (!member?.syncGroup) continue;
    const known = groups.get(member.syncGroup);
    if (known) known.push({ instance, member });
    else groups.set(member.syncGroup, [{ instance, member }]);
  }
  return [...groups].map(([group, memberships]) => ({ group, memberships })).filter(({ memberships }) => memberships.length > 1);
}
