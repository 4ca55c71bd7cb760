import { isDropped } from '../../lvs/dropped.ts';
import { servicesOf } from '../../lvs/services.ts';
import { certainlyLacks } from '../../lvs/certain.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** A service for all ports must be persistent. */
export default defineRule({
  id: 'lvs/zero-port-without-persistence',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'A virtual server without a port has a `persistence_timeout`.',
  details: 'A service on port 0 (or without a port) takes all ports, and IPVS allows that with persistence only. keepalived reports it and sets `persistence_timeout 360`: a client keeps its real server for six minutes. Give the port, or write the timeout that is meant.',
  messages: {
    default: '{service} has no port, which needs persistence; keepalived sets persistence_timeout 360.',
    entry: '"{entry}" of the group of {service} has no port, which needs persistence; keepalived sets persistence_timeout 360.',
  },
  needs: ['virtual_server'],
  keepalived: 'yes',
  *check(configuration, { target }) {
    const reported = reportedFrom(target, 2_000_007, 'no-line');
    for (const service of servicesOf(configuration)) {
      const { block } = service;
      if (service.port !== 0 && !service.group) continue;
      if (isDropped(service) || block.has('persistence_timeout') || block.has('persistence_granularity')) continue;
      if (!certainlyLacks(configuration, block, 'persistence_timeout', 'persistence_granularity')) continue;
      const data = { service: service.name };
      if (service.kind === 'address' && service.port === 0) yield { at: block, message: 'default', data, reported };
      const entry = service.group?.entries.find((each) => each.addresses && each.port === 0);
      if (entry) yield { at: entry.item, message: 'entry', data: { ...data, entry: entry.text }, reported };
    }
  },
});
