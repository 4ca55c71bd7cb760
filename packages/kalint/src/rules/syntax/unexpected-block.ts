import { braceOfComment } from '../../foreign-comments.ts';
import { reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

/** A `{` where keepalived wants none: the `}` that belongs to it closes the block around it. */
export default defineRule({
  id: 'syntax/unexpected-block',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Only block keywords are followed by `{`.',
  details: 'keepalived ignores a `{` that it does not expect, but not its `}`: that one closes the surrounding block, and the rest of it is read one level higher. In a list of values the `{` is taken for an entry.',
  messages: {
    default: 'No block is expected here; keepalived ignores the "{", and its "}" ends the surrounding block.',
    directive: '{keyword} takes no block; keepalived ignores the "{", and its "}" ends the surrounding block.',
    list: 'In the list {keyword} a "{" is taken for an entry, and the next "}" ends the list.',
  },
  needs: ['fact:unexpected-block'],
  keepalived: 'yes',
  *check(configuration) {
    for (const fact of configuration.factsOf('unexpected-block')) {
      const { directive } = fact;
      if (directive && braceOfComment(configuration, directive)) continue;
      const message = !directive ? 'default' : directive.keyword.kind === 'list' ? 'list' : 'directive';
      yield { at: fact, message, data: { keyword: directive?.keyword.name ?? '' }, reported: reportedBy(fact), derails: true };
    }
  },
});
