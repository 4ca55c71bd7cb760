import { peerGaps } from '../../cluster/peer-lists.ts';
import { listOf, placeOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** Backups do not pass adverts on, so every node must list every other node. */
export default defineRule({
  id: 'pair/unicast-mesh-incomplete',
  scope: 'cluster',
  severity: 'error',
  tier: 2,
  summary: 'With three or more unicast nodes each lists all the others.',
  details: 'A unicast node sends its adverts to its `unicast_peer` addresses only, and a backup does not pass on what it hears. In a chain or a star the outer nodes do not hear each other: each of them becomes master while the one in the middle stays silent. Every node has to list every other node, but not itself.',
  messages: {
    default: '{instance} has {count} nodes, but {node} does not list {missing} in unicast_peer. They get no adverts from {node}, nobody passes them on, and more than one node becomes master. Add {addresses}.',
    short: '{instance} has {count} nodes, but {node} lists only {listed} of the {needed} others in unicast_peer. Who is not listed gets no adverts from {node} and becomes master as well. List every other node.',
    other: '{other} sends from {address}.',
  },
  keepalived: 'no',
  *check(cluster) {
    for (const instance of cluster.instances) {
      const count = instance.members.length;
      if (count < 3) continue;
      for (const { member, missing, tooShort } of peerGaps(instance)) {
        yield {
          at: listOf(member, 'unicast_peer'),
          message: tooShort ? 'short' : 'default',
          data: {
            instance: instance.name, count, node: member.node.name, missing: missing.map((other) => other.node.name).join(', '),
            addresses: missing.map((other) => other.source.value?.address ?? '').join(' '), listed: member.unicastPeers.length, needed: count - 1,
          },
          related: missing.map((other) => ({ at: placeOf(other.source, other), message: 'other' as const, data: { other: other.node.name, address: other.source.value?.address ?? '' } })),
        };
      }
    }
  },
});
