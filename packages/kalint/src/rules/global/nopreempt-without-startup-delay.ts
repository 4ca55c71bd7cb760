import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** A node that boots hears nothing at first, and what it does not hear it takes for missing. */
export default defineRule({
  id: 'global/nopreempt-without-startup-delay',
  scope: 'configuration',
  severity: 'info',
  tier: 3,
  summary: 'nopreempt comes with vrrp_startup_delay.',
  details: 'While a switch port settles (spanning tree, link negotiation) no advert arrives. After the usual time without adverts the booting node declares itself master, and when the network opens, its higher priority wins: as if `nopreempt` had been ignored. `vrrp_startup_delay SECONDS` in `global_defs` (from 2.0.14 on) makes keepalived wait.',
  messages: {
    default: '{instance} has nopreempt, but a booting node that hears no adverts yet takes over all the same. Consider vrrp_startup_delay in global_defs.',
  },
  needs: ['nopreempt'],
  keepalived: 'no',
  *check(configuration, context) {
    if (context.target < 2_000_014 || !configuration.complete || configuration.global('vrrp_startup_delay') || configuration.global('vrrp_delay_after_boot')) return;
    const instance = instancesOf(configuration).find((each) => each.nopreempt.value);
    const directive = instance?.nopreempt.directive;
    if (instance && directive) yield { at: directive, message: 'default', data: { instance: instance.name } };
  },
});
