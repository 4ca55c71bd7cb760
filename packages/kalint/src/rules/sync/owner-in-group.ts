import { listedTrackers } from '@kaconf/semantics';
import { reportedAtEnd, reportedWithGroups } from '../../vrrp/completion.ts';
import { groupsOf, instancesIn } from '../../vrrp/groups.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** An address owner starts as master and keeps to it, whatever the rest of its group does. */
export default defineRule({
  id: 'sync/owner-in-group',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'A sync group has no address owner (priority 255) among others.',
  details: 'An instance with priority 255 owns its address and is master from the start. In a group with instances that are backup this cannot work. keepalived also takes the weights off everything that such a group tracks.',
  messages: {
    mixed: '{owner} has priority 255 and {other} has not; a group of both cannot change its state together. Use 254 or less for {owner}.',
    weight: '{owner} in {group} has priority 255, so keepalived takes the weight {weight} off {name}.',
  },
  needs: ['vrrp_sync_group'],
  keepalived: 'sometimes',
  *check(configuration, context) {
    for (const group of groupsOf(configuration)) {
      if (group.unknown) continue;
      const members = instancesIn(configuration, group);
      const owner = members.find((member) => member.priority.value === 255);
      if (!owner) continue;
      const other = members.find((member) => member.priority.value !== undefined && member.priority.value !== 255);
      if (other) {
        // keepalived looks at what is written, in the order of the list: an owner that begins as MASTER before a BACKUP.
        const starts = members.findIndex((member) => member.block.get('state')?.args.value.text === 'MASTER' && member.block.get('priority')?.args.value.text === '255');
        const said = starts === 0 && members.some((member) => member.block.get('state')?.args.value.text === 'BACKUP');
        yield { at: owner.priority.directive ?? owner.block, message: 'mixed', data: { owner: owner.name, other: other.name }, reported: said ? reportedFrom(context.target, 2_000_000, reportedWithGroups(configuration)) : 'silent' };
      }
      for (const { item, name, weight, kind } of listedTrackers(configuration, group.block).trackers) {
        if (weight === undefined || weight === 0) continue;
        const since = kind === 'process' ? 2_002_000 : 2_000_000;
        yield { at: item, message: 'weight', data: { owner: owner.name, group: group.name, weight, name }, reported: reportedFrom(context.target, since, reportedAtEnd(configuration)) };
      }
    }
  },
});
