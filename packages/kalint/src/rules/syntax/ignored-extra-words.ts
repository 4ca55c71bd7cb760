import { isKnown, lookup } from '@kaconf/schema';
import { reportedBy } from '../../facts.ts';
import { surplus, valueOf } from '../../fact-words.ts';
import { braceOfComment, foreignMark, isCommentForValue, isInForeignComment } from '../../foreign-comments.ts';
import { hasRuleOfItsOwn } from '../../mismatch.ts';
import { defineRule } from '../../rule.ts';

/** Words that keepalived does not read: a comment without its mark, or a value that was meant for something. */
export default defineRule({
  id: 'syntax/ignored-extra-words',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Nothing stands behind the last word that a directive takes.',
  details: 'Most directives take a fixed number of words and ignore what follows without a message. Comments start with `#` or `!`; `//`, `--` and `;` are words like any other.',
  messages: {
    default: '"{words}" is not read: {keyword} takes no further words.',
    comment: '"{words}" is not read; a comment starts with "#", not with "{mark}".',
    value: '"{words}" is taken for a value of {keyword}; a comment starts with "#", not with "{mark}".',
    refused: '"{words}" is one word too many for {keyword}; keepalived refuses the line.',
    mark: 'Write "#"',
  },
  needs: ['fact:mismatch'],
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration) {
    for (const fact of configuration.factsOf('mismatch')) {
      const { mismatch, directive, item } = fact;
      const comment = isCommentForValue(fact);
      if (!comment && (mismatch.code !== 'extra' || hasRuleOfItsOwn(fact))) continue;
      if (isInForeignComment(configuration, fact)) continue;
      // The value behind a separator or a condition: another rule names that.
      if (directive.argumentWords[0] && /^(?:[=:]$|@)/.test(directive.argumentWords[0].text)) continue;
      const rest = surplus(fact);
      const first = valueOf(fact);
      const second = directive.parent ? lookup(directive.keyword.context, first) : undefined;
      if (!item && second && isKnown(second, configuration.target)) continue; // several directives on one line
      const mark = foreignMark(first);
      const at = { document: fact.document, range: rest.range };
      const base = { at, reported: reportedBy(fact), ...(fact.reported ? { severity: 'error' as const } : {}) };
      const data = { words: rest.text, keyword: directive.keyword.name, mark: mark ?? '' };
      // A brace in the comment is one to keepalived.
      const brace = mark === undefined ? undefined : braceOfComment(configuration, directive);
      if (mark !== undefined) yield { ...base, ...(brace ? { severity: 'error', reported: reportedBy(brace), derails: true } : {}), message: comment ? 'value' : 'comment', data, fix: { title: 'mark', safe: true, edits: [{ path: fact.document.path, start: rest.range.start, end: rest.range.start + mark.length, text: '#' }] } };
      else yield { ...base, message: fact.reported ? 'refused' : 'default', data };
    }
  },
});
