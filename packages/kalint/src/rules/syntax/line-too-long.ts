import { reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

/** keepalived reads at most 1022 bytes of a line; the rest becomes a line of its own. */
export default defineRule({
  id: 'syntax/line-too-long',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'No line is longer than 1022 bytes, comments included.',
  details: 'keepalived reads lines into a buffer of 1024 bytes. Since 2.4.0 what fills the buffer is dropped with a message; before, it was read as a line. In all versions the tail is then read as a line of its own, so that the end of a long comment becomes configuration.',
  messages: { default: 'This line has more than 1022 bytes: keepalived reads what is behind as a line of its own.' },
  needs: ['fact:line-too-long'],
  keepalived: 'sometimes',
  *check(configuration) {
    for (const fact of configuration.factsOf('line-too-long')) yield { at: fact, message: 'default', reported: reportedBy(fact), derails: true };
  },
});
