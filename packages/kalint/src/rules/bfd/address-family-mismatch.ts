import { known } from '@kaconf/semantics';
import { sessionsOf } from '../../bfd/sessions.ts';
import { headOf } from '../../lvs/services.ts';
import { atEndOf } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** One end of the session speaks IPv4, the other IPv6. */
export default defineRule({
  id: 'bfd/address-family-mismatch',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'Source and neighbour of a BFD session are of the same address family.',
  details: 'keepalived drops a `bfd_instance` whose `source_ip` and `neighbor_ip` are of different address families.',
  messages: {
    default: 'source_ip {source} and neighbor_ip {neighbor} of {session} are of different address families; keepalived drops the session.',
    neighbor: 'The neighbour.',
  },
  needs: ['bfd_instance'],
  keepalived: 'yes',
  *check(configuration) {
    for (const { session, fate } of sessionsOf(configuration)) {
      if (fate !== 'family') continue;
      const source = session.get('source_ip');
      const neighbor = session.get('neighbor_ip');
      const [from, to] = [known(source?.args.value), known(neighbor?.args.value)];
      if (!source || !neighbor || !from || !to) continue;
      const data = { source: from.address, neighbor: to.address, session: headOf(session) };
      yield { at: source, message: 'default', data, related: [{ at: neighbor, message: 'neighbor' }], reported: atEndOf(session) };
    }
  },
});
