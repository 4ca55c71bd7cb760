import { isKnown } from '@kaconf/semantics';
import { defineRule } from '../../rule.ts';

/** A range from above to below holds nothing. */
export default defineRule({
  id: 'vrrp/peer-ttl-order',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'min_ttl of a unicast peer is at most its max_ttl.',
  details: 'An advert of a peer is taken when its TTL is between `min_ttl` (0) and `max_ttl` (255). With the limits the wrong way round every advert of the peer is thrown away, and both nodes become master.',
  messages: {
    default: 'min_ttl {least} is above max_ttl {most}: every advert of {peer} is thrown away.',
  },
  needs: ['unicast_peer'],
  keepalived: 'yes',
  *check(configuration) {
    for (const block of configuration.blocks('vrrp_instance')) {
      for (const item of block.itemsOf('unicast_peer')) {
        const { min_ttl: least, max_ttl: most, value } = item.args;
        if (!isKnown(least) || !isKnown(most) || !isKnown(value) || least.value <= most.value) continue;
        yield { at: item, message: 'default', data: { least: least.value, most: most.value, peer: value.value.address }, reported: item.line };
      }
    }
  },
});
