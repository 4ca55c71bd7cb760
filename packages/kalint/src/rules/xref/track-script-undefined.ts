import type { Configuration, SymbolUse } from '@kaconf/semantics';
import { onlyOneEditAway, Search } from '../../closest.ts';
import { certainReplacement } from '../../vrrp/certain-edits.ts';
import { blockName } from '../../facts.ts';
import { definitionsOf, linesOfReference, mayBeDefined, namesOf, referenceKinds } from '../../references.ts';
import { defineRule } from '../../rule.ts';

/** A tracker that names nothing is dropped, and the instance runs as if it had never been there. */
export default defineRule({
  id: 'xref/track-script-undefined',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'What is tracked has a definition of that name.',
  details: [
    '`track_script`, `track_file`, `track_process`, `track_bfd`, `FILE_CHECK`, `BFD_CHECK` and `track_group` name blocks that are defined elsewhere: `vrrp_script`, `track_file`, `vrrp_track_process`, `bfd_instance`, `track_group`. Names are case-sensitive.',
    'keepalived drops an entry whose name it does not know and goes on: the service is not watched, and its failure never moves the virtual addresses.',
  ].join('\n\n'),
  messages: {
    default: 'There is no {kind} "{name}"; keepalived drops this entry, and {owner} runs without it.',
    suggest: 'There is no {kind} "{name}"; did you mean "{suggestion}"? keepalived drops this entry, and {owner} runs without it.',
    item: 'There is no track_group "{name}"; the entry is not tracked.',
    replace: 'Write "{suggestion}"',
  },
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    const search = new Search();
    const candidates = new Map<string, readonly string[]>();
    for (const use of configuration.symbols.all) {
      if (use.role !== 'ref' || !referenceKinds.has(use.kind)) continue;
      if (definitionsOf(configuration, use.kind, use.name).length > 0 || mayBeDefined(configuration, use.kind, use.name)) continue;
      const names = candidates.get(use.kind) ?? [...new Set(namesOf(configuration, use.kind))];
      candidates.set(use.kind, names);
      const suggestion = search.closest(use.name, names);
      const owner = use.owner.parent?.parent ?? use.owner.parent;
      const data = { kind: use.kind, name: use.name, suggestion: suggestion ?? '', owner: blockName(owner) };
      const base = { at: use, data, reported: context.target >= 1_003_006 ? linesOfReference(use) : ('silent' as const) };
      const edit = suggestion === undefined ? undefined : certainReplacement(use, use.name, suggestion);
      if (suggestion === undefined || !edit) {
        yield { ...base, message: use.kind === 'track_group' ? 'item' : suggestion === undefined ? 'default' : 'suggest' };
        continue;
      }
      const safe = onlyOneEditAway(use.name, names) && isUnused(configuration, use, suggestion);
      const fix = { title: 'replace', data, safe, edits: [edit] } as const;
      yield { ...base, message: 'suggest', ...(safe ? { fix } : { suggestions: [fix] }) };
    }
  },
});

/** A name that nothing refers to yet is the one that was meant. */
function isUnused(configuration: Configuration, use: SymbolUse, name: string): boolean {
  return configuration.symbols.references(use.kind, name).length === 0;
}
