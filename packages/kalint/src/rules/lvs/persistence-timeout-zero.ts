import { removal } from '../../edits.ts';
import { reportedBy } from '../../facts.ts';
import { headOf } from '../../lvs/services.ts';
import { defineRule } from '../../rule.ts';

/** Zero does not switch persistence off, and neither does deleting the number alone. */
export default defineRule({
  id: 'lvs/persistence-timeout-zero',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'A virtual server without persistence has no `persistence_timeout` line.',
  details: '`persistence_timeout` takes 1 to 2678400 seconds. Old releases took 0 as "off"; current ones refuse it. Do not just delete the number: the keyword alone means 360 seconds. Without the line there is no persistence.',
  messages: {
    default: 'persistence_timeout 0 is refused (1 to 2678400 seconds). Delete the whole line of {server} for no persistence; without the number it would mean 360 seconds.',
    remove: 'Delete the line',
  },
  needs: ['fact:mismatch'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration) {
    for (const fact of configuration.factsOf('mismatch')) {
      const { directive, mismatch } = fact;
      if (directive.name !== 'persistence_timeout' || mismatch.code !== 'out-of-range' || mismatch.word !== 0) continue;
      if (Number(directive.argumentWords[0]?.text) !== 0) continue;
      const intact = fact.document.text.startsWith('persistence_timeout', directive.range.start);
      yield {
        at: directive,
        message: 'default',
        data: { server: directive.parent ? headOf(directive.parent) : 'the virtual server' },
        reported: reportedBy(fact),
        ...(intact ? { fix: { title: 'remove', safe: true, edits: [removal(directive)] } } : {}),
      };
    }
  },
});
