import { blockName, reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';
import { unknownKeywords } from '../../unknown-keyword.ts';

/** A real keyword in the wrong block is an unknown word there. */
export default defineRule({
  id: 'syntax/misplaced-directive',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Each directive stands in a block that knows it.',
  details: 'keepalived looks a word up in the table of the current block only. A keyword of another block is ignored there with "Unknown keyword". Often a `}` is missing (or one too many) a few lines above.',
  messages: {
    default: '"{keyword}" belongs into {right}, not into {block}; keepalived ignores it here.',
    instead: '"{keyword}" is no keyword in {block}; here it is called "{instead}".',
    replace: 'Write "{instead}"',
  },
  needs: ['fact:unknown-keyword', 'fact:keyword-version'],
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration) {
    for (const { fact, word, reason } of unknownKeywords(configuration, 'misplaced')) {
      const contexts = [...new Set(reason.places.map((place) => (place.context === '' ? 'the top level' : (place.context.split('.').at(-1) ?? place.context))))];
      const right = contexts.length > 3 ? `${contexts.slice(0, 3).join(', ')} …` : contexts.join(' or ');
      const base = { at: fact, reported: reportedBy(fact), derails: fact.opensBlock };
      const { instead } = reason;
      if (instead === undefined) {
        yield { ...base, message: 'default', data: { keyword: word, right, block: blockName(fact.block) } };
        continue;
      }
      const data = { keyword: word, instead, block: blockName(fact.block) };
      yield { ...base, message: 'instead', data, suggestions: [{ title: 'replace', data, safe: false, edits: [{ path: fact.document.path, ...fact.range, text: instead }] }] };
    }
  },
});
