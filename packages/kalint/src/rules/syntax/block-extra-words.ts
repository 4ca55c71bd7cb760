import { reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

/** Words between the keyword of a list and its `{`. */
export default defineRule({
  id: 'syntax/block-extra-words',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Nothing stands between the keyword of a list and its `{`.',
  details: 'The entries of a list stand between the braces. keepalived reports words before the `{` and does not read them.',
  messages: { default: '"{words}" stands between {keyword} and its "{"; keepalived does not read it. Entries stand inside the braces.' },
  needs: ['fact:block-extra-words'],
  keepalived: 'yes',
  *check(configuration) {
    const unopened = new Set(configuration.factsOf('missing-block').map((fact) => fact.directive));
    for (const fact of configuration.factsOf('block-extra-words')) {
      // Without a "{" behind them another rule says it.
      if (unopened.has(fact.directive)) continue;
      const last = fact.directive.argumentWords.at(-1);
      const range = { start: fact.range.start, end: Math.max(fact.range.end, last?.end ?? 0) };
      yield { at: { document: fact.document, range }, message: 'default', data: { words: fact.words.join(' '), keyword: fact.directive.keyword.name }, reported: reportedBy(fact) };
    }
  },
});
