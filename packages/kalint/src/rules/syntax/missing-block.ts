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
    words: '{keyword} needs braces around "{words}"; keepalived takes the lines that follow for its content.',
    default: '{keyword} needs a block in braces; keepalived takes the lines that follow for its content.',
  },
  needs: ['fact:missing-block'],
  keepalived: 'sometimes',
  *check(configuration) {
    const extra = new Map(configuration.factsOf('block-extra-words').map((fact) => [fact.directive, fact]));
    for (const fact of configuration.factsOf('missing-block')) {
      // The entries stand behind the keyword of the list, and keepalived complains about them.
      const words = extra.get(fact.directive);
      const reported = words ? reportedBy(words) : reportedBy(fact);
      yield { at: { document: fact.document, range: fact.directive.keywordRange }, message: words ? 'words' : 'default', data: { keyword: fact.directive.keyword.name, words: words?.words.join(' ') ?? '' }, reported, derails: true };
    }
  },
});
