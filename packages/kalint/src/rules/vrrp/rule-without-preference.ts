import { readRule } from '../../vrrp/rule-checks.ts';
import { soundItems } from '../../vrrp/sound-items.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Where rules come in the order of evaluation should not depend on how many there are. */
export default defineRule({
  id: 'vrrp/rule-without-preference',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Static and virtual rules have a preference.',
  details: 'Rules are evaluated in the order of their preference. Without one keepalived counts down from 16384, so that each further rule comes before the ones above it, and a rule more or less moves the others. From 2.0.16 on the config test fails.',
  messages: {
    default: 'This rule has no preference; keepalived chooses one, counting down from 16384. Add preference N.',
  },
  needs: ['static_rules', 'virtual_rules'],
  keepalived: 'yes',
  *check(configuration, context) {
    for (const item of soundItems(configuration, ['static_rules', 'virtual_rules'])) {
      if (!readRule(item.words.map((word) => word.text)).lacksPreference) continue;
      yield { at: item, message: 'default', reported: reportedFrom(context.target, 2_000_016, item.line) };
    }
  },
});
