import { removal } from '../../edits.ts';
import { isDropped } from '../../lvs/dropped.ts';
import { servicesOf } from '../../lvs/services.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** One-packet scheduling has no connections to keep. */
export default defineRule({
  id: 'lvs/one-packet-needs-udp',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: '`ops` stands in UDP services only.',
  details: 'One-packet scheduling sends every datagram to a real server of its own, without an entry for a connection. For TCP and SCTP that is impossible: keepalived reports it and switches `ops` off.',
  messages: {
    default: 'ops schedules single datagrams, but {service} is a {protocol} service; keepalived switches it off.',
    remove: 'Delete the line',
  },
  needs: ['ops'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, { target }) {
    for (const service of servicesOf(configuration)) {
      const ops = service.block.get('ops');
      const protocol = service.protocol.value;
      const byAddress = service.kind === 'address' || (service.group?.entries.some((entry) => entry.addresses) ?? false);
      if (!ops || !byAddress || isDropped(service) || protocol === undefined || protocol === 'UDP') continue;
      const intact = ops.document.text.startsWith('ops', ops.range.start);
      yield {
        at: ops,
        message: 'default',
        data: { service: service.name, protocol },
        reported: reportedFrom(target, 1_003_006, 'no-line'),
        ...(intact ? { fix: { title: 'remove', safe: true, edits: [removal(ops)] } } : {}),
      };
    }
  },
});
