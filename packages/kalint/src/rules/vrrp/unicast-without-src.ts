import { isUnicast } from '@kaconf/semantics';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** The node listens on one address only: better the one that the others send to. */
export default defineRule({
  id: 'vrrp/unicast-without-src',
  scope: 'configuration',
  severity: 'info',
  tier: 2,
  summary: 'Unicast instances say their own address.',
  details: 'Without `unicast_src_ip` keepalived takes the first address of the interface, sends from it and listens on it. If that is not the address that the peers list, the node never receives an advert and becomes master as well. With IPv6 the first address is the link-local one, so this is nearly always wrong.',
  messages: {
    default: '{instance} has no unicast_src_ip; it sends from and listens on the first address of {device}. Say the address that the peers list for this node.',
    ipv6: '{instance} has no unicast_src_ip; it sends from and listens on the link-local address of {device}, not on the one that the peers list for this node. Add it.',
  },
  needs: ['unicast_peer'],
  keepalived: 'no',
  *check(configuration) {
    for (const instance of instancesOf(configuration)) {
      if (isUnicast(instance) !== true || instance.source.unknown || instance.source.directive || instance.source.value) continue;
      const device = instance.interface.value;
      const list = instance.block.get('unicast_peer');
      if (device === undefined || !list) continue;
      const peers = instance.unicastPeers;
      const linkLocal = peers.every((peer) => /^fe[89ab]/i.test(peer.address.address));
      const ipv6 = instance.family.value === 'ipv6' && !linkLocal;
      yield { at: instance.block, message: ipv6 ? 'ipv6' : 'default', data: { instance: instance.name, device }, ...(ipv6 ? { severity: 'warning' as const } : {}) };
    }
  },
});
