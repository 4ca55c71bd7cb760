import { subnetOf } from '@kaconf/semantics';
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
    whole: 'Write {address}/{length}',
    subnet: 'Write {address}/{usual}',
  },
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
        const data = { address: address.address, length, usual };
        const insert = word && isPlain(item) ? { path: item.document.path, start: word.end, end: word.end } : undefined;
        yield {
          at: item,
          message: 'default',
          data,
          ...(insert
            ? { suggestions: [{ title: 'whole', data, safe: false, edits: [{ ...insert, text: `/${length}` }] }, { title: 'subnet', data, safe: false, edits: [{ ...insert, text: `/${usual}` }] }] }
            : {}),
        };
      }
    }
  },
});
