import { groupTrouble } from '../../lvs/dropped.ts';
import { groupsOf, hasThreeKinds } from '../../lvs/groups.ts';
import { servicesOf } from '../../lvs/services.ts';
import { atEndOf, reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Groups that keepalived removes, and services that do not go with their group. */
export default defineRule({
  id: 'lvs/virtual-server-group-unusable',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'A virtual server group has entries, of the address family of its virtual servers.',
  details: [
    'keepalived removes a group without a usable line, and one that holds IPv4 addresses, IPv6 addresses and a fwmark that does not say its family (`fwmark 1 inet6`).',
    'A `virtual_server group NAME` whose real servers are of one family cannot use a group with the other family or with both, unless all real servers are tunnelled. keepalived drops such a virtual server at start and says so in its log only.',
  ].join('\n\n'),
  messages: {
    empty: '{group} has no usable entry; keepalived removes it.',
    three: '{group} holds IPv4, IPv6 and a fwmark without family; keepalived removes it. Write "fwmark N inet" or "fwmark N inet6".',
    mixed: '{service} has real servers of one address family, but its group has both; keepalived drops the virtual server at start.',
    family: '{service} has real servers of another address family than its group; keepalived drops the virtual server at start.',
    group: 'The group.',
  },
  needs: ['virtual_server_group', 'virtual_server'],
  keepalived: 'sometimes',
  *check(configuration, { target }) {
    for (const group of groupsOf(configuration)) {
      if (group.unknown || !configuration.complete) continue;
      const base = { at: group.block, data: { group: `virtual_server_group ${group.name}` } } as const;
      if (group.entries.length === 0) yield { ...base, message: 'empty', reported: reportedFrom(target, 1_003_007, atEndOf(group.block)) };
      else if (hasThreeKinds(group)) yield { ...base, message: 'three', reported: reportedFrom(target, 2_001_000, atEndOf(group.block)) };
    }
    for (const service of servicesOf(configuration)) {
      const trouble = groupTrouble(service);
      if (!service.group || trouble === undefined || trouble === 'undefined') continue;
      yield { at: service.block, message: trouble, data: { service: service.name }, related: [{ at: service.group.block, message: 'group' }] };
    }
  },
});
