import { lineBelow } from '../../vrrp/certain-edits.ts';
import { groupsOf, instancesIn } from '../../vrrp/groups.ts';
import { defineRule } from '../../rule.ts';

/** One member wants the group back, the others do not. */
export default defineRule({
  id: 'sync/preempt-mode-mixed',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Members of a sync group agree on nopreempt and preempt_delay.',
  details: 'A group becomes master only when all of its members may. Where some members preempt and others have `nopreempt`, or wait for different times, the group waits for ever, or is pulled back and forth. Write the same into every member.',
  messages: {
    nopreempt: 'In {group} nopreempt stands in {some}, but not in {others}; the members of a group have to agree.',
    delay: 'The members of {group} have different values of preempt_delay: {list}. The members of a group have to agree.',
    here: '{instance} has it.',
    insert: 'Add nopreempt to {others}',
  },
  needs: ['vrrp_sync_group'],
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    for (const group of groupsOf(configuration)) {
      const members = instancesIn(configuration, group);
      if (group.unknown || members.length < 2 || members.some(({ nopreempt, preemptDelay }) => nopreempt.unknown || preemptDelay.unknown)) continue;
      const some = members.filter((member) => member.nopreempt.value);
      const others = members.filter((member) => !member.nopreempt.value);
      const names = (list: readonly { readonly name: string }[]): string => list.map((each) => each.name).join(', ');
      if (some.length > 0 && others.length > 0) {
        const data = { group: group.name, some: names(some), others: names(others) };
        const edits = others.flatMap((member) => {
          const after = member.block.get('priority') ?? member.block.get('virtual_router_id');
          return after && member.state.value !== 'MASTER' ? (lineBelow(after, 'nopreempt') ?? []) : [];
        });
        yield {
          at: group.block,
          message: 'nopreempt',
          data,
          related: some.flatMap((member) => (member.nopreempt.directive ? [{ at: member.nopreempt.directive, message: 'here' as const, data: { instance: member.name } }] : [])),
          ...(edits.length === others.length ? { suggestions: [{ title: 'insert', data, safe: false, edits }] } : {}),
        };
      } else if (some.length === 0 && new Set(members.map((member) => member.preemptDelay.value)).size > 1) {
        const list = members.map((member) => `${member.name} ${member.preemptDelay.value ?? ''}`).join(', ');
        yield { at: group.block, message: 'delay', data: { group: group.name, list } };
      }
    }
  },
});
