import { listedTrackers, type ListedTracker } from '@kaconf/semantics';
import { groupsOf, instancesIn } from '../../vrrp/groups.ts';
import { moveToGroup } from '../../vrrp/move-to-group.ts';
import { defineRule } from '../../rule.ts';

const lists = { script: 'track_script', file: 'track_file', bfd: 'track_bfd', interface: 'track_interface', process: 'track_process' } as const;

/** A backup takes a group over only when all members of the master have fallen behind. */
export default defineRule({
  id: 'sync/uneven-tracking-weights',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Weights within a sync group act on all of its members.',
  details: '`sync_group_tracking_weight` lets members of a group keep the weights of their trackers. But a backup takes a group over only when the timers of all of its members expire, so a priority that falls in one member alone changes nothing. Track on the group: its weights count for every member. A weight on a `track_process` of one member has the same effect without that option.',
  messages: {
    default: '{name} changes the priority of {instance} by {weight}, but not that of {other}; the group {group} does not move. Move it to the group.',
    differs: '{name} changes the priority of {instance} by {weight}, but that of {other} by {otherWeight}; the group {group} may not move. Track it on the group.',
    move: 'Move {name} to {group}',
  },
  needs: ['vrrp_sync_group'],
  keepalived: 'no',
  fixable: 'safe',
  *check(configuration) {
    for (const group of groupsOf(configuration)) {
      const keeps = group.block.has('sync_group_tracking_weight') || group.block.has('global_tracking');
      if (group.unknown) continue;
      const members = instancesIn(configuration, group).map((instance) => ({ instance, ...listedTrackers(configuration, instance.block) }));
      if (members.length < 2 || members.some((member) => member.unknown || member.instance.priority.value === 255)) continue;
      const own = listedTrackers(configuration, group.block).trackers;
      for (const { instance, trackers } of members) {
        for (const tracker of trackers) {
          const { kind, name, weight, item } = tracker;
          if (!keeps && kind !== 'process') continue;
          if (weight === undefined || weight === 0 || own.some(same(tracker)) || (kind === 'interface' && name === instance.interface.value)) continue;
          const other = members.find((member) => member.instance !== instance && !member.trackers.some((each) => same(tracker)(each) && each.weight === weight && each.reverse === tracker.reverse));
          if (!other) continue;
          const twin = other.trackers.find(same(tracker));
          const data = { name, instance: instance.name, weight, other: other.instance.name, group: group.name, otherWeight: twin?.weight ?? 0 };
          const list = lists[kind];
          const edits = twin || list === 'track_process' ? undefined : moveToGroup(configuration, instance, group, list, item);
          yield { at: item, message: twin ? 'differs' : 'default', data, ...(edits ? { fix: { title: 'move', safe: true, edits } } : {}) };
        }
      }
    }
  },
});

function same(tracker: ListedTracker): (other: ListedTracker) => boolean {
  return (other) => other.kind === tracker.kind && other.name === tracker.name;
}
