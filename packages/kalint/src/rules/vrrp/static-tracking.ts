import { soundItems } from '../../vrrp/sound-items.ts';
import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { defineRule } from '../../rule.ts';

/** To be watched and not to be watched. */
export default defineRule({
  id: 'vrrp/static-tracking',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Static items have track_group or no_track, not both.',
  details: 'With `track_group` the instances of the group go to FAULT when a static address, route or rule vanishes. `no_track` on the same line switches that off; keepalived notes it in the log only.',
  messages: {
    default: 'This entry has both track_group {group} and no_track; keepalived does not track it.',
    remove: 'Delete no_track',
  },
  needs: ['static_ipaddress', 'static_routes', 'static_rules'],
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    for (const item of soundItems(configuration, ['static_ipaddress', 'static_routes', 'static_rules'])) {
      const group = item.words[item.words.findIndex((word) => word.text === 'track_group') + 1];
      const off = item.words.find((word) => word.text === 'no_track');
      if (!off || !group || item.words.every((word) => word.text !== 'track_group')) continue;
      const { document } = item;
      const edit = certainRemoval(item) ? { path: document.path, start: off.start - 1, end: off.end, text: '' } : undefined;
      yield { at: item, message: 'default', data: { group: group.text }, ...(edit ? { suggestions: [{ title: 'remove', safe: false, edits: [edit] }] } : {}) };
    }
  },
});
