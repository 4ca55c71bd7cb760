import { listedTrackers } from '@kaconf/semantics';
import { certainRemoval, type Written } from '../../vrrp/certain-edits.ts';
import { reportedAtEnd } from '../../vrrp/completion.ts';
import { keepsWeights } from '../../vrrp/groups.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** The group's entry takes the place of the member's, unless that one is without weight. */
export default defineRule({
  id: 'sync/tracker-on-group-and-member',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'What a sync group tracks is not tracked by its members as well.',
  details: 'A tracker of the group acts on every member. Where a member has an entry of the same name, the weight of the group replaces its own unless that is 0. keepalived asks in the log to remove one of them; for interfaces the config test fails.',
  messages: {
    default: '{name} is tracked by {instance} and by its group {group}; the entry of the group acts on all members anyway. Keep one of them.',
    primary: '{name} is the interface of {instance} and watched anyway, and its group {group} tracks it too.',
    group: 'Here the group tracks it.',
    remove: 'Delete {name} from {instance}',
  },
  needs: ['vrrp_sync_group'],
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const group = instance.syncGroup;
      if (!group) continue;
      const own = listedTrackers(configuration, instance.block).trackers;
      for (const shared of listedTrackers(configuration, group.block).trackers) {
        const related = [{ at: shared.item, message: 'group' as const }];
        const base = { related, reported: shared.kind === 'interface' ? reportedFrom(context.target, 2_000_000, reportedAtEnd(configuration)) : ('silent' as const), severity: shared.kind === 'interface' ? ('error' as const) : ('warning' as const) };
        const data = { name: shared.name, instance: instance.name, group: group.name };
        if (shared.kind === 'interface' && shared.name === instance.interface.value && !instance.block.has('dont_track_primary')) {
          yield { ...base, at: shared.item, message: 'primary', data };
          continue;
        }
        const tracker = own.find((each) => each.kind === shared.kind && each.name === shared.name);
        if (!tracker || (tracker.weight !== undefined && tracker.weight !== 0 && !keepsWeights(group) && tracker.kind !== 'interface' && tracker.kind !== 'process')) continue;
        const equal = tracker.weight !== undefined && tracker.weight === shared.weight && tracker.reverse === shared.reverse;
        const list = tracker.item.parent;
        const text = list.document.text.slice(list.fullRange.start, list.fullRange.end);
        const written: Written = list.items.length === 1 && !/[#!]/.test(text) ? list : tracker.item;
        const edit = equal ? certainRemoval(written) : undefined;
        yield { ...base, at: tracker.item, message: 'default', data, ...(edit ? { fix: { title: 'remove', safe: true, edits: [edit] } } : {}) };
      }
    }
  },
});
