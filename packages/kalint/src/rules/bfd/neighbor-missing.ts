import { certainlyLacks } from '../../lvs/certain.ts';
import { sessionsOf } from '../../bfd/sessions.ts';
import { headOf } from '../../lvs/services.ts';
import { atEndOf } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** A session with nobody. */
export default defineRule({
  id: 'bfd/neighbor-missing',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'A `bfd_instance` has a `neighbor_ip`.',
  details: 'keepalived drops a BFD session that does not say its neighbour. Instances that track it keep their priority, and a BFD_CHECK never comes up.',
  messages: { default: '{session} has no neighbor_ip; keepalived drops the session.' },
  needs: ['bfd_instance'],
  keepalived: 'yes',
  *check(configuration) {
    for (const { session, fate } of sessionsOf(configuration)) {
      if (fate !== 'no-neighbor' || !certainlyLacks(configuration, session, 'neighbor_ip', 'neighbour_ip')) continue;
      yield { at: session, message: 'default', data: { session: headOf(session) }, reported: atEndOf(session) };
    }
  },
});
