import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { reportedBy } from '../../facts.ts';
import { defineRule } from '../../rule.ts';

/** The sample file that was shipped for years has it, and every copy fails the config test. */
export default defineRule({
  id: 'global/garp-interval-zero',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'vrrp_garp_interval and vrrp_gna_interval are left out where no delay is wanted.',
  details: 'The sample configuration had `vrrp_garp_interval 0` and `vrrp_gna_interval 0` for years. keepalived takes nothing below 0.000001 there: it refuses the line, and the config test fails. No delay is the default, so the line can go.',
  messages: {
    default: '{keyword} 0 is refused by keepalived; delete the line, no delay is the default.',
    remove: 'Delete the line',
  },
  needs: ['fact:mismatch'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration) {
    for (const fact of configuration.factsOf('mismatch')) {
      const { directive, mismatch } = fact;
      if (mismatch.code !== 'out-of-range' || !['vrrp_garp_interval', 'vrrp_gna_interval'].includes(directive.name)) continue;
      if (Number(directive.words[1]?.text) !== 0) continue;
      const edit = certainRemoval(directive);
      yield { at: directive, message: 'default', data: { keyword: directive.name }, reported: reportedBy(fact), ...(edit ? { fix: { title: 'remove', safe: true, edits: [edit] } } : {}) };
    }
  },
});
