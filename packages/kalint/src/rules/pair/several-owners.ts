import { offer } from '../../cluster/offer.ts';
import { placeOf } from '../../cluster/places.ts';
import { replaceValue } from '../../cluster/value-edits.ts';
import { defineRule } from '../../rule.ts';

/** 255 is not "very high", it says "this address is mine". */
export default defineRule({
  id: 'pair/several-owners',
  scope: 'cluster',
  severity: 'error',
  tier: 2,
  summary: 'At most one node of a virtual router has priority 255.',
  details: [
    'Priority 255 marks the router that owns the virtual address as its real one (RFC 5798, section 5.2.4). An owner takes the address at once when it starts, never lowers its priority when a check fails, and ignores `nopreempt`. Two owners both hold the address; keepalived finds out at run time and lowers one of them.',
    '`state MASTER` without a `priority` means 255 as well. Use ordinary priorities, for example 150 and 100.',
  ].join('\n\n'),
  messages: {
    default: '{instance} has priority 255 on {nodes}. 255 means "owner of the address", which only one node can be: both take the address at once. Use ordinary priorities such as 150 and 100.',
    defaulted: '{instance} has priority 255 on {nodes}: without a priority, "state MASTER" on {node} means 255, "owner of the address", which only one node can be. Give {node} an ordinary priority such as 100.',
    other: '{other} has priority 255 here.',
    otherDefaulted: '{other} has no priority here: with state MASTER that means 255.',
    fix: 'Use priority 100',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      const owners = members.filter((member) => member.priority.value === 255);
      const last = owners.at(-1);
      if (!last || owners.length < 2) continue;
      const place = (member: typeof last) => (member.priority.directive ? placeOf(member.priority, member) : placeOf(member.state, member));
      yield {
        at: place(last),
        message: last.priority.directive ? 'default' : 'defaulted',
        data: { instance: name, nodes: owners.map((member) => member.node.name).join(', '), node: last.node.name },
        related: owners.slice(0, -1).map((member) => ({ at: place(member), message: member.priority.directive ? ('other' as const) : ('otherDefaulted' as const), data: { other: member.node.name } })),
        ...offer('fix', replaceValue(last.priority.directive, '100'), false),
      };
    }
  },
});
