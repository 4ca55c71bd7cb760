import { readSyncGroups } from '@kaconf/semantics';
import { reportedWithGroups } from '../../vrrp/completion.ts';
import { definedInstances, membersOf } from '../../vrrp/groups.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** A group ties at least two instances together. */
export default defineRule({
  id: 'sync/incomplete-group',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'A sync group has at least two members.',
  details: 'keepalived removes a group without any existing member, and from 2.2.8 on complains where the group has no `group { … }` list at all. A group of a single instance works but ties nothing together, so it is reported too: often the second name is misspelt, or stands in another group.',
  messages: {
    empty: '{group} has no group list; keepalived removes it.',
    none: 'No instance is left in {group}; keepalived removes it.',
    single: '{group} has one member only ({member}), so it ties nothing together.',
  },
  keepalived: 'yes',
  *check(configuration, context) {
    if (!configuration.complete) return;
    const instances = definedInstances(configuration);
    const reported = reportedFrom(context.target, 2_001_000, reportedWithGroups(configuration));
    for (const group of readSyncGroups(configuration)) {
      const { block } = group;
      const data = { group: block.words.map((word) => word.text).join(' '), member: '' };
      const list = block.blocks('group')[0];
      if (!list || (list.items.length === 0 && list.open !== undefined)) {
        if (block.open === undefined) continue;
        const where = context.target >= 2_002_008 && !list ? block.endLine : reported;
        yield { at: block, message: 'empty', data, severity: 'error', reported: where };
        continue;
      }
      if (group.unknown) continue;
      const members = group.members.filter((name) => instances.has(name));
      // What is unknown or in another group already is reported there; the consequence is keepalived's own message.
      const listed = new Set(membersOf(block).map(({ name }) => name));
      const [member] = members;
      if (member === undefined) yield { at: block, message: 'none', data, severity: 'error', reported };
      else if (members.length === 1) {
        if (listed.size === 1) yield { at: list, message: 'single', data: { ...data, member }, reported };
        else yield { at: block, message: 'single', data: { ...data, member }, severity: 'info', reported };
      }
    }
  },
});
