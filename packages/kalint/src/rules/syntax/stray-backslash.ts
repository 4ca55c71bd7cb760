import { defineRule } from '../../rule.ts';

/** There is no line continuation outside definitions. */
export default defineRule({
  id: 'syntax/stray-backslash',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'A backslash continues a line in `$NAME=` definitions only.',
  details: 'Elsewhere a backslash at the end of a line becomes part of the last word (`advert_int 1 \\` has the argument `1\\`), and the next line is a directive of its own.',
  messages: {
    default: 'Lines are not continued here: the backslash becomes a part of the last word, and the next line is a directive of its own.',
    remove: 'Delete the backslash',
  },
  keepalived: 'sometimes',
  fixable: 'suggestion',
  *check(configuration) {
    for (const fact of configuration.factsOf('stray-backslash')) {
      // What keepalived says of it is about the word that the backslash has spoilt.
      const spoilt = configuration.facts.find((other) => (other.code === 'mismatch' || other.code === 'unknown-keyword') && other.document === fact.document && other.line === fact.line && other.reported);
      const slash = fact.document.text.lastIndexOf('\\', fact.range.end - 1);
      const start = slash >= fact.range.start ? slash : fact.range.start;
      yield { at: fact, message: 'default', ...(spoilt ? { reported: spoilt.line, derails: spoilt.code === 'unknown-keyword' } : {}), suggestions: [{ title: 'remove', safe: false, edits: [{ path: fact.document.path, start, end: start + 1, text: '' }] }] };
    }
  },
});
