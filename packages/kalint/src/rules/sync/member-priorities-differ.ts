import { groupsOf, instancesIn } from '../../vrrp/groups.ts';
import { defineRule } from '../../rule.ts';

/** One group, one election: its members should stand for the same priority. */
export default defineRule({
  id: 'sync/member-priorities-differ',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Members of a sync group have the same priority on a node.',
  details: 'A group is master or backup as a whole. Where its members have different priorities on one node, it depends on the timers which of them decides. As long as the order of the nodes is the same for all members it works; the manual and the maintainers ask for one priority per node and group all the same.',
  messages: {
    default: 'The members of {group} have different priorities on this node: {list}. Give them one.',
    here: '{instance} has {priority}.',
  },
  needs: ['vrrp_sync_group'],
  keepalived: 'no',
  *check(configuration) {
    for (const group of groupsOf(configuration)) {
      if (group.unknown) continue;
      const members = instancesIn(configuration, group);
      const values = new Set(members.map((member) => member.priority.value));
      if (members.length < 2 || values.size < 2 || members.some((member) => member.priority.value === undefined)) continue;
      // Owners and others in one group is a fault of its own.
      if (values.has(255)) continue;
      const list = members.map((member) => `${member.name} ${member.priority.value ?? ''}`).join(', ');
      yield {
        at: group.block,
        message: 'default',
        data: { group: group.name, list },
        related: members.map((member) => ({ at: member.priority.directive ?? member.block, message: 'here' as const, data: { instance: member.name, priority: member.priority.value ?? '' } })),
      };
    }
  },
});
