import { listedTrackers } from '@kaconf/semantics';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { keepsWeights } from '../../vrrp/groups.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { moveToGroup } from '../../vrrp/move-to-group.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** The message says that the weight is ignored, but it was copied before. */
export default defineRule({
  id: 'sync/weighted-interface-in-member',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Members of a sync group track interfaces without weight.',
  details: [
    'keepalived says that it ignores the weight of a `track_interface` entry in a member of a sync group, but the weight was copied before: when the link goes down, the priority of this one member falls while those of the others stay, and a group moves only when all of its members want to. So nothing moves, neither by priority nor by FAULT.',
    'Put the entry into the `vrrp_sync_group`, or leave the weight out: then the group goes to FAULT.',
  ].join('\n\n'),
  messages: {
    default: '{instance} is in {group}: weight {weight} of {name} lowers this one member only, and the group does not move. Move the entry to the group, or leave the weight out.',
    move: 'Move {name} to {group}',
  },
  needs: ['vrrp_sync_group'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const group = instance.syncGroup;
      if (!group || keepsWeights(group) || instance.priority.value === 255) continue;
      for (const { kind, name, weight, item } of listedTrackers(configuration, instance.block).trackers) {
        if (kind !== 'interface' || name === instance.interface.value || weight === undefined || weight === 0) continue;
        const data = { instance: instance.name, group: group.name, name, weight };
        const edits = moveToGroup(configuration, instance, group, 'track_interface', item);
        yield {
          at: item,
          message: 'default',
          data,
          reported: reportedFrom(context.target, 2_000_008, reportedOnCompletion(instance)),
          ...(edits ? { fix: { title: 'move', safe: true, edits } } : {}),
        };
      }
    }
  },
});
