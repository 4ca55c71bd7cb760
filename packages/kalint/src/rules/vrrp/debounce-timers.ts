import { known, type Configuration } from '@kaconf/semantics';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** A link must be missed before the adverts are. */
export default defineRule({
  id: 'vrrp/debounce-timers',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Delays of an interface are shorter than the time until a takeover.',
  details: 'The delays of `interface_up_down_delays` have to be below (`down_timer_adverts` - 1) times `advert_int`, since the other nodes take over after that; keepalived reduces them, or clears them with `down_timer_adverts 1`, and says so in the log only. `down_timer_adverts 1` on an instance without interface crashes keepalived, the config test too.',
  messages: {
    one: '{instance} has down_timer_adverts 1, so keepalived clears the delays of {device}.',
    long: 'A delay of {delay} s on {device} is not below {limit} s, after which the peers of {instance} take over; keepalived reduces it.',
    crash: '{instance} has down_timer_adverts 1 and no interface; keepalived crashes on this, also in its config test. Add an interface.',
  },
  needs: ['interface_up_down_delays', 'down_timer_adverts'],
  keepalived: 'sometimes',
  *check(configuration, context) {
    if (context.target < 2_002_003) return;
    const delays = delaysOf(configuration);
    for (const instance of instancesOf(configuration)) {
      const own = instance.block.get('down_timer_adverts');
      const general = configuration.global('vrrp_down_timer_adverts');
      const adverts = own ? known(own.args.value) : general ? known(general.args['value'] as Parameters<typeof known<number>>[0]) : 3;
      const device = instance.interface.value;
      if (adverts === undefined) continue;
      if (device === undefined) {
        if (adverts === 1 && own && !instance.interface.unknown && instance.source.value !== undefined && context.target >= 2_002_008) yield { at: own, message: 'crash', data: { instance: instance.name }, severity: 'error', reported: 'no-line' };
        continue;
      }
      const item = delays.get(device);
      const seconds = instance.advertInt.value;
      if (!item || seconds === undefined) continue;
      const limit = (adverts - 1) * seconds;
      const delay = item.delays.find((each) => each >= limit && each > 0);
      if (delay === undefined) continue;
      yield adverts === 1
        ? { at: item.at, message: 'one', data: { instance: instance.name, device } }
        : { at: item.at, message: 'long', data: { instance: instance.name, device, delay, limit } };
    }
  },
});

function delaysOf(configuration: Configuration) {
  const entries = configuration.atRoot('interface_up_down_delays').flatMap((block) => (block.isBlock() ? block.items : []));
  return new Map(entries.map((item) => [item.words[0]?.text ?? '', { at: item, delays: item.words.slice(1, 3).filter((word) => !word.dynamic && /^[\d.]+$/.test(word.text)).map((word) => Number(word.text)) }]));
}
