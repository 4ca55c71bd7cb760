import { readSyncGroups, type Cluster, type Node } from '@kaconf/semantics';
import { groupsOn } from '../../cluster/grouping.ts';
import { headOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** A group takes all or nothing; a node without it moves single instances. */
export default defineRule({
  id: 'pair/sync-group-differs',
  scope: 'cluster',
  severity: 'error',
  tier: 1,
  summary: 'The same instances stand together in sync groups on every node.',
  details: 'A node with a `vrrp_sync_group` becomes master of all its members or of none (vrrp_sync_can_goto_master). A node that does not group them moves each for itself. When one link fails, one node gives up a single instance while the other may only take both: the address is then on no node at all. Names of groups do not matter, only which instances stand together.',
  messages: {
    none: '{node} moves {instances} one by one, {other} only together (sync group {group}). After the failure of one link an address can be on no node at all. Put them into a vrrp_sync_group on {node} too.',
    differs: '{node} groups {instances} ({group}), but {other} groups {otherInstances}. After the failure of one link an address can be on no node at all. Group the same instances on every node.',
    extra: '{node} moves {instances} only together (sync group {group}), {other} one by one. After the failure of one link an address can be on no node at all. Put them into a vrrp_sync_group on {other} too.',
    group: 'The sync group {group} of {other}.',
    ungrouped: '{other} has {instances} in no common group.',
  },
  keepalived: 'no',
  *check(cluster) {
    const [first, ...rest] = byFrequency(cluster);
    if (!first || cluster.nodes.some((node) => !node.configuration.complete || readSyncGroups(node.configuration).some((group) => group.unknown))) return;
    for (const node of rest) {
      const pair = [first, node];
      const expected = groupsOn(cluster, first, pair);
      const own = groupsOn(cluster, node, pair);
      const keys = new Set(own.map(({ memberships }) => key(memberships)));
      const expectedKeys = new Set(expected.map(({ memberships }) => key(memberships)));
      const lacking = expected.find(({ memberships }) => !keys.has(key(memberships)));
      const surplus = own.find(({ memberships }) => !expectedKeys.has(key(memberships)));
      const named = (memberships: readonly { instance: { name: string } }[] | undefined): string => (memberships ?? []).map(({ instance }) => instance.name).join(', ');
      if (lacking) {
        const [membership] = lacking.memberships;
        const here = membership?.instance.members.find((member) => member.node === node);
        if (!here) continue;
        yield {
          at: surplus?.group.block ?? headOf(here),
          message: surplus ? 'differs' : 'none',
          data: { node: node.name, other: first.name, instances: named(surplus?.memberships ?? lacking.memberships), otherInstances: named(lacking.memberships), group: surplus?.group.name ?? lacking.group.name },
          related: [{ at: lacking.group.block, message: 'group', data: { group: lacking.group.name, other: first.name } }],
        };
      } else if (surplus) {
        const there = surplus.memberships[0]?.instance.members.find((member) => member.node === first);
        yield {
          at: surplus.group.block,
          message: 'extra',
          data: { node: node.name, other: first.name, instances: named(surplus.memberships), group: surplus.group.name },
          related: there ? [{ at: headOf(there), message: 'ungrouped' }] : [],
        };
      }
    }
  },
});

function key(memberships: readonly { readonly instance: { readonly name: string } }[]): string {
  return memberships.map(({ instance }) => instance.name).sort().join('\0');
}

/** The nodes, one with the most frequent grouping first. */
function byFrequency(cluster: Cluster): readonly Node[] {
  const keys = new Map(cluster.nodes.map((node) => [node, groupsOn(cluster, node, cluster.nodes).map(({ memberships }) => key(memberships)).sort().join('\n')]));
  const count = (node: Node): number => [...keys.values()].filter((each) => each === keys.get(node)).length;
  const [best] = [...cluster.nodes].sort((a, b) => count(b) - count(a));
  return best ? [best, ...cluster.nodes.filter((node) => node !== best)] : [];
}
