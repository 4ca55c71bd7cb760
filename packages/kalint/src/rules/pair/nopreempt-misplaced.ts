import { healthyPriority, type VrrpInstance } from '@kaconf/semantics';
import { insertBefore } from '../../cluster/value-edits.ts';
import { offer } from '../../cluster/offer.ts';
import { headOf, placeOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** `nopreempt` keeps a node from taking over from a lower one: on the lowest node it has nothing to do. */
export default defineRule({
  id: 'pair/nopreempt-misplaced',
  scope: 'cluster',
  severity: 'warning',
  tier: 2,
  summary: '`nopreempt` stands on every node that could preempt.',
  details: '`nopreempt` is looked at by the node that hears a master with a lower priority: it then stays a backup. So it must stand on the nodes with the higher priority. On the lowest node it has nothing to prevent, and a higher node without it takes the address back as soon as it returns. Write `nopreempt`, with `state BACKUP`, on all nodes.',
  messages: {
    default: '{instance} has nopreempt on {others}, but not on {node}, which has a higher priority ({own} against {low}) and takes the address back as soon as it returns. Add nopreempt and "state BACKUP" on {node}, or remove it from {others}.',
    other: '{other} has nopreempt, which does nothing on the node with the lowest priority.',
    otherMiddle: '{other} has nopreempt.',
    fix: 'Add nopreempt',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      const rated = members.map((member) => ({ member, value: healthyPriority(member)?.value ?? member.priority.value }));
      const low = Math.min(...rated.map(({ value }) => value ?? 0));
      if (rated.some(({ member, value }) => value === undefined || member.nopreempt.unknown)) continue;
      const having = rated.filter(({ member }) => member.nopreempt.value === true);
      if (having.length === 0) continue;
      for (const { member, value } of rated) {
        // Written and switched off by state MASTER or priority 255: a rule about that file says so.
        if (value === undefined || value <= low || member.nopreempt.value || writes(member)) continue;
        const { directive } = member.priority;
        yield {
          at: headOf(member),
          message: 'default',
          data: { instance: name, node: member.node.name, own: value, low, others: having.map((each) => each.member.node.name).join(', ') },
          related: having.map((each) => ({ at: placeOf(each.member.nopreempt, each.member), message: each.value === low ? ('other' as const) : ('otherMiddle' as const), data: { other: each.member.node.name } })),
          ...(directive && member.state.value === 'BACKUP' ? offer('fix', insertBefore(directive, 'nopreempt'), false) : {}),
        };
      }
    }
  },
});

function writes(member: VrrpInstance): boolean {
  return member.nopreempt.directive?.name === 'nopreempt';
}
