import { addressEntries, isForeign } from '../../vrrp/addresses.ts';
import { lacksRequiredAddress, reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { versionOf } from '../../vrrp/written.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** An instance without addresses moves nothing, and its adverts may be thrown away by nodes that have some. */
export default defineRule({
  id: 'vrrp/no-vip',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Each instance has a virtual address.',
  details: 'With version 3 and in strict mode keepalived refuses an instance without `virtual_ipaddress`, and with it the whole VRRP configuration. With version 2 the instance runs, but nodes up to 2.3.2 that do have an address drop its adverts. An instance that is only there for its state and its scripts says `no_virtual_ipaddress` (from 2.2.8 on).',
  messages: {
    refused: '{instance} has no virtual_ipaddress; with {reason} keepalived refuses the whole VRRP configuration.',
    default: '{instance} has no virtual_ipaddress, so no address moves. Add one, or say no_virtual_ipaddress if only its state is wanted.',
    old: '{instance} has no virtual_ipaddress, so no address moves.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'yes',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const { block, strict } = instance;
      if (instance.addressesUnknown || versionOf(instance) === undefined || strict.unknown) continue;
      if (addressEntries(instance).some((entry) => !entry.excluded && !isForeign(entry, instance))) continue;
      // An empty list is where the address belongs.
      const at = block.get('virtual_ipaddress') ?? block;
      if (lacksRequiredAddress(instance)) {
        const reason = strict.value ? 'vrrp_strict' : 'version 3';
        yield { at, message: 'refused', data: { instance: instance.name, reason }, reported: reportedFrom(context.target, 1_002_020, reportedOnCompletion(instance)) };
      } else if (!block.has('no_virtual_ipaddress')) {
        const message = context.target >= 2_002_008 ? 'default' : 'old';
        yield { at, message, data: { instance: instance.name }, reported: reportedFrom(context.target, 2_001_000, reportedOnCompletion(instance)) };
      }
    }
  },
});
