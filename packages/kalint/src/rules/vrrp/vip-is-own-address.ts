import type { Place, VrrpInstance } from '@kaconf/semantics';
import { isKnown, type Configuration } from '@kaconf/semantics';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** A virtual address that is also a permanent one is taken from its node, or is on the wire twice. */
export default defineRule({
  id: 'vrrp/vip-is-own-address',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'A virtual address is no address that a node has anyway.',
  details: 'At start, and whenever the instance is not master, keepalived removes its virtual addresses from the interfaces. If one of them is the permanent address of a node, that node loses it; if it is the address of a peer, both hold it. The config test does not compare them. An address owner (priority 255) is the exception.',
  messages: {
    unicast_src_ip: '{address} is a virtual address of {instance} and at the same time its unicast_src_ip; keepalived removes it from the interface while it is not master. Choose a free address.',
    mcast_src_ip: '{address} is a virtual address of {instance} and at the same time its mcast_src_ip; keepalived removes it from the interface while it is not master. Choose a free address.',
    peer: '{address} is a virtual address of {instance} and at the same time the address of a peer: both nodes would hold it. Choose a free address.',
    static: '{address} is a virtual address of {instance} and also in static_ipaddress; keepalived removes it from the interface while it is not master.',
    used: 'It is used here.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'no',
  *check(configuration) {
    const fixed = staticAddresses(configuration);
    for (const instance of instancesOf(configuration)) {
      if (instance.priority.value === 255) continue;
      const own = ownAddresses(instance);
      if (own.size === 0 && fixed.size === 0) continue;
      for (const entry of instance.addresses) {
        const { address } = entry.address;
        const used = own.get(address);
        const place = fixed.get(address);
        if (used) yield { at: entry.item, message: used.message, data: { address, instance: instance.name }, related: [{ at: used.at, message: 'used' }] };
        else if (place) yield { at: entry.item, message: 'static', data: { address, instance: instance.name }, related: [{ at: place, message: 'used' }] };
      }
    }
  },
});

function ownAddresses(instance: VrrpInstance): ReadonlyMap<string, { readonly at: Place; readonly message: 'unicast_src_ip' | 'mcast_src_ip' | 'peer' }> {
  const own = new Map<string, { at: Place; message: 'unicast_src_ip' | 'mcast_src_ip' | 'peer' }>();
  for (const peer of instance.unicastPeers) own.set(peer.address.address, { at: peer.item, message: 'peer' });
  for (const name of ['mcast_src_ip', 'unicast_src_ip'] as const) {
    const directive = instance.block.get(name);
    const value = directive?.args.value;
    if (directive && isKnown(value)) own.set(value.value.address, { at: directive, message: name });
  }
  return own;
}

function staticAddresses(configuration: Configuration): ReadonlyMap<string, Place> {
  const fixed = new Map<string, Place>();
  for (const list of configuration.atRoot('static_ipaddress')) {
    for (const item of list.isBlock() ? list.items : []) {
      const value = item.args['address'];
      if (value && 'kind' in value && isKnown(value)) fixed.set((value.value as { address: string }).address, item);
    }
  }
  return fixed;
}
