import { addressEntries } from '../../vrrp/addresses.ts';
import { hasUnicastKeyword, reportedOnCompletion } from '../../vrrp/completion.ts';
import { lineBelow } from '../../vrrp/certain-edits.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** A macvlan or ipvlan needs an interface below it, and with unicast the adverts go out there. */
export default defineRule({
  id: 'vrrp/vmac-settings',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'use_vmac and use_ipvlan stand with what they need.',
  details: 'A virtual MAC lives on a macvlan on top of `interface`. With a unicast setting keepalived needs `vmac_xmit_base`: the adverts then use the interface below; it sets it by itself and the config test fails. Without an interface it clears `use_vmac`. `use_ipvlan` with IPv4 needs an address of its own (as its argument, or as source address), or the instance stays in FAULT. In single addresses, `use_vmac` is for those on another interface than that of the instance.',
  messages: {
    xmitBase: '{instance} uses {keyword} together with unicast, which needs vmac_xmit_base; keepalived sets it and the config test fails. Add it.',
    interface: '{instance} has no interface on which {keyword} could work; keepalived clears it.',
    ipvlan: '{instance} uses ipvlan with IPv4 but has no address for it; it stays in FAULT. Write use_ipvlan ADDRESS, or a source address.',
    twice: '{address} says use_vmac, but is on the interface of {instance}, which uses a virtual MAC anyway; leave it out here.',
    addresses: '{address} says use_vmac, but {instance} has use_vmac_addr for all addresses on other interfaces; leave it out here.',
    device: '{instance} has no interface and {address} has no dev; keepalived removes the address.',
    insert: 'Add vmac_xmit_base',
  },
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const { block } = instance;
      const vmac = block.get('use_vmac');
      const ipvlan = block.get('use_ipvlan');
      const used = vmac ?? ipvlan;
      const device = instance.interface.value;
      const known = !instance.interface.unknown;
      const data = { instance: instance.name, keyword: used?.name ?? '' };
      if (used && known && hasUnicastKeyword(instance)) {
        if (device === undefined) yield { at: used, message: 'interface', data, reported: reportedFrom(context.target, 2_002_005, block.endLine) };
        else if (!block.has('vmac_xmit_base')) {
          const edit = lineBelow(used, 'vmac_xmit_base');
          yield { at: used, message: 'xmitBase', data, reported: reportedFrom(context.target, 2_002_000, block.endLine), ...(edit ? { fix: { title: 'insert', safe: true, edits: [edit] } } : {}) };
        }
      }
      const bare = ipvlan?.words.slice(1).every((word) => word.dynamic === undefined && !/^[\d.]+(?:\/\d+)?$/.test(word.text)) === true;
      if (ipvlan && bare && instance.family.value === 'ipv4') yield { at: ipvlan, message: 'ipvlan', data, reported: reportedFrom(context.target, 2_000_017, reportedOnCompletion(instance)) };
      const homeless = device === undefined && known && context.target >= 2_002_008 && hasUnicastKeyword(instance);
      if (!vmac && !block.has('use_vmac_addr') && !homeless) continue;
      const reported = reportedOnCompletion(instance);
      for (const { address, device: own, item } of addressEntries(instance)) {
        const more = { ...data, address: address.address };
        const here = own === undefined || own === device;
        const same = address.family === instance.family.value;
        const uses = item.argument('use_vmac') !== undefined;
        if (uses && vmac && here && same) yield { at: item, message: 'twice', data: more, reported: reportedFrom(context.target, 2_002_000, reported) };
        else if (uses && block.has('use_vmac_addr') && (!here || !same)) yield { at: item, message: 'addresses', data: more, reported: reportedFrom(context.target, 2_002_000, reported) };
        if (own === undefined && homeless) yield { at: item, message: 'device', data: more, reported };
      }
    }
  },
});
