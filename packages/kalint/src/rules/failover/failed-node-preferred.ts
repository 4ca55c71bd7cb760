import { wantedTracking, type Place, type VrrpInstance } from '@kaconf/semantics';
import { brokenPart, faultText, judgedCluster } from '../../cluster/failover-analysis.ts';
import { headOf, placeOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** The penalty is enough for one rival and not for the next. */
export default defineRule({
  id: 'failover/failed-node-preferred',
  scope: 'cluster',
  severity: 'warning',
  tier: 2,
  summary: 'A node whose check fails is not master while a sound node exists.',
  details: 'The rule plays single failures, and with up to four nodes pairs of failed scripts. It speaks where a node with a failed check wins against a sound one: because the penalty is larger than the distance to the second node but not to the third, or because `reverse` makes a failure raise the priority. Use a penalty that is larger than the distance between the highest and the lowest priority.',
  messages: {
    default: '{instance} is on {master}, whose check fails, while {sound} is sound, when {faults} fail ({sum}). Use a penalty larger than the distance between the highest and the lowest priority.',
    plain: '{instance} is on {master}, whose check fails, while {sound} is sound, when {faults} fail. Use a penalty larger than the distance between the highest and the lowest priority.',
    raised: '{instance} moves to {master} just because {faults} fails there ({sum}): with reverse a failure raises the priority. Remove reverse, or use a positive weight with reverse.',
    sound: '{sound} is sound.',
  },
  keepalived: 'no',
  *check(cluster) {
    for (const { heard: analysis, members } of judgedCluster(cluster).instances) {
      // A tracker without effect on its own explains it already: failover/never.
      const preferred = analysis.faults.filter((result) => result.verdicts.includes('failover/failed-node-preferred') || (result.kind === 'pair' && result.verdicts.includes('failover/never')));
      const useless = analysis.faults.some((result) => result.kind === 'single' && result.verdicts.includes('failover/never'));
      const result = preferred.find((each) => each.kind === 'single' || !useless);
      const [name] = result?.masters ?? [];
      const master = members.find((member) => member.node.name === name);
      const fault = result?.faults.find((each) => each.node === name);
      const failed = new Set(result?.faults.map((each) => each.node));
      const sound = members.filter((member) => !failed.has(member.node.name));
      const [first] = sound;
      if (!result || !master || !fault || !first) continue;
      const sum = result.explanation.arithmetic;
      yield {
        at: placeOfWeight(master, fault),
        message: result.kind === 'single' ? 'raised' : sum === '' ? 'plain' : 'default',
        data: { instance: analysis.key, master: master.node.name, sound: sound.map((member) => member.node.name).join(', '), faults: result.faults.map(faultText).join(', '), sum },
        related: [{ at: placeOf(first.priority, first), message: 'sound' }],
      };
    }
  },
});

function placeOfWeight(master: VrrpInstance, fault: Parameters<typeof brokenPart>[0]): Place {
  const part = brokenPart(fault);
  const tracker = wantedTracking(master).trackers.find((each) => each.kind === part?.kind && each.name === part.name);
  return tracker?.weightAt ?? tracker?.item ?? headOf(master);
}
