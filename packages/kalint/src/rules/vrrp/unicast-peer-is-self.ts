import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** A node that lists itself has probably the file of another node. */
export default defineRule({
  id: 'vrrp/unicast-peer-is-self',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'unicast_peer lists the other nodes, not this one.',
  details: 'The own address among the peers does no harm by itself, but it is a sign that the file was copied from another node without adapting it, and where it is the only peer, the node talks to nobody and becomes master. One list of all nodes for all of them is a habit of some templates; next to other peers the finding is only a hint.',
  messages: {
    default: '{instance} lists {address} as its peer, which is its own unicast_src_ip: it has no other peer and never hears one. List the other nodes.',
    others: '{instance} lists {address} as a peer, which is its own unicast_src_ip. List the other nodes only.',
    source: 'The source address of this node.',
    remove: 'Delete {address} from the peers',
  },
  needs: ['unicast_peer'],
  keepalived: 'no',
  fixable: 'safe',
  *check(configuration) {
    for (const instance of instancesOf(configuration)) {
      const own = instance.unicastSource;
      if (own.value === undefined || !own.directive) continue;
      const others = instance.unicastPeers.filter((peer) => peer.address.address !== own.value?.address);
      for (const peer of instance.unicastPeers) {
        if (peer.address.address !== own.value.address) continue;
        const data = { instance: instance.name, address: own.value.address };
        const base = { at: peer.item, data, related: [{ at: own.directive, message: 'source' as const }] };
        const edit = others.length > 0 ? certainRemoval(peer.item) : undefined;
        if (others.length === 0) yield { ...base, message: 'default' };
        else yield { ...base, message: 'others', severity: 'info', ...(edit ? { fix: { title: 'remove', safe: true, edits: [edit] } } : {}) };
      }
    }
  },
});
