import { describe } from '@kaconf/schema';
import type { Configuration, FactOf } from '@kaconf/semantics';
import { valueOf, writtenOf } from '../../fact-words.ts';
import { reportedBy } from '../../facts.ts';
import { hasRuleOfItsOwn, isSeparatorSlip } from '../../mismatch.ts';
import { defineRule } from '../../rule.ts';

/** A value of the wrong type: no number, no address, no time. */
export default defineRule({
  id: 'syntax/invalid-value',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Values are of the type that the keyword takes.',
  details: 'keepalived reads numbers strictly (`5s`, `0x10` and `1,5` are none), addresses as `inet_pton` does (`10.1` is none), and names by their length. What does not fit is ignored, or replaced by the default.',
  messages: {
    default: '"{value}" is not valid for {keyword}: {expected} is expected.',
    item: '"{value}" is not valid in {keyword}: {expected} is expected.',
    reference: '"{value}" is taken as it stands: {name} is replaced only in front of a blank, "," or ")". Write {braced}.',
    braces: 'Write {braced}',
    length: '"{value}" has {length} characters; {keyword} takes {expected}.',
    twice: '"{value}" is given twice in this line of {keyword}.',
  },
  needs: ['fact:mismatch'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration) {
    for (const fact of configuration.factsOf('mismatch')) {
      const { mismatch, directive, item } = fact;
      if (hasRuleOfItsOwn(fact)) continue;
      const value = valueOf(fact);
      const data = { value, keyword: directive.keyword.name, expected: describe(mismatch.expected), length: value.length };
      const base = { at: fact, data, reported: reportedBy(fact), ...(fact.reported ? {} : { severity: 'warning' as const }) };
      const reference = mismatch.code === 'invalid' ? bareReference(configuration, fact) : undefined;
      if (reference) {
        const given = { ...data, ...reference };
        const start = fact.range.start + writtenOf(fact).indexOf(reference.name);
        const edits = [{ path: fact.document.path, start, end: start + reference.name.length, text: reference.braced }];
        yield { ...base, data: given, message: 'reference', fix: { title: 'braces', data: given, safe: true, edits } };
      } else if (mismatch.code === 'invalid' && !isSeparatorSlip(fact)) yield { ...base, message: item ? 'item' : 'default' };
      else if (mismatch.code === 'too-long' || mismatch.code === 'too-short') yield { ...base, message: 'length' };
      else if (mismatch.code === 'duplicate-option') yield { ...base, message: 'twice' };
    }
  },
});

/** A known name with a `$` inside of a word, where keepalived wants `${NAME}` (lexical facts, section 5.3). */
function bareReference(configuration: Configuration, fact: FactOf<'mismatch'>): { readonly name: string; readonly braced: string } | undefined {
  const { document, range } = fact;
  const name = /\$([A-Za-z_]\w*)(?=[^\w\s])/.exec(writtenOf(fact))?.[1];
  if (name === undefined) return undefined;
  const lineStart = document.text.lastIndexOf('\n', range.start - 1) + 1;
  const generated = new RegExp(`~(?:SEQx?|LST)\\([ \\t]*${name}[ \\t]*,`).test(document.text.slice(lineStart, range.start));
  return generated || configuration.definitions.has(name) ? { name: `$${name}`, braced: `\${${name}}` } : undefined;
}
