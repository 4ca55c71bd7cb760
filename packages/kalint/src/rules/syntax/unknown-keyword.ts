import { keywordsOf } from '@kaconf/schema';
import type { Place } from '@kaconf/semantics';
import { onlyOneEditAway } from '../../closest.ts';
import { blockName, reportedBy } from '../../facts.ts';
import { foreignMark, isInForeignComment } from '../../foreign-comments.ts';
import { defineRule } from '../../rule.ts';
import { unknownKeywords } from '../../unknown-keyword.ts';

/** keepalived skips a line whose first word it does not know in that block, so a typo silently removes a setting. */
export default defineRule({
  id: 'syntax/unknown-keyword',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'The first word of each line is a keyword of its block.',
  details: [
    'keepalived ignores a line whose first word it does not know and goes on: a typo removes the setting.',
    'If the line opens a block it is worse. keepalived does not skip unknown blocks: it ignores the `{`, looks up every line inside in the surrounding block, and the `}` then closes that surrounding block. kalint reports the typo once and lists the other lines as its consequences.',
  ].join('\n\n'),
  messages: {
    default: '"{keyword}" is no keyword in {block}; keepalived ignores the line.',
    suggest: '"{keyword}" is no keyword in {block}; did you mean "{suggestion}"? keepalived ignores the line.',
    block: '"{keyword}" is no keyword in {block}; keepalived reads what is inside the braces as if it stood in {block}, and the "}" ends {block}.',
    suggestBlock: '"{keyword}" is no keyword in {block}; did you mean "{suggestion}"? keepalived reads what is inside the braces as if it stood in {block}.',
    comment: '"{keyword}" is no keyword; a comment starts with "#", not with "{mark}".',
    mark: 'Write "#"',
    replace: 'Write "{suggestion}"',
  },
  needs: ['fact:unknown-keyword', 'fact:keyword-version'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration) {
    for (const { fact, word, reason } of unknownKeywords(configuration, 'typo')) {
      const { suggestion } = reason;
      if (isInForeignComment(configuration, fact)) continue;
      const data = { keyword: word, block: blockName(fact.block), suggestion: suggestion ?? '' };
      const base = { at: fact, data, reported: reportedBy(fact), derails: fact.opensBlock };
      const mark = word.startsWith('//') ? foreignMark(word) : undefined;
      if (mark !== undefined) {
        // Braces behind the mark are none when it is a comment.
        const edits = fact.opensBlock || /[{}]/.test(restOfLine(fact)) ? undefined : [{ path: fact.document.path, start: fact.range.start, end: fact.range.start + mark.length, text: '#' }];
        yield { ...base, data: { ...data, mark }, message: 'comment', ...(edits ? { fix: { title: 'mark', safe: true, edits } } : {}) };
        continue;
      }
      if (suggestion === undefined) {
        yield { ...base, message: fact.opensBlock ? 'block' : 'default' };
        continue;
      }
      const names = keywordsOf(fact.code === 'unknown-keyword' ? fact.context : '').map((keyword) => keyword.name);
      const fix = { title: 'replace', data, safe: onlyOneEditAway(word, names), edits: [{ path: fact.document.path, ...fact.range, text: suggestion }] } as const;
      const written = fact.document.text.slice(fact.range.start, fact.range.end) === word;
      yield { ...base, message: fact.opensBlock ? 'suggestBlock' : 'suggest', ...(written ? { fix } : {}) };
    }
  },
});

function restOfLine({ document, range }: Place): string {
  const end = document.text.indexOf('\n', range.end);
  return document.text.slice(range.end, end < 0 ? undefined : end);
}
