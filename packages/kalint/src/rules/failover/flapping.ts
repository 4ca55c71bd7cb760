import { wantedTracking } from '@kaconf/semantics';
import { faultText, judgedCluster } from '../../cluster/failover-analysis.ts';
import { headOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** A state that never comes to rest, or a check that depends on who is master. */
export default defineRule({
  id: 'failover/flapping',
  scope: 'cluster',
  severity: 'warning',
  tier: 2,
  summary: 'After each failure the cluster comes to rest, and checks do not depend on who is master.',
  details: 'A check that asks for the virtual address (connects to it, binds to it, looks for it on an interface) says who is master now, not whether this node could be: on a backup it fails or speaks for the other node. Used as a tracker it takes the master away from itself, gives it back, or keeps a sound backup from taking over. Ask the service on an address that the node always has, such as 127.0.0.1. The rule also speaks where the election itself never comes to rest.',
  messages: {
    check: '{instance}: script {script} of {node} asks for the virtual address {address}, which only the master has. The check says who is master and not whether {node} works: it can keep a sound node from taking over, or move the address to and fro. Ask an address that {node} always has, such as 127.0.0.1.',
    election: '{instance} never comes to rest after a failure of {fault}: the nodes become master in turn.',
    tracked: 'It is tracked here.',
  },
  keepalived: 'no',
  *check(cluster) {
    const reported = new Set<unknown>();
    for (const { analysis, members } of judgedCluster(cluster).instances) {
      for (const { node, script, address } of analysis.selfInduced) {
        const member = members.find((each) => each.node.name === node);
        const tracker = member && wantedTracking(member).trackers.find((each) => each.kind === 'script' && each.name === script);
        const at = tracker?.definition?.get('script') ?? tracker?.item;
        if (!tracker || !at || reported.has(at)) continue;
        reported.add(at);
        yield { at, message: 'check', data: { instance: analysis.key, script, node, address }, related: [{ at: tracker.item, message: 'tracked' }] };
      }
      const result = analysis.faults.find((each) => each.verdicts.includes('failover/flapping'));
      const [fault] = result?.faults ?? [];
      const member = members.find((each) => each.node.name === fault?.node);
      if (fault && member) yield { at: headOf(member), message: 'election', data: { instance: analysis.key, fault: faultText(fault) } };
    }
  },
});
