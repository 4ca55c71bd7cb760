import { describe, formatVersion, type LiteralPart, type Part } from '@kaconf/schema';
import { closest } from '../../closest.ts';
import { isWritten, valueOf } from '../../fact-words.ts';
import { reportedBy } from '../../facts.ts';
import { hasRuleOfItsOwn, isSeparatorSlip } from '../../mismatch.ts';
import { defineRule } from '../../rule.ts';

/** One of a few words is expected, and another one stands there. */
export default defineRule({
  id: 'syntax/invalid-enum-value',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Where keepalived takes one of a few words, one of them stands.',
  details: 'keepalived compares such words exactly, most of them with their case: `lb_kind dr` and `state master` are not what they look like. The line is ignored, so the default applies: NAT for `lb_kind`, BACKUP for `state`.',
  messages: {
    default: '"{value}" is not valid for {keyword}: {expected} is expected.',
    suggest: '"{value}" is not valid for {keyword}: did you mean "{suggestion}"? {expected} is expected.',
    removed: '"{value}" for {keyword} is no longer known to keepalived {target}.',
    replace: 'Write "{suggestion}"',
  },
  needs: ['fact:mismatch'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration) {
    for (const fact of configuration.factsOf('mismatch')) {
      const { mismatch, directive } = fact;
      if ((mismatch.code !== 'enum' && mismatch.code !== 'removed') || isSeparatorSlip(fact) || hasRuleOfItsOwn(fact)) continue;
      const value = valueOf(fact);
      const suggestion = closest(value, mismatch.expected.flatMap(wordsOf));
      const data = { value, keyword: directive.keyword.name, expected: describe(mismatch.expected), suggestion: suggestion ?? '', target: formatVersion(configuration.target) };
      const base = { at: fact, data, reported: reportedBy(fact), ...(fact.reported ? {} : { severity: 'warning' as const }) };
      if (mismatch.code === 'removed') yield { ...base, message: 'removed' };
      else if (suggestion === undefined) yield { ...base, message: 'default' };
      else yield { ...base, message: 'suggest', ...(isWritten(fact) ? { fix: { title: 'replace', data, safe: suggestion.toLowerCase() === value.toLowerCase(), edits: [{ path: fact.document.path, ...fact.range, text: suggestion }] } } : {}) };
    }
  },
});

function wordsOf(part: Part): readonly string[] {
  const texts = (words: readonly LiteralPart[]): readonly string[] => words.map((word) => word.text);
  switch (part.kind) {
    case 'enum':
      return texts(part.values);
    case 'literal':
      return [part.text];
    case 'option':
      return [part.name];
    case 'optional':
    case 'repeat':
      return wordsOf(part.part);
    case 'choice':
      return part.parts.flatMap(wordsOf);
    case 'options':
      return part.options.flatMap(wordsOf);
    case 'sequence':
      return part.parts[0] ? wordsOf(part.parts[0]) : [];
    case 'value':
      return [];
  }
}
