import type { Configuration, SourceDocument } from '@kaconf/semantics';
import { closest, Search } from '../../closest.ts';
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
  *check(configuration, context) {
    if (!configuration.complete || configuration.asRead) return;
    const search = new Search();
    const misspelt = new Map<string, readonly string[]>();
    const unknown = new Map<string, boolean>();
    for (const use of configuration.symbols.all) {
      const keyword = keywords[use.kind];
      if (use.role !== 'def' || keyword === undefined) continue;
      const kind = use.kind === 'vrrp_track_file' ? 'track_file' : use.kind;
      if (configuration.symbols.references(kind, use.name).length > 0) continue;
      const missing = remembered(misspelt, kind, () => undefinedNames(configuration, kind));
      if (!search.affords(missing.length) || missing.some((name) => closest(name, [use.name]) === use.name)) continue;
      // A library of definitions that several nodes include holds more than each of them uses.
      if (use.document !== configuration.root && context.workspace.nodes.some((node) => isUsedBy(node.configuration, use.document, kind, use.name))) continue;
      if (remembered(unknown, keyword, () => hasUnknownReference(configuration, keyword)) || definitionsOf(configuration, kind, use.name)[0]?.range.start !== use.range.start) continue;
      yield { at: use, message: 'default', data: { kind: use.kind, name: use.name, keyword } };
    }
  },
});

function isUsedBy({ documents, symbols }: Configuration, library: SourceDocument, kind: string, name: string): boolean {
  return documents.includes(library) && symbols.references(kind, name).length > 0;
}

/** Asked once for all names of a kind: a file may define very many. */
function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

/** Names that are used without a definition: the one that they seem to mean is reported there. */
function undefinedNames(configuration: Configuration, kind: string): readonly string[] {
  const names = new Set(namesOf(configuration, kind));
  return [...new Set(configuration.symbols.all.flatMap((use) => (use.role === 'ref' && use.kind === kind && !names.has(use.name) ? [use.name] : [])))];
}

/** Whether some entry of the lists is not knowable, or its list is misspelt. */
function hasUnknownReference(configuration: Configuration, keyword: string): boolean {
  if (configuration.facts.some((fact) => fact.code === 'unknown-keyword' && fact.opensBlock)) return true;
  return configuration.allBlocks.some((block) => block.name === keyword && block.items.some((item) => item.words.some((word) => word.dynamic !== undefined)));
}
