import { occurs } from '../../occurs.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** When keepalived is stopped the addresses go, and no state script runs. */
export default defineRule({
  id: 'script/notify-stop-missing',
  scope: 'configuration',
  severity: 'info',
  tier: 2,
  summary: 'Instances with notify_backup or notify_fault also have notify_stop.',
  details: 'When keepalived stops, the addresses are removed, but neither `notify_backup` nor `notify_fault` runs: only `notify_stop`, and the general `notify` with the state STOP. Services that belong to the addresses keep running otherwise.',
  messages: {
    default: '{instance} has {keyword} but no notify_stop: when keepalived is stopped, none of its notify commands runs.',
  },
  keepalived: 'no',
  *check(configuration) {
    if (!configuration.complete || !occurs(configuration, 'notify_backup', 'notify_fault') || ['notify_fifo', 'vrrp_notify_fifo'].some((name) => configuration.global(name))) return;
    for (const { block, name, syncGroup } of instancesOf(configuration)) {
      const directive = block.get('notify_backup') ?? block.get('notify_fault');
      if (!directive || block.has('notify_stop') || block.has('notify')) continue;
      if (syncGroup?.block.has('notify_stop') || syncGroup?.block.has('notify')) continue;
      yield { at: block, message: 'default', data: { instance: name, keyword: directive.name } };
    }
  },
});
