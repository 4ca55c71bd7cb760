import { excerpt, simulate, wantedTracking, type FailoverCluster, type Fault, type Tracker, type VrrpInstance } from '@kaconf/semantics';
import { brokenPart, faultText, judgedCluster } from '../../cluster/failover-analysis.ts';
import { headOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** The service is taken down by its own monitoring. */
export default defineRule({
  id: 'failover/no-master',
  scope: 'cluster',
  severity: 'warning',
  tier: 1,
  summary: 'Whatever fails, some node is master as long as one is alive.',
  details: [
    'A tracker without weight puts its node into FAULT. Where every node runs the same check and its cause is common (a gateway that all of them ping, a database that all of them ask), one failure puts all nodes into FAULT at once: nobody holds the address, although every node could. With a weight the best of the nodes keeps it.',
    'A purely local check that fails on all nodes at once leaves nothing to serve; that is said as info. Sync groups that differ between nodes can leave an address without a master too.',
  ].join('\n\n'),
  messages: {
    common: '{instance} has no master when {tracker} fails on all nodes at once: every node runs "{command}" without weight and goes to FAULT. Give the script a weight, so that the best node keeps the address.',
    local: '{instance} has no master while {tracker} fails on all nodes: without weight each of them goes to FAULT. If a failing node is better than none, give the script a weight.',
    single: '{instance} has no master after a failure of {fault}, although other nodes are alive.',
    healthy: '{instance} has no master even while all is well.',
    other: '{other} runs the same.',
  },
  keepalived: 'no',
  *check(cluster) {
    const { heard: data, instances } = judgedCluster(cluster);
    const reported = new Set<Tracker['definition']>();
    for (const { heard: analysis, members } of instances) {
      const [first] = members;
      if (!first) continue;
      if (analysis.verdicts.includes('failover/no-master')) {
        yield { at: headOf(first), message: 'healthy', data: { instance: analysis.key } };
        continue;
      }
      const common = analysis.faults.filter((result) => result.kind === 'common' && result.verdicts.includes('failover/no-master'));
      const remote = new Set(common.flatMap((result) => result.faults.map(faultText)));
      for (const trackers of sharedTrackers(members)) {
        const [tracker] = trackers;
        const last = trackers.at(-1);
        if (!tracker || !last || reported.has(last.definition) || !leavesNobody(data, analysis.key, members, trackers)) continue;
        reported.add(last.definition);
        const isRemote = remote.has(`script ${tracker.name} on ${first.node.name}`);
        yield {
          at: last.definition ?? last.item,
          message: isRemote ? 'common' : 'local',
          data: { instance: analysis.key, tracker: `script ${tracker.name}`, command: commandOf(tracker) },
          related: trackers.slice(0, -1).map((each, index) => ({ at: each.definition ?? each.item, message: 'other' as const, data: { other: members[index]?.node.name ?? '' } })),
          ...(isRemote ? {} : { severity: 'info' as const }),
        };
      }
      const single = analysis.faults.find((result) => result.kind === 'single' && result.verdicts.includes('failover/no-master'));
      const [fault] = single?.faults ?? [];
      const member = members.find((each) => each.node.name === fault?.node);
      if (fault && member) {
        const part = brokenPart(fault);
        const tracker = part && wantedTracking(member).trackers.find((each) => each.kind === part.kind && each.name === part.name);
        yield { at: tracker?.item ?? headOf(member), message: 'single', data: { instance: analysis.key, fault: faultText(fault) } };
      }
    }
  },
});

/** Scripts that every member runs, by command; in member order. */
function sharedTrackers(members: readonly VrrpInstance[]): readonly (readonly Tracker[])[] {
  const [first, ...rest] = members.map((member) => wantedTracking(member).trackers.filter((tracker) => tracker.kind === 'script'));
  return (first ?? []).flatMap((tracker) => {
    const twins = rest.map((trackers) => trackers.find((each) => commandOf(each) === commandOf(tracker)));
    return commandOf(tracker) !== '' && twins.every((twin) => twin !== undefined) ? [[tracker, ...twins]] : [];
  });
}

function commandOf(tracker: Tracker): string {
  const words = tracker.definition?.get('script')?.argumentWords ?? [];
  return words.some((word) => word.dynamic) ? '' : words.map((word) => word.text).join(' ');
}

function leavesNobody(data: FailoverCluster, key: string, members: readonly VrrpInstance[], trackers: readonly Tracker[]): boolean {
  const faults = trackers.map((tracker, index): Fault => ({ type: 'script_fail', node: members[index]?.node.name ?? '', script: tracker.name }));
  const [result] = simulate(excerpt(data, key), [{ name: 'all', faults }]);
  return result?.masters.get(key)?.length === 0;
}
