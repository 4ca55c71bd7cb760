import { known } from '@kaconf/semantics';
import { addressEntries } from '../../vrrp/addresses.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { isPlaceholder } from '../../vrrp/interface-arguments.ts';
import { isLongName } from '../../vrrp/owned-mismatches.ts';
import { valueOf } from '../../fact-words.ts';
import { reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

/** The kernel has room for fifteen bytes. */
export default defineRule({
  id: 'vrrp/name-too-long',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Names of interfaces and labels have at most 15 characters.',
  details: 'Interface names, the name behind `use_vmac`, and labels of addresses have at most 15 bytes and hold neither `/` nor blanks. keepalived ignores a name that is longer; an address with such a label or device is removed. Tools expect a label to begin with the name of its interface.',
  messages: {
    interface: '"{name}" has {length} characters, the name of an interface ({keyword}) at most 15; keepalived ignores it.',
    label: 'The label "{name}" has {length} characters, at most 15 are possible; keepalived removes the address {address}.',
    character: '"{name}" holds a character that no interface name has; keepalived ignores it.',
    prefix: 'The label "{name}" does not begin with the name of its interface ({device}); other tools may not show it.',
  },
  needs: ['vrrp_instance', 'fact:mismatch'],
  keepalived: 'sometimes',
  *check(configuration) {
    for (const fact of configuration.factsOf('mismatch')) {
      if (!isLongName(fact)) continue;
      const name = valueOf(fact);
      // A placeholder is more than too long; another rule says so.
      if (isPlaceholder(name)) continue;
      const length = new TextEncoder().encode(name).length;
      const label = fact.item && fact.words[fact.mismatch.word - 1] === 'label';
      yield { at: fact, message: label ? 'label' : 'interface', data: { name, length, keyword: fact.directive.keyword.name, address: fact.words[0] ?? '' }, reported: reportedBy(fact) };
    }
    for (const instance of instancesOf(configuration)) {
      for (const directive of instance.block.all('use_vmac')) {
        const name = known(directive.args.name ?? directive.args.interface);
        if (name !== undefined && name.includes('/')) yield { at: directive, message: 'character', data: { name }, reported: directive.line };
      }
      // With a virtual MAC the device is one that keepalived names.
      if (instance.block.has('use_vmac') || instance.block.has('use_ipvlan')) continue;
      for (const { item, device = instance.interface.value } of addressEntries(instance)) {
        const label = item.argument('label')?.value as string | undefined;
        if (label === undefined || device === undefined || label === device || label.startsWith(`${device}:`)) continue;
        yield { at: item, message: 'prefix', data: { name: label, device }, severity: 'warning' };
      }
    }
  },
});
