import type { Configuration, Place } from '@kaconf/semantics';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

const dynamic = /^(?:ppp|tun|tap|wg|vxlan|gre|vti|ipsec|docker|br-|virbr|veth|wlan|ww)|\./;

/** VLANs, tunnels and bridges often come up after keepalived. */
export default defineRule({
  id: 'global/dynamic-interface-not-declared',
  scope: 'configuration',
  severity: 'info',
  tier: 3,
  summary: 'Interfaces that may appear late are declared with dynamic_interfaces.',
  details: 'VLAN, bridge, tunnel, WireGuard and PPP interfaces are often created after keepalived has started. Without `dynamic_interfaces` in `global_defs` (from 2.0.0 on) a missing interface is a permanent configuration error and the daemon exits. Where the distribution makes the interface before keepalived starts nothing has to be done.',
  messages: {
    default: '{device} looks like an interface that is created at run time; without dynamic_interfaces keepalived does not start while it is missing. Add it to global_defs, or start keepalived after the network.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'sometimes',
  *check(configuration, context) {
    if (context.target < 2_000_000 || !configuration.complete || configuration.global('dynamic_interfaces')) return;
    const seen = new Set<string>();
    for (const { device, at } of devicesOf(configuration)) {
      if (seen.has(device)) continue;
      seen.add(device);
      if (dynamic.test(device) && context.host?.hasInterface(device) !== true) yield { at, message: 'default', data: { device } };
    }
  },
});

function* devicesOf(configuration: Configuration): Generator<{ device: string; at: Place }> {
  for (const instance of instancesOf(configuration)) {
    const { value, directive } = instance.interface;
    if (value !== undefined && directive) yield { device: value, at: directive };
    for (const item of instance.block.itemsOf('track_interface')) {
      const word = item.texts[0];
      if (word && !word.dynamic) yield { device: word.text, at: item };
    }
    for (const address of instance.addresses) if (address.device !== undefined) yield { device: address.device, at: address.item };
  }
}
