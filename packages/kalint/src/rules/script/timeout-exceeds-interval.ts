import { isKnown } from '@kaconf/semantics';
import { defineRule } from '../../rule.ts';

/** A run that hangs keeps the next ones from starting. */
export default defineRule({
  id: 'script/timeout-exceeds-interval',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'The timeout of a vrrp_script is at most its interval.',
  details: 'keepalived does not start a run while the last one has not ended, and a hanging run counts as failed only after `timeout` (then it gets SIGTERM, two seconds later SIGKILL). With a timeout above the interval the runs in between are skipped, and a failure is noticed only after the timeout. Without `timeout` the interval is used.',
  messages: {
    default: 'vrrp_script {name}: timeout {timeout} s is longer than interval {interval} s; while a run hangs the next ones are skipped, and the failure counts only after {timeout} s.',
    interval: 'The interval.',
  },
  needs: ['vrrp_script'],
  keepalived: 'no',
  *check(configuration) {
    for (const block of configuration.blocks('vrrp_script')) {
      const timeout = block.get('timeout');
      const interval = block.get('interval');
      const limit = timeout?.args.value;
      const period = interval?.args.value;
      if (!timeout || !isKnown(limit) || (interval && !isKnown(period)) || (!interval && !configuration.complete)) continue;
      const every = period && isKnown(period) ? period.value : 1;
      if (limit.value <= every) continue;
      yield {
        at: timeout,
        message: 'default',
        data: { name: block.words[1]?.text ?? '', timeout: limit.value, interval: every },
        ...(interval ? { related: [{ at: interval, message: 'interval' }] } : {}),
      };
    }
  },
});
