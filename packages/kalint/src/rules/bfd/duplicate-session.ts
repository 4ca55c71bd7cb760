import { known } from '@kaconf/semantics';
import { sessionsOf } from '../../bfd/sessions.ts';
import { headOf } from '../../lvs/services.ts';
import { atEndOf } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Two sessions that keepalived could not tell apart by the packets they get. */
export default defineRule({
  id: 'bfd/duplicate-session',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'BFD sessions with the same neighbour have different source addresses.',
  details: 'Packets of a neighbour are given to the session with that neighbour. keepalived drops a `bfd_instance` that has the neighbour of an earlier one unless both say different `source_ip` addresses (or only one of them is `multihop`).',
  messages: {
    neighbor: '{session} has the neighbour {neighbor} of {other}, and not both say their source_ip; keepalived drops this session.',
    source: '{session} has the source {source} and the neighbour {neighbor} of {other}; keepalived drops this session.',
    first: 'The earlier session.',
  },
  needs: ['bfd_instance'],
  keepalived: 'yes',
  *check(configuration) {
    for (const { session, twin } of sessionsOf(configuration)) {
      const to = known(session.get('neighbor_ip')?.args.value);
      if (!twin || !to) continue;
      const from = known(session.get('source_ip')?.args.value);
      const data = { session: headOf(session), other: headOf(twin), neighbor: to.address, source: from?.address ?? '' };
      yield { at: session, message: from && twin.has('source_ip') ? 'source' : 'neighbor', data, related: [{ at: twin, message: 'first' }], reported: atEndOf(session) };
    }
  },
});
