import { describe } from '@kaconf/schema';
import type { Configuration, FactOf } from '@kaconf/semantics';
import { blockName, reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

const exits = 'keepalived stops reading the whole configuration here.';

/** A keyword without the word it needs; for many keywords keepalived gives up the whole file. */
export default defineRule({
  id: 'syntax/missing-argument',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Each directive has the words it needs.',
  details: 'A missing word is no default. For most keywords keepalived ends reading at once with exit status 2: nothing behind the line is read, and no later mistake is reported. For the others it ignores the line; for a few it crashes.',
  messages: {
    default: '{keyword} needs {expected}; keepalived ignores the line.',
    exit: `{keyword} needs {expected}; ${exits}`,
    crash: '{keyword} needs {expected}; keepalived crashes here.',
    skip: '{keyword} needs {expected}; keepalived skips the whole block.',
    itemExit: `This entry of {keyword} needs {expected}; ${exits}`,
    item: 'This entry of {keyword} needs {expected}; keepalived ignores it.',
  },
  needs: ['fact:mismatch'],
  keepalived: 'yes',
  *check(configuration) {
    for (const fact of configuration.factsOf('mismatch')) {
      const { mismatch, directive, item } = fact;
      if (mismatch.code !== 'missing' || wordIsLost(configuration, fact)) continue;
      const { missing, itemMissing } = directive.keyword;
      const message = item ? (itemMissing === 'exit' ? 'itemExit' : 'item') : missing === 'exit' ? 'exit' : missing === 'crash' ? 'crash' : missing === 'skip-block' ? 'skip' : 'default';
      yield {
        at: fact,
        message,
        data: { keyword: directive.keyword.name, expected: describe(mismatch.expected), block: blockName(directive.parent) },
        reported: reportedBy(fact),
        derails: message !== 'item' && message !== 'default',
        ...(fact.reported ? {} : { severity: 'warning' }),
      };
    }
  },
});

/** The word is there, but its quote is not closed: that is reported, at the same line. */
function wordIsLost(configuration: Configuration, { document, line }: FactOf<'mismatch'>): boolean {
  return configuration.factsOf('unterminated-quote').some((quote) => quote.document === document && quote.line === line);
}
