import type { Block } from '@kaconf/semantics';
import { Search } from '../../closest.ts';
import { certainReplacement } from '../../vrrp/certain-edits.ts';
import { mayBeDefined } from '../../references.ts';
import { reportedWithGroups } from '../../vrrp/completion.ts';
import { defineRule } from '../../rule.ts';

/** A member that does not exist is left out, so that the rest of the group moves without it. */
export default defineRule({
  id: 'xref/sync-group-unknown-instance',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Members of sync groups and track groups are instances of this configuration.',
  details: '`group { … }` lists `vrrp_instance` names; they are case-sensitive. A sync group without one of its instances fails over alone, so that the addresses inside and outside may end up on different nodes. In a `track_group` keepalived only notes an unknown name in the log.',
  messages: {
    default: '{group} lists "{name}", but there is no such vrrp_instance; keepalived leaves it out.',
    suggest: '{group} lists "{name}", but there is no such vrrp_instance (did you mean "{suggestion}"?); keepalived leaves it out.',
    replace: 'Write "{suggestion}"',
  },
  needs: ['vrrp_sync_group'],
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration, context) {
    const search = new Search();
    const candidates = new Map<Block, readonly string[]>();
    for (const use of configuration.symbols.all) {
      if (use.role !== 'ref' || use.kind !== 'vrrp_instance' || use.owner.keyword.name !== 'group') continue;
      if (configuration.symbols.definitions(use.kind, use.name).length > 0 || mayBeDefined(configuration, use.kind, use.name)) continue;
      const group = use.owner.parent?.parent;
      if (!group) continue;
      const sync = group.name === 'vrrp_sync_group';
      const names = candidates.get(group) ?? namesOutside(group, configuration.symbols.names(use.kind));
      candidates.set(group, names);
      const suggestion = search.closest(use.name, names);
      const edit = suggestion === undefined ? undefined : certainReplacement(use, use.name, suggestion);
      yield {
        at: use,
        message: suggestion === undefined ? 'default' : 'suggest',
        data: { group: group.words.map((word) => word.text).join(' '), name: use.name, suggestion: suggestion ?? '' },
        reported: sync && context.target >= 1_002_020 ? reportedWithGroups(configuration) : 'silent',
        ...(edit ? { suggestions: [{ title: 'replace', safe: false, edits: [edit] }] } : {}),
      };
    }
  },
});

/** Who is a member already was not meant. */
function namesOutside(group: Block, names: readonly string[]): readonly string[] {
  const members = new Set(group.itemsOf('group').flatMap((item) => item.words.map((word) => word.text)));
  return names.filter((name) => !members.has(name));
}
