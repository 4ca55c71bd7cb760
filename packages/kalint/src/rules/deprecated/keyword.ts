import { formatVersion, isKnown, lookup } from '@kaconf/schema';
import type { Directive, FactOf } from '@kaconf/semantics';
import { deprecatedWords, type DeprecatedWord } from '../../deprecated-words.ts';
import { replacement } from '../../edits.ts';
import { isWritten, valueOf } from '../../fact-words.ts';
import { reportedBy } from '../../facts.ts';
import { isBareSyncId } from '../../mismatch.ts';
import { defineRule } from '../../rule.ts';

/** Words that still work and that a later release will drop. */
export default defineRule({
  id: 'deprecated/keyword',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Current names are used instead of deprecated ones.',
  details: 'keepalived keeps old names for a while. Some it reports, which makes the config test fail although they work; others it only logs, or takes without a word. Where the words behind the keyword are the same, `--fix` writes the current name.',
  messages: {
    since: '{old} is deprecated since keepalived {since}; use {use}.',
    use: '{old} is deprecated; use {use}.',
    delete: '{old} is deprecated; delete it.',
    block: 'The block {old} is deprecated; write {use}.',
    word: '"{old}" in {owner} is deprecated; write "{use}".',
    syncId: 'An id without "id" in front of it is deprecated since keepalived 1.2.24; write "id {id}".',
    replace: 'Write "{use}"',
  },
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration) {
    for (const fact of configuration.factsOf('deprecated')) {
      const { directive } = fact;
      // One has a rule of its own; those in a deprecated block follow from it.
      if (directive.keyword.name === 'nb_get_retry' || directive.keyword.context.endsWith('.host')) continue;
      const { since, use } = directive.keyword.deprecated ?? {};
      const data = { old: directive.keyword.name, since: since === undefined ? '' : formatVersion(since), use: use ?? '' };
      const message = use === undefined ? 'delete' : directive.isBlock() ? 'block' : since === undefined ? 'use' : 'since';
      yield { at: fact, message, data, reported: reportedBy(fact), ...renaming(fact, use, configuration.target) };
    }
    for (const fact of configuration.factsOf('mismatch')) {
      if (!isBareSyncId(fact)) continue;
      const id = valueOf(fact);
      const use = `id ${id}`;
      yield { at: fact, message: 'syncId', data: { id }, reported: reportedBy(fact), ...(isWritten(fact) ? { fix: { title: 'replace', data: { use }, safe: true, edits: [replacement(fact, use)] } } : {}) };
    }
    for (const found of deprecatedWords(configuration)) {
      const { word, use, owner, at } = found;
      const data = { old: word, use: word === 'default6' ? '::/0' : use, owner: owner.keyword.name };
      const reported = word !== 'default6' && configuration.target >= 1_002_024 ? owner.line : 'silent';
      yield { at, message: 'word', data, reported, ...wordFix(found, data) };
    }
  },
});

/** A fix where the other name exists in the block, takes the same words, and is not there already. */
function renaming({ directive, document, range }: FactOf<'deprecated'>, use: string | undefined, target: number) {
  const { keyword } = directive;
  const current = use === undefined ? undefined : lookup(keyword.context, use);
  if (!current || !isKnown(current, target) || document.text.slice(range.start, range.end) !== keyword.name) return {};
  if (keyword.aliasOf !== use && (shape(current.notation) !== shape(keyword.notation) || current.kind !== keyword.kind)) return {};
  if (!directive.isBlock() && siblings(directive).some((other) => other !== directive && other.name === current.name)) return {};
  return { fix: { title: 'replace', data: { use: current.name }, safe: true, edits: [replacement({ document, range }, current.name)] } } as const;
}

/** Names may be defined under either word. */
function shape(notation: string): string {
  return notation.replace(/<(def|ref) \w+/g, '<$1');
}

function siblings(directive: Directive): readonly Directive[] {
  return directive.parent?.directives ?? [];
}

/** `or` chains two gateways and cannot be renamed alone. `inet6 default`, which keepalived's log advises, loses the destination. */
function wordFix({ word, at, written }: DeprecatedWord, data: { readonly use: string }) {
  if (!written || word === 'or') return {};
  return { fix: { title: 'replace', data: { use: data.use }, safe: true, edits: [replacement(at, data.use)] } } as const;
}
