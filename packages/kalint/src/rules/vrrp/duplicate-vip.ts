import { isLinkLocal, type Configuration, type VirtualAddress, type VrrpInstance } from '@kaconf/semantics';
import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { repeatedAddresses } from '../../vrrp/addresses.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** One address, two owners: when one of them steps down it takes the address from the other. */
export default defineRule({
  id: 'vrrp/duplicate-vip',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'A virtual address belongs to one instance.',
  details: 'keepalived does not compare the addresses of different instances. When one of two instances that list the same address becomes BACKUP, it removes the address from the interface, although the other one is still master. The prefix length does not matter. Link-local IPv6 addresses may repeat on different interfaces. Within one instance a second mention is ignored, from 2.3.3 on with an error.',
  messages: {
    default: '{address} is in {other} as well as in {instance}; whichever becomes BACKUP takes it away from the other. Keep it in one of them.',
    same: '{address} stands in {instance} twice; the second entry has no effect.',
    first: 'It stands here first.',
    remove: 'Delete the second {address}',
  },
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      for (const { address, item, first } of repeatedAddresses(instance)) {
        const edit = certainRemoval(item);
        const data = { address, instance: instance.name };
        yield {
          at: item,
          message: 'same',
          data,
          severity: context.target >= 2_003_003 ? 'error' : 'warning',
          related: [{ at: first, message: 'first' }],
          reported: reportedFrom(context.target, 2_003_003, item.line),
          ...(edit && item.words.length === 1 ? { fix: { title: 'remove', data, safe: true, edits: [edit] } } : {}),
        };
      }
    }
    yield* betweenInstances(configuration);
  },
});

function* betweenInstances(configuration: Configuration) {
  const seen = new Map<string, { readonly instance: VrrpInstance; readonly entry: VirtualAddress }>();
  for (const instance of instancesOf(configuration)) {
    for (const entry of instance.addresses) {
      const { address } = entry.address;
      // A link-local address is one of its own on each interface.
      const device = entry.device ?? instance.interface.value ?? '';
      const key = isLinkLocal(entry.address) ? `${address}%${device}` : address;
      const known = seen.get(key);
      if (!known) seen.set(key, { instance, entry });
      else if (known.instance.block !== instance.block) {
        yield { at: entry.item, message: 'default' as const, data: { address, instance: instance.name, other: known.instance.name }, related: [{ at: known.entry.item, message: 'first' as const }] };
      }
    }
  }
}
