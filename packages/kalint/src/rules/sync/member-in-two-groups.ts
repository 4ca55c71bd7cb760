import type { Place } from '@kaconf/semantics';
import { reportedWithGroups } from '../../vrrp/completion.ts';
import { definedInstances, groupsOf, membersOf } from '../../vrrp/groups.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** The first group keeps the instance, the second one is built without it. */
export default defineRule({
  id: 'sync/member-in-two-groups',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'An instance is a member of one sync group.',
  details: 'keepalived puts an instance into the first group that lists it and leaves it out of all others. A group that is left with one member, or none, does not tie anything together.',
  messages: {
    default: '{instance} is a member of {group} already; keepalived leaves it out of {other}.',
    same: '{instance} stands in {group} twice; keepalived ignores the second entry.',
    first: 'It is a member here.',
  },
  needs: ['vrrp_sync_group'],
  keepalived: 'yes',
  *check(configuration, context) {
    const reported = reportedFrom(context.target, 1_002_020, reportedWithGroups(configuration));
    const instances = definedInstances(configuration);
    const taken = new Map<string, { readonly group: string; readonly at: Place }>();
    for (const { block, name: group } of groupsOf(configuration)) {
      for (const { name, at } of membersOf(block)) {
        if (!instances.has(name)) continue;
        const first = taken.get(name);
        if (!first) taken.set(name, { group, at });
        else yield { at, message: first.group === group ? 'same' : 'default', data: { instance: name, group: first.group, other: group }, related: [{ at: first.at, message: 'first' }], reported };
      }
    }
  },
});
