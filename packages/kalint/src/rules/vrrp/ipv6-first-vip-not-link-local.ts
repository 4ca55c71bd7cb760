import { isLinkLocal, isUnicast } from '@kaconf/semantics';
import { addressEntries } from '../../vrrp/addresses.ts';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Hosts that use the virtual router as their gateway know it by its link-local address. */
export default defineRule({
  id: 'vrrp/ipv6-first-vip-not-link-local',
  scope: 'configuration',
  severity: 'info',
  tier: 2,
  summary: 'The first IPv6 address of an instance is link-local.',
  details: 'RFC 5798 wants a link-local address (`fe80::/10`) as the first one, since hosts learn that address as their gateway. keepalived says so in the log, in strict mode as an error, and not for unicast instances. An address that only serves a service works without it.',
  messages: {
    default: '{instance}: the first IPv6 address {address} is not link-local; hosts cannot use the virtual router as their gateway. Put an address of fe80::/64 first.',
    strict: '{instance}: in strict mode the first IPv6 address has to be link-local; {address} is not.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'sometimes',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      if (instance.family.value !== 'ipv6' || isUnicast(instance) !== false) continue;
      const first = addressEntries(instance).find((entry) => !entry.excluded && entry.address.family === 'ipv6');
      if (!first || isLinkLocal(first.address) || first.item.parent.items[0] !== first.item) continue;
      const data = { instance: instance.name, address: first.address.address };
      if (instance.strict.value) yield { at: first.item, message: 'strict', data, severity: 'warning', reported: reportedFrom(context.target, 1_002_020, reportedOnCompletion(instance)) };
      else yield { at: first.item, message: 'default', data };
    }
  },
});
