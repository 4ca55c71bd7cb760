import { isLinkLocal, sameSubnet, subnetOf, type VrrpInstance } from '@kaconf/semantics';
import type { IpAddress } from '@kaconf/schema';
import { addressEntries, isForeign } from '../../vrrp/addresses.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { isPlain } from '../../vrrp/certain-edits.ts';
import { defineRule } from '../../rule.ts';

/** Without a length the address is a host route: right on top of an existing subnet, wrong as its only address. */
export default defineRule({
  id: 'vrrp/vip-without-prefix',
  scope: 'configuration',
  severity: 'info',
  tier: 3,
  summary: 'Virtual addresses say their prefix length.',
  details: 'Without `/LENGTH` keepalived adds the address as /32 (IPv6: /128). That is right where the interface has an address of the same subnet anyway. Where the virtual address is the only one of its subnet there is then no route to the neighbours. Say what is meant.',
  messages: {
    default: '{address} has no prefix length; keepalived adds it as /{length}. Write /{length}, or the length of its subnet if it is the only address there.',
    alone: '{address} has no prefix length; keepalived adds it as /{length}, but {source}, the address of the interface, is in another subnet: there is no route to the neighbours. Write the length of its subnet.',
    whole: 'Write {address}/{length}',
    subnet: 'Write {address}/{usual}',
  },
  needs: ['vrrp_instance'],
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    for (const instance of instancesOf(configuration)) {
      for (const entry of addressEntries(instance)) {
        const { address, item } = entry;
        if (address.hasPrefix || isForeign(entry, instance) || item.args['peer'] !== undefined) continue;
        const word = item.words.find((each) => each.text.startsWith(address.address) || each.text.toLowerCase().includes(address.address));
        const length = address.family === 'ipv4' ? 32 : 128;
        const usual = subnetOf(address).split('/')[1] ?? '';
        const source = isAlone(instance, address, entry.device) ? instance.source.value?.address : undefined;
        const data = { address: address.address, length, usual, source: source ?? '' };
        const insert = word && isPlain(item) ? { path: item.document.path, start: word.end, end: word.end } : undefined;
        yield {
          at: item,
          message: source === undefined ? 'default' : 'alone',
          data,
          ...(source === undefined ? {} : { severity: 'warning' as const }),
          ...(insert
            ? { suggestions: [{ title: 'whole', data, safe: false, edits: [{ ...insert, text: `/${length}` }] }, { title: 'subnet', data, safe: false, edits: [{ ...insert, text: `/${usual}` }] }] }
            : {}),
        };
      }
    }
  },
});

/** The interface is known to have an address of another subnet, and nothing else brings in that of this one. */
function isAlone(instance: VrrpInstance, address: IpAddress, device: string | undefined): boolean {
  const source = instance.source.value;
  if (!source || source.family !== address.family || isLinkLocal(address) || isLinkLocal(source)) return false;
  if ((device !== undefined && device !== instance.interface.value) || sameSubnet(source, address)) return false;
  return !addressEntries(instance).some((other) => other.address.hasPrefix && other.address.prefix !== (address.family === 'ipv4' ? 32 : 128) && sameSubnet(other.address, address));
}
