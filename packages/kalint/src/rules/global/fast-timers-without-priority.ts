import { known, type Configuration, type VrrpInstance } from '@kaconf/semantics';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** A busy host sends its adverts late; with short timers that is a failover. */
export default defineRule({
  id: 'global/fast-timers-without-priority',
  scope: 'configuration',
  severity: 'info',
  tier: 3,
  summary: 'Where a takeover needs less than a second, keepalived runs with raised priority.',
  details: 'A backup takes over after `down_timer_adverts` intervals (3) and a skew that depends on its priority. When that is less than a second, a master that is not scheduled for some hundred milliseconds loses its role. `max_auto_priority` (from 2.1.0 on) lets keepalived raise its priority when it runs late; `vrrp_rt_priority` and a negative `vrrp_priority` do so from the start.',
  messages: {
    default: '{instance}: with advert_int {seconds} a backup takes over after {down} s; a busy host that sends late loses the master role. Add max_auto_priority to global_defs, or raise down_timer_adverts.',
    old: '{instance}: with advert_int {seconds} a backup takes over after {down} s; a busy host that sends late loses the master role. Give keepalived a higher priority (vrrp_priority).',
  },
  needs: ['vrrp_instance'],
  keepalived: 'no',
  *check(configuration, context) {
    if (!configuration.complete || hasPriority(configuration)) return;
    for (const instance of instancesOf(configuration)) {
      const directive = instance.advertInt.directive;
      const down = masterDown(instance);
      if (!directive || down === undefined || down >= 1) continue;
      yield { at: directive, message: context.target >= 2_001_000 ? 'default' : 'old', data: { instance: instance.name, seconds: instance.advertInt.value ?? '', down: down.toFixed(2) } };
      return;
    }
  },
});

function hasPriority(configuration: Configuration): boolean {
  if (configuration.global('max_auto_priority') || configuration.global('vrrp_rt_priority')) return true;
  const nice = configuration.global('vrrp_priority')?.words[1]?.text;
  return nice?.startsWith('-') === true;
}

/** RFC 5798, 6.1: adverts times the interval and a skew, which version 3 scales with the interval. */
function masterDown({ advertInt, priority, version, block, configuration }: VrrpInstance): number | undefined {
  if (advertInt.value === undefined || priority.value === undefined || version.value === undefined) return undefined;
  const own = block.get('down_timer_adverts') ?? configuration.global('vrrp_down_timer_adverts');
  const adverts = own ? known(own.args['value'] as Parameters<typeof known<number>>[0]) : 3;
  if (adverts === undefined) return undefined;
  const skew = (256 - priority.value) / 256;
  return adverts * advertInt.value + (version.value === 3 ? skew * advertInt.value : skew);
}
