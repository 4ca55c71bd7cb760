import { isKnown, lookup } from '@kaconf/schema';
import type { FactOf } from '@kaconf/semantics';
import { reportedBy } from '../../facts.ts';
import { isWritten, surplus, valueOf } from '../../fact-words.ts';
import { isSecondAddress } from '../../mismatch.ts';
import { defineRule, type Finding } from '../../rule.ts';

/** Only a brace or the line end separates directives. */
export default defineRule({
  id: 'syntax/several-directives-on-one-line',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Each directive has a line of its own.',
  details: 'A directive ends at the line end or at a brace, at nothing else. In `auth_type PASS auth_pass secret` the second keyword is a surplus word of the first: it is not read, mostly without any message.',
  messages: {
    default: '"{word}" does not start a directive here: keepalived takes it for a surplus word of {keyword} and ignores it.',
    address: '"{word}" is a second address in one entry of {keyword}: keepalived reads one address on each line and ignores the rest.',
    split: 'Put "{word}" on a line of its own',
  },
  needs: ['fact:mismatch'],
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration) {
    for (const fact of configuration.factsOf('mismatch')) {
      const { mismatch, directive, item } = fact;
      if (isSecondAddress(fact)) {
        yield secondAddress(fact);
        continue;
      }
      if (mismatch.code !== 'extra' || item) continue;
      const rest = surplus(fact);
      const word = valueOf(fact);
      const second = directive.parent ? lookup(directive.keyword.context, word) : undefined;
      if (!second || !isKnown(second, configuration.target)) continue;
      const { text, path } = fact.document;
      const lineStart = text.lastIndexOf('\n', directive.range.start - 1) + 1;
      const indentation = /^[ \t]*/.exec(text.slice(lineStart, directive.range.start))?.[0] ?? '';
      const before = directive.argumentWords[mismatch.word - 1]?.end ?? directive.keywordRange.end;
      const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
      yield {
        at: { document: fact.document, range: { start: rest.range.start, end: fact.range.end } },
        message: 'default',
        data: { word, keyword: directive.keyword.name },
        reported: reportedBy(fact),
        // Both words out of one definition stand at one place.
        ...(before < rest.range.start ? { fix: { title: 'split', safe: true, edits: [{ path, start: before, end: rest.range.start, text: `${lineEnd}${indentation}` }] } } : {}),
      };
    }
  },
});

/** The address moves to a line of its own, indented as its entry is; where a brace stands before that, no edit is certain. */
function secondAddress(fact: FactOf<'mismatch'>): Finding<'address' | 'split'> {
  const { document, range, directive } = fact;
  const { text, path } = document;
  const data = { word: valueOf(fact), keyword: directive.name };
  const before = text.slice(text.lastIndexOf('\n', range.start - 1) + 1, range.start);
  const indentation = /^[ \t]*/.exec(before)?.[0] ?? '';
  const start = range.start - (before.length - before.trimEnd().length);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const edits = [{ path, start, end: range.start, text: `${lineEnd}${indentation}` }];
  const plain = isWritten(fact) && !/[@~$#!"{}]/.test(before);
  return { at: fact, message: 'address', data, reported: reportedBy(fact), ...(plain ? { fix: { title: 'split', data, safe: true, edits } } : {}) };
}
