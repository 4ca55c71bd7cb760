import { addressEntries, isForeign } from '../../vrrp/addresses.ts';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Size of the usual Ethernet frame; the interface may have another one. */
const mtu = 1500;

/** An advert has a limited size, and a field of eight bits for the number of its addresses. */
export default defineRule({
  id: 'vrrp/too-many-addresses',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'An instance advertises no more addresses than fit into a packet.',
  details: 'One advert carries at most 255 addresses, and with IPv6 no more than fit into a packet (89 with an MTU of 1500). keepalived moves those beyond to the excluded addresses: they are set but no longer advertised, and the config test fails. Put addresses that need not be advertised into `virtual_ipaddress_excluded`.',
  messages: {
    default: '{instance} has {count} virtual addresses, but an advert has room for {most}; keepalived takes the rest for excluded ones. Move them to virtual_ipaddress_excluded.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'yes',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const entries = addressEntries(instance).filter((entry) => !entry.excluded && !isForeign(entry, instance));
      const ipv6 = instance.family.value === 'ipv6';
      const header = ipv6 ? 14 + 40 + 8 : 14 + 20 + 8 + (instance.version.value === 3 ? 0 : 8) + (instance.authType.value === 'AH' ? 24 : 0);
      const most = Math.min(255, Math.floor((mtu - header) / (ipv6 ? 16 : 4)));
      const first = entries[most];
      if (first) yield { at: first.item, message: 'default', data: { instance: instance.name, count: entries.length, most }, reported: reportedFrom(context.target, 2_000_017, reportedOnCompletion(instance)) };
    }
  },
});
