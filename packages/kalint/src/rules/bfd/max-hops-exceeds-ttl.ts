import { known } from '@kaconf/semantics';
import { sessionsOf } from '../../bfd/sessions.ts';
import { headOf } from '../../lvs/services.ts';
import { atEndOf } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Packets cannot have passed more hops than their TTL allows. */
export default defineRule({
  id: 'bfd/max-hops-exceeds-ttl',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: '`max_hops` of a BFD session is not above its `ttl`.',
  details: '`max_hops` says by how much the TTL of received packets may have shrunk, so it cannot be above the TTL that packets start with: `ttl` (or `hoplimit`), which is 255 for IPv4 and 64 for IPv6 where it is not given. keepalived lowers it.',
  messages: {
    default: 'max_hops {hops} of {session} is above ttl {ttl}; keepalived lowers it to {ttl}.',
    fallback: 'max_hops {hops} of {session} is above the ttl, which is {ttl} where it is not given; keepalived lowers it to {ttl}.',
  },
  needs: ['bfd_instance'],
  keepalived: 'yes',
  *check(configuration) {
    for (const { session, fate } of sessionsOf(configuration)) {
      if (fate !== 'kept') continue;
      const directive = session.get('max_hops');
      const hops = known(directive?.args.value);
      const neighbor = known(session.get('neighbor_ip')?.args.value);
      const ttl = session.get('ttl');
      const limit = ttl ? known(ttl.args.value) : neighbor && (neighbor.family === 'ipv4' ? 255 : 64);
      if (!directive || !neighbor || hops === undefined || limit === undefined || hops <= limit) continue;
      yield { at: directive, message: ttl ? 'default' : 'fallback', data: { hops, session: headOf(session), ttl: limit }, reported: atEndOf(session) };
    }
  },
});
