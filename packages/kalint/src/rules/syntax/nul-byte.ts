import { reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

/** A NUL ends the text for keepalived's C strings. */
export default defineRule({
  id: 'syntax/nul-byte',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'The file is plain text without NUL bytes.',
  details: 'keepalived 2.4.0 and later ignores a line that holds a NUL; older versions cut it there. Files in UTF-16 have a NUL in each line and are not read at all: save the file as UTF-8.',
  messages: {
    default: 'A NUL byte stands here: keepalived ignores the line (before 2.4.0: its rest).',
    utf16: 'This file is encoded in UTF-16, which keepalived cannot read; save it as UTF-8.',
  },
  needs: ['fact:nul-byte', 'fact:utf-16'],
  keepalived: 'sometimes',
  *check(configuration) {
    for (const fact of configuration.factsOf('utf-16')) {
      // No word of it is read as such; whatever keepalived says of the file is about this.
      const lines = new Set(configuration.facts.filter((other) => other.reported && other.document === fact.document && other.line > 0).map((other) => other.line));
      yield { at: fact, message: 'utf16', reported: lines.size > 0 ? [...lines] : reportedBy(fact), derails: true };
    }
    for (const fact of configuration.factsOf('nul-byte')) yield { at: fact, message: 'default', reported: reportedBy(fact), derails: true };
  },
});
