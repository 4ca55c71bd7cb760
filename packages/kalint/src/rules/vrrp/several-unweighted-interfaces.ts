import { known, listedTrackers, type VrrpInstance } from '@kaconf/semantics';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** From 2.3.3 on one flag stands for all failed interfaces, so the first one that returns clears it. */
export default defineRule({
  id: 'vrrp/several-unweighted-interfaces',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'With keepalived 2.3.3 to 2.4.3 an instance watches at most one interface without weight besides its own.',
  details: [
    'keepalived 2.3.3 replaced the counter of failed interfaces by a single flag. When two watched links are down, the return of either of them clears it: the instance leaves FAULT, and may become master, although the other link is still dead. Up to 2.3.2 it waits for all of them.',
    'Give the interfaces weights that are larger than the distance of the priorities, or watch a bond or bridge. Own interface, `track_interface` without weight (also of the sync group) and the devices of addresses and routes count together.',
  ].join('\n\n'),
  messages: {
    default: '{instance} watches {count} interfaces without weight ({list}); keepalived 2.3.3 to 2.4.3 leaves FAULT as soon as one of them is up again. Give them weights, or watch a bond.',
  },
  keepalived: 'no',
  *check(configuration, context) {
    if (context.target < 2_003_003) return;
    for (const instance of instancesOf(configuration)) {
      const group = instance.syncGroup;
      const trackers = [...listedTrackers(configuration, instance.block).trackers, ...(group ? listedTrackers(configuration, group.block).trackers : [])].filter((each) => each.kind === 'interface' && each.weight === 0);
      const first = trackers[0];
      if (!first) continue;
      const devices = new Set([...own(instance), ...trackers.map((each) => each.name)]);
      // One interface more than the own one is the usual case of two links that rarely fail together.
      const listed = new Set(trackers.map((each) => each.name).filter((name) => name !== instance.interface.value));
      if (listed.size === 0 || (devices.size < 3 && listed.size < 2)) continue;
      yield { at: first.item, message: 'default', data: { instance: instance.name, count: devices.size, list: [...devices].join(', ') } };
    }
  },
});

/** What is watched without being listed: the interface of the instance and the devices of what it moves. */
function own(instance: VrrpInstance): readonly string[] {
  const { block } = instance;
  const devices = instance.addresses.filter((each) => each.device !== undefined && each.item.words.every((word) => word.text !== 'no_track')).map((each) => each.device ?? '');
  for (const list of ['virtual_routes', 'virtual_rules'] as const) {
    for (const item of block.itemsOf(list)) {
      const device = known(item.args.dev);
      if (device !== undefined && item.args.no_track === undefined) devices.push(device);
    }
  }
  const device = instance.interface.value;
  return device !== undefined && !block.has('dont_track_primary') ? [device, ...devices] : devices;
}
