import type { Configuration } from '@kaconf/semantics';
import { closest } from '../../closest.ts';
import { definitionsOf, namesOf } from '../../references.ts';
import { defineRule } from '../../rule.ts';

const keywords: Readonly<Record<string, string>> = { vrrp_script: 'track_script', track_file: 'track_file', vrrp_track_file: 'track_file', vrrp_track_process: 'track_process' };

/** The check works, the virtual address does not move: the most common reason is a forgotten `track_script` block. */
export default defineRule({
  id: 'xref/track-script-unused',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Scripts, files and processes that are defined are tracked by something.',
  details: 'A `vrrp_script` does nothing by itself: an instance or its sync group has to name it in `track_script { … }` (a `track_file` in `track_file` or `FILE_CHECK`, a `vrrp_track_process` in `track_process`). keepalived removes an unused script at start and says so only in the log, not in the config test.',
  messages: {
    default: '{kind} "{name}" is tracked by no instance and no sync group: it is never looked at. Name it in a {keyword} block of the instance.',
  },
  keepalived: 'no',
  *check(configuration) {
    if (!configuration.complete || configuration.asRead) return;
    for (const use of configuration.symbols.all) {
      const keyword = keywords[use.kind];
      if (use.role !== 'def' || keyword === undefined) continue;
      const kind = use.kind === 'vrrp_track_file' ? 'track_file' : use.kind;
      if (configuration.symbols.references(kind, use.name).length > 0 || isMisspelt(configuration, kind, use.name)) continue;
      // A library of definitions that several nodes include holds more than each of them uses.
      if (use.document !== configuration.root && configuration.blocks('vrrp_instance').every((block) => block.document !== use.document)) continue;
      if (hasUnknownReference(configuration, keyword) || definitionsOf(configuration, kind, use.name)[0]?.range.start !== use.range.start) continue;
      yield { at: use, message: 'default', data: { kind: use.kind, name: use.name, keyword } };
    }
  },
});

/** Whether a reference without a definition seems to mean this one: then that is reported. */
function isMisspelt(configuration: Configuration, kind: string, name: string): boolean {
  const names = namesOf(configuration, kind);
  return configuration.symbols.all.some((use) => use.role === 'ref' && use.kind === kind && !names.includes(use.name) && closest(use.name, [name]) === name);
}

/** Whether some entry of the lists is not knowable, or its list is misspelt. */
function hasUnknownReference(configuration: Configuration, keyword: string): boolean {
  if (configuration.facts.some((fact) => fact.code === 'unknown-keyword' && fact.opensBlock)) return true;
  return configuration.allBlocks.some((block) => block.name === keyword && block.items.some((item) => item.words.some((word) => word.dynamic !== undefined)));
}
