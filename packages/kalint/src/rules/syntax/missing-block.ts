import { reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

/** A block keyword without `{`. */
export default defineRule({
  id: 'syntax/missing-block',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'A block keyword is followed by `{`.',
  details: 'keepalived takes the next line for the first one of the block and goes on until the next `}`, which then is missing elsewhere. For lists of values (`virtual_ipaddress`, `track_interface` …) it does so without any message of the config test.',
  messages: {
    default: '{keyword} needs a block in braces; keepalived takes the lines that follow for its content.',
  },
  keepalived: 'sometimes',
  *check(configuration) {
    for (const fact of configuration.factsOf('missing-block')) {
      yield { at: { document: fact.document, range: fact.directive.keywordRange }, message: 'default', data: { keyword: fact.directive.keyword.name }, reported: reportedBy(fact), derails: true };
    }
  },
});
