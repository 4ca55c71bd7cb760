import { listedTrackers } from '@kaconf/semantics';
import type { Edit } from '../../diagnostic.ts';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { keepsWeights } from '../../vrrp/groups.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { moveToGroup } from '../../vrrp/move-to-group.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

const lists = { script: 'track_script', file: 'track_file', bfd: 'track_bfd' } as const;

/** The manual says that the weight is taken for zero; in fact the entry is removed. */
export default defineRule({
  id: 'sync/weighted-script-in-member',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Members of a sync group track scripts, files and BFD sessions without weight.',
  details: [
    'In a sync group only the group as a whole moves. keepalived removes every `track_script`, `track_file` and `track_bfd` entry with a weight from a member (a `track_file` of weight 1, the default, loses its weight instead): neither the priority nor the state reacts, the service is not watched at all.',
    'Put the entry into the `vrrp_sync_group`, where its weight counts for all members, or give it weight 0: then a failure puts the group into FAULT.',
  ].join('\n\n'),
  messages: {
    default: '{instance} is in {group}, so keepalived removes its {list} entry {name} with weight {weight}: it is not watched at all. Move it to the group.',
    file: '{instance} is in {group}, so keepalived takes the weight of its {list} entry {name} away: a number other than 0 in the file means FAULT. Move it to the group, or write weight 0.',
    move: 'Move {name} to {group}',
  },
  needs: ['vrrp_sync_group'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const group = instance.syncGroup;
      // An address owner loses the weight for that reason, which is said elsewhere.
      if (!group || keepsWeights(group) || instance.priority.value === 255) continue;
      const reported = reportedFrom(context.target, 2_000_000, reportedOnCompletion(instance));
      for (const { kind, name, weight, item } of listedTrackers(configuration, instance.block).trackers) {
        if (kind === 'interface' || kind === 'process' || weight === undefined || weight === 0) continue;
        const data = { instance: instance.name, group: group.name, list: lists[kind], name, weight };
        const edits: readonly Edit[] | undefined = moveToGroup(configuration, instance, group, lists[kind], item);
        yield {
          at: item,
          message: kind === 'file' && weight === 1 ? 'file' : 'default',
          data,
          reported,
          ...(edits ? { fix: { title: 'move', safe: true, edits } } : {}),
        };
      }
    }
  },
});
