import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** A node with a pulled cable stays master, and its peer becomes one too. */
export default defineRule({
  id: 'vrrp/dont-track-primary',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Instances go to FAULT when their interface goes down.',
  details: 'With `dont_track_primary` keepalived ignores the link of the instance\'s own interface: a node whose cable is pulled stays master and keeps the addresses while its peer takes them as well. It is meant for a direct cable between two nodes, which goes down on both sides when one of them fails; there the virtual addresses stand on other interfaces that are watched.',
  messages: {
    default: '{instance} stays master when {device} goes down, and keeps its addresses while the peer takes them too. Delete dont_track_primary.',
    elsewhere: '{instance} does not notice when {device} goes down; its addresses are on other interfaces.',
    remove: 'Delete dont_track_primary',
  },
  needs: ['dont_track_primary'],
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    for (const instance of instancesOf(configuration)) {
      const directive = instance.block.get('dont_track_primary');
      const device = instance.interface.value;
      if (!directive || device === undefined) continue;
      const elsewhere = !instance.addressesUnknown && instance.addresses.length > 0 && instance.addresses.every((each) => each.device !== undefined && each.device !== device);
      const edit = certainRemoval(directive);
      yield {
        at: directive,
        message: elsewhere ? 'elsewhere' : 'default',
        data: { instance: instance.name, device },
        ...(elsewhere ? { severity: 'info' as const } : {}),
        ...(edit ? { suggestions: [{ title: 'remove', safe: false, edits: [edit] }] } : {}),
      };
    }
  },
});
