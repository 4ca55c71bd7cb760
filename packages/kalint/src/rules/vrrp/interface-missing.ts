import { lacksInterface, lacksRouterId } from '../../vrrp/completion.ts';
import { isAbsent } from '../../vrrp/written.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** An instance is tied to an interface; default_interface is for static addresses only. */
export default defineRule({
  id: 'vrrp/interface-missing',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Each instance has an interface.',
  details: [
    'The adverts are sent on `interface`, and the virtual addresses without `dev` are put on it. `default_interface` of `global_defs` does not stand in for it: it is for `static_ipaddress` only.',
    'Only an instance that is all unicast can do without one (2.1.0 to 2.2.4 with `unicast_peer`, from 2.2.8 on), and then it needs `unicast_src_ip`. Otherwise keepalived refuses the whole VRRP configuration.',
  ].join('\n\n'),
  messages: {
    default: '{instance} has no interface; keepalived refuses the whole VRRP configuration.',
    source: '{instance} has neither interface nor unicast_src_ip; keepalived refuses the whole VRRP configuration.',
    linkLocal: '{instance} has no interface, so its source address {address} must not be link-local; keepalived refuses the whole VRRP configuration.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'yes',
  *check(configuration, context) {
    let reached = true;
    for (const instance of instancesOf(configuration)) {
      if (lacksInterface(instance)) {
        const invalid = instance.interface.directive !== undefined;
        if (!invalid) yield { at: instance.block, message: 'default', data: { instance: instance.name }, reported: reached && !lacksRouterId(instance) && context.target >= 2_000_000 ? 'no-line' : 'silent' };
        reached = false;
      } else if (isAbsent(instance, 'interface') && !instance.source.directive?.words.some((word) => word.dynamic) && context.target >= 2_001_000) {
        const reported = reached ? 'no-line' : 'silent';
        const source = instance.source.value;
        if (isAbsent(instance, 'unicast_src_ip') && isAbsent(instance, 'mcast_src_ip')) yield { at: instance.block, message: 'source', data: { instance: instance.name }, reported };
        else if (source && /^fe[89ab]/i.test(source.address) && instance.source.directive) yield { at: instance.source.directive, message: 'linkLocal', data: { instance: instance.name, address: source.address }, reported };
      }
      if (lacksRouterId(instance)) reached = false;
    }
  },
});
