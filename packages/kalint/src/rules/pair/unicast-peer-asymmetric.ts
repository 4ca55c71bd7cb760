import { peerGaps } from '../../cluster/peer-lists.ts';
import { offer } from '../../cluster/offer.ts';
import { listOf, placeOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** Adverts go to the listed addresses only: who is not listed never hears the master. */
export default defineRule({
  id: 'pair/unicast-peer-asymmetric',
  scope: 'cluster',
  severity: 'error',
  tier: 1,
  summary: 'Each of two unicast nodes lists the source address of the other.',
  details: 'A unicast node sends its adverts to the addresses of `unicast_peer` and nowhere else. A node that is not listed never hears the master and becomes master itself. If the node with the higher priority lists a wrong address, there are two masters at once; if only the lower one does, it shows when the roles change. Compared is `unicast_src_ip` (or `mcast_src_ip`) of the other node; where that is not given, its address is not known and nothing is said.',
  messages: {
    default: '{instance} on {node} does not list {address}, the address of {other}, in unicast_peer. {other} gets no adverts from {node} and becomes master as well. Add {address}.',
    instead: '{instance} on {node} lists {stranger} in unicast_peer, but {other} sends from {address}. {other} gets no adverts from {node} and becomes master as well. Replace {stranger} by {address}.',
    other: '{other} sends from {address}.',
    fix: 'Replace {stranger} by {address}',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(cluster) {
    for (const instance of cluster.instances) {
      // Three and more nodes: pair/unicast-mesh-incomplete.
      if (instance.members.length > 2) continue;
      for (const { member, missing, strangers } of peerGaps(instance)) {
        const [other] = missing;
        const [stranger] = strangers;
        if (!other) continue;
        const word = stranger?.words[0];
        const address = other.source.value?.address ?? '';
        const edits = stranger && word && !word.definition ? [{ path: stranger.document.path, start: word.start, end: word.end, text: address }] : undefined;
        yield {
          at: stranger ?? listOf(member, 'unicast_peer'),
          message: stranger ? 'instead' : 'default',
          data: { instance: instance.name, node: member.node.name, other: other.node.name, address, stranger: word?.text ?? '' },
          related: [{ at: placeOf(other.source, other), message: 'other' }],
          ...offer('fix', edits, false),
        };
      }
    }
  },
});
