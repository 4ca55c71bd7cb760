import { lookup } from '@kaconf/schema';
import { isWritten, valueOf, writtenOf } from '../../fact-words.ts';
import { reportedBy } from '../../facts.ts';
import { hasRuleOfItsOwn } from '../../mismatch.ts';
import { defineRule } from '../../rule.ts';
import { unknownKeywords } from '../../unknown-keyword.ts';

/** Words are separated by blanks; `=`, `:`, `;` and `,` become part of a word. */
export default defineRule({
  id: 'syntax/assignment-or-separator',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Keyword and value are separated by blanks, and nothing ends a line.',
  details: 'keepalived knows no `=`, no `:` and no `;`: such a mark becomes part of the word before it, which then is an unknown keyword or an invalid value.',
  messages: {
    assignment: '"{text}": keepalived separates keyword and value by blanks, not by "{separator}"; it ignores the line.',
    alone: '"{separator}" is read as the value of {keyword}; keepalived separates keyword and value by blanks only.',
    trailing: '"{text}": the "{separator}" at the end is read as part of the value of {keyword}.',
    fix: 'Write "{replacement}"',
    remove: 'Delete "{separator}"',
  },
  needs: ['fact:unknown-keyword', 'fact:keyword-version', 'fact:mismatch'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration) {
    for (const { fact, word, reason } of unknownKeywords(configuration, 'assignment')) {
      const replacement = `${reason.keyword} ${word.slice(reason.keyword.length + 1)}`.trimEnd();
      const data = { text: word, separator: reason.separator, replacement };
      yield { at: fact, message: 'assignment', data, reported: reportedBy(fact), fix: { title: 'fix', data, safe: true, edits: [{ path: fact.document.path, ...fact.range, text: replacement }] } };
    }
    for (const fact of configuration.factsOf('mismatch')) {
      const { mismatch, directive, item } = fact;
      const text = valueOf(fact);
      if ((mismatch.code !== 'invalid' && mismatch.code !== 'enum' && mismatch.code !== 'out-of-range') || hasRuleOfItsOwn(fact)) continue;
      const base = { at: fact, reported: reportedBy(fact) } as const;
      if (!item && mismatch.word === 0 && (text === '=' || text === ':')) {
        const data = { separator: text, keyword: directive.keyword.name };
        yield { ...base, message: 'alone', data, ...(isWritten(fact) ? { fix: { title: 'remove', data, safe: true, edits: [{ path: fact.document.path, start: fact.range.start, end: skipBlanks(fact.document.text, fact.range.end), text: '' }] } } : {}) };
        continue;
      }
      const separator = /[;,]$/.exec(text)?.[0];
      if (separator === undefined || text.length < 2 || lookup('', text)) continue;
      const data = { text, separator, keyword: directive.keyword.name };
      yield { ...base, message: 'trailing', data, ...(writtenOf(fact) === text ? { fix: { title: 'remove', data, safe: true, edits: [{ path: fact.document.path, start: fact.range.end - 1, end: fact.range.end, text: '' }] } } : {}) };
    }
  },
});

function skipBlanks(text: string, offset: number): number {
  let end = offset;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end;
}
