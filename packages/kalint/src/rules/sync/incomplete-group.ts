import { reportedWithGroups } from '../../vrrp/completion.ts';
import { definedInstances, groupsOf, membersOf } from '../../vrrp/groups.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** A group ties at least two instances together. */
export default defineRule({
  id: 'sync/incomplete-group',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'A sync group has at least two members.',
  details: 'keepalived removes a group without any existing member, and from 2.2.8 on complains where the group has no `group { … }` list at all. A group of a single instance works but ties nothing together, so it is reported too.',
  messages: {
    empty: '{group} has no group list; keepalived removes it.',
    single: '{group} has one member only ({member}), so it ties nothing together.',
  },
  needs: ['vrrp_sync_group'],
  keepalived: 'yes',
  *check(configuration, context) {
    if (!configuration.complete) return;
    const instances = definedInstances(configuration);
    const reported = reportedFrom(context.target, 2_001_000, reportedWithGroups(configuration));
    for (const group of groupsOf(configuration)) {
      const { block } = group;
      const data = { group: block.words.map((word) => word.text).join(' '), member: '' };
      const list = block.blocks('group')[0];
      if (!list || (list.items.length === 0 && list.open !== undefined)) {
        // What braces out of place make of the block is said where they stand.
        if (block.open === undefined || configuration.asRead) continue;
        const where = context.target >= 2_002_008 && !list ? block.endLine : reported;
        yield { at: block, message: 'empty', data, severity: 'error', reported: where };
        continue;
      }
      if (group.unknown) continue;
      const members = group.members.filter((name) => instances.has(name));
      // Names that are unknown, or in another group already, are reported where they stand.
      const listed = new Set(membersOf(block).map(({ name }) => name));
      const [member] = members;
      if (member !== undefined && members.length === 1 && listed.size === 1) yield { at: list, message: 'single', data: { ...data, member }, reported };
    }
  },
});
