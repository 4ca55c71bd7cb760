import { isUnicast, type VrrpInstance } from '@kaconf/semantics';
import { headOf, listOf, namesOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** Unicast and multicast adverts go to different addresses: neither side hears the other. */
export default defineRule({
  id: 'pair/unicast-vs-multicast',
  scope: 'cluster',
  severity: 'error',
  tier: 1,
  summary: 'Either all nodes of a virtual router send unicast adverts or none does.',
  details: 'A node with `unicast_peer` sends its adverts to these addresses and listens for such adverts only; a node without sends to the multicast group. They do not hear each other, so both become master. `unicast_src_ip` alone does not make an instance unicast: it needs at least one valid peer.',
  messages: {
    default: '{instance} sends multicast adverts on {node}, but {others} sends unicast. They do not hear each other: both become master. Add "unicast_peer" with the addresses of the other nodes on {node}.',
    source: '{instance} sends multicast adverts on {node}, but {others} sends unicast. They do not hear each other: both become master. Add "unicast_peer { {sources} }" on {node}.',
    unicast: '{instance} sends unicast adverts on {node}, but {others} sends multicast. They do not hear each other: both become master. Remove "unicast_peer" on {node}, or give all nodes their peers.',
    other: '{other} has peers here.',
    otherMulticast: '{other} has no peers.',
  },
  keepalived: 'no',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      const unicast = members.filter((member) => isUnicast(member) === true);
      const multicast = members.filter((member) => isUnicast(member) === false);
      const [withPeers] = unicast;
      const [withoutPeers] = multicast;
      if (!withPeers || !withoutPeers) continue;
      // With two nodes the one without peers is the one to be changed; with more the minority.
      const wrong = unicast.length >= multicast.length ? multicast : unicast;
      const right = wrong === multicast ? unicast : multicast;
      const sources = right.map((member) => member.source.value?.address);
      for (const member of wrong) {
        const toMulticast = right === multicast;
        const complete = sources.every((source) => source !== undefined);
        yield {
          at: toMulticast ? listOf(member, 'unicast_peer') : (member.source.directive ?? headOf(member)),
          message: toMulticast ? 'unicast' : complete ? 'source' : 'default',
          data: { instance: name, node: member.node.name, others: namesOf(right), sources: sources.join(' ') },
          related: right.map((other: VrrpInstance) => ({
            at: toMulticast ? headOf(other) : listOf(other, 'unicast_peer'),
            message: toMulticast ? ('otherMulticast' as const) : ('other' as const),
            data: { other: other.node.name },
          })),
        };
      }
    }
  },
});
