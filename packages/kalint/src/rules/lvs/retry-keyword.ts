import type { Place } from '@kaconf/semantics';
import { blockName, reportedBy } from '../../facts.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';
import { unknownKeywords } from '../../unknown-keyword.ts';

/** The retry count of HTTP_GET, copied to where it never existed. */
export default defineRule({
  id: 'lvs/retry-keyword',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'The number of retries is given by `retry`, in every checker.',
  details: '`nb_get_retry` is the old name of the retry count of HTTP_GET and SSL_GET. keepalived reports it as deprecated there, which fails the config test although it works. In other checkers, TCP_CHECK above all, it never existed: keepalived ignores the line and uses its default. `retry` is right in all of them.',
  messages: {
    unknown: 'nb_get_retry is no keyword in {block}; keepalived ignores it. Write "{replacement}".',
    deprecated: 'nb_get_retry is deprecated; write "{replacement}".',
    twice: 'nb_get_retry is no keyword in {block}, and retry is set there already; delete the line.',
    replace: 'Write "retry"',
  },
  needs: ['fact:unknown-keyword', 'fact:keyword-version', 'fact:deprecated'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration) {
    for (const { fact, word } of unknownKeywords(configuration, 'retry')) {
      const data = { block: blockName(fact.block), replacement: 'retry N' };
      const base = { at: fact, data: { ...data, replacement: withCount(fact) }, reported: reportedBy(fact) };
      if (fact.block?.has('retry')) yield { ...base, message: 'twice' };
      else yield { ...base, message: 'unknown', ...(written(fact, word) ? { fix: { title: 'replace', safe: true, edits: [edit(fact)] } } : {}) };
    }
    for (const fact of configuration.factsOf('deprecated')) {
      const { directive } = fact;
      if (directive.keyword.name !== 'nb_get_retry') continue;
      const base = { at: fact, message: 'deprecated', severity: 'warning', data: { replacement: withCount(fact) }, reported: reportedFrom(configuration.target, 2_000_015, reportedBy(fact)) } as const;
      const certain = written(fact, 'nb_get_retry') && directive.parent?.has('retry') === false;
      yield certain ? { ...base, fix: { title: 'replace', safe: true, edits: [edit(fact)] } } : base;
    }
  },
});

function written({ document, range }: Place, word: string): boolean {
  return document.text.slice(range.start, range.end) === word;
}

function edit({ document, range }: Place) {
  return { path: document.path, start: range.start, end: range.end, text: 'retry' };
}

/** The line as it should be, with the number that stands behind the word. */
function withCount({ document, range }: Place): string {
  const count = /^[ \t]+(\d+)/.exec(document.text.slice(range.end, range.end + 24))?.[1];
  return count === undefined ? 'retry' : `retry ${count}`;
}
