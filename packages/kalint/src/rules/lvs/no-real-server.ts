import { certainlyLacks, hidesBlock, isAsMeant } from '../../lvs/certain.ts';
import { keptOf } from '../../lvs/dropped.ts';
import { servicesOf } from '../../lvs/services.ts';
import { atEndOf } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** A service with nobody to send packets to. */
export default defineRule({
  id: 'lvs/no-real-server',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'A virtual server has at least one real server.',
  details: 'keepalived drops a `virtual_server` without a usable `real_server`, also one with a `sorry_server`: packets to the virtual address are answered by the director itself or not at all.',
  messages: {
    default: '{service} has no real_server; keepalived drops it.',
    unusable: 'No real_server of {service} is usable; keepalived drops the service.',
  },
  needs: ['virtual_server'],
  keepalived: 'yes',
  *check(configuration, { target, workspace }) {
    const meant = isAsMeant(configuration, workspace);
    for (const service of servicesOf(configuration)) {
      const { block, kind } = service;
      if (kind === 'unknown') continue;
      const kept = keptOf(service);
      // Real servers of another family have a rule that names the drop of the service as well.
      if (kept.servers.length > 0 || kept.foreign.length > 0 || kept.unknown) continue;
      if (meant && (hidesBlock(configuration, block) || !certainlyLacks(configuration, block, 'real_server'))) continue;
      const reported = target < 1_003_006 ? 'silent' : target >= 2_002_008 ? atEndOf(block) : 'no-line';
      yield { at: block, message: block.has('real_server') ? 'unusable' : 'default', data: { service: service.name }, reported };
    }
  },
});
