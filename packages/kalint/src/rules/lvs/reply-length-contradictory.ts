import { known } from '@kaconf/semantics';
import { atEndOf, reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** A reply that would have to be longer than it may be. */
export default defineRule({
  id: 'lvs/reply-length-contradictory',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'In UDP_CHECK `min_reply_length` is not above `max_reply_length`.',
  details: 'A UDP_CHECK with `require_reply` fails for replies shorter than `min_reply_length` (0 where not given) or longer than `max_reply_length` (255). Where the first is larger no reply fits, and the real server is always down.',
  messages: {
    default: 'min_reply_length {min} is above max_reply_length {max}; no reply fits, and the check always fails.',
    fallback: 'min_reply_length {min} is above max_reply_length, which is {max} where it is not given; no reply fits, and the check always fails.',
  },
  needs: ['UDP_CHECK'],
  keepalived: 'yes',
  *check(configuration, { target }) {
    for (const checker of configuration.blocks('virtual_server.real_server.UDP_CHECK')) {
      const least = checker.get('min_reply_length');
      const most = checker.get('max_reply_length');
      const min = known(least?.args.value);
      const max = most ? known(most.args.value) : 255;
      if (!least || min === undefined || max === undefined || min <= max) continue;
      yield { at: least, message: most ? 'default' : 'fallback', data: { min, max }, reported: reportedFrom(target, 2_002_000, atEndOf(checker)) };
    }
  },
});
