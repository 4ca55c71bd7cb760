import { judgedCluster } from '../../cluster/failover-analysis.ts';
import { placeOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

const usual = 10;

/** Three adverts have to be missed before anybody takes over. */
export default defineRule({
  id: 'failover/slow-takeover',
  scope: 'cluster',
  severity: 'info',
  tier: 3,
  summary: 'After a crash of the master the next node takes over within ten seconds.',
  details: 'A backup waits for `down_timer_adverts` (3) adverts that do not come, and a little longer the lower its priority is (RFC 3768, section 6.1; RFC 5798, section 6.1). With `advert_int 5` that is more than 15 seconds without the address. One second is the usual interval; VRRP version 3 allows hundredths.',
  messages: {
    default: '{instance}: when {node} crashes, {target} takes over after {seconds} s, because adverts come only every {interval} s. Use a smaller advert_int on every node.',
    other: '{other} sends every {otherInterval} s.',
  },
  keepalived: 'no',
  options: { seconds: { type: 'number', default: usual, description: 'A takeover that takes longer is reported.' } },
  *check(cluster, { options }) {
    const limit = typeof options['seconds'] === 'number' ? options['seconds'] : usual;
    for (const { analysis, members } of judgedCluster(cluster).instances) {
      const result = analysis.faults.find((each) => each.faults[0]?.type === 'node_down' && each.kind === 'single' && (each.takeoverSeconds ?? 0) > limit && analysis.healthy?.[0] === each.faults[0].node);
      const node = result?.faults[0]?.node;
      const target = members.find((member) => member.node.name === result?.masters?.[0]);
      const from = members.find((member) => member.node.name === node);
      if (!result || node === undefined || !target || !from) continue;
      yield {
        at: placeOf(target.advertInt, target),
        message: 'default',
        data: { instance: analysis.key, node, target: target.node.name, seconds: result.takeoverSeconds ?? 0, interval: target.advertInt.value ?? '?' },
        related: [{ at: placeOf(from.advertInt, from), message: 'other', data: { other: from.node.name, otherInterval: from.advertInt.value ?? '?' } }],
      };
    }
  },
});
