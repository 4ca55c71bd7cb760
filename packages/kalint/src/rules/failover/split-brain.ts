import { splitCause, type Place, type VrrpInstance } from '@kaconf/semantics';
import { brokenPart, judgedCluster } from '../../cluster/failover-analysis.ts';
import { headOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** Several nodes hold the same address at the same time. */
export default defineRule({
  id: 'failover/split-brain',
  scope: 'cluster',
  severity: 'error',
  tier: 1,
  summary: 'At any time at most one node is master of a virtual router.',
  details: 'The rule plays the election with the adverts that each node accepts from each other. Nodes that do not hear each other, or refuse each other\'s adverts (another virtual router ID, version, password, interval, list of addresses, peers), all become master and answer for the same addresses. The rules of the category `pair` say what differs; this one says what comes of it, once for each instance, where that is not all there is to say: with three and more nodes, or when it takes a failure. It assumes that the network delivers what is sent.',
  messages: {
    default: '{instance} is master on {masters} at the same time, even while all is well: {node} does not accept the adverts of {other} ({keyword} differs). Make it equal on all nodes.',
    peers: '{instance} is master on {masters} at the same time, even while all is well: {node} gets no adverts of {other} (unicast_peer). Every node has to list every other node.',
    unheard: '{instance} is master on {masters} at the same time, even while all is well: they do not hear each other.',
    fault: '{instance} is master on {masters} at the same time when {part} fails on {failed}.',
    down: '{instance} is master on {masters} at the same time when {failed} is down: they do not hear each other.',
    faultUntracked: '{instance} is master on {masters} at the same time when {part} fails on {failed}: because of dont_track_primary {failed} does not notice. Delete dont_track_primary on {failed}.',
    other: '{other} is master too.',
  },
  keepalived: 'no',
  *check(cluster) {
    const { data, instances } = judgedCluster(cluster);
    for (const { analysis, members } of instances) {
      const healthy = analysis.verdicts.includes('failover/split-brain');
      const result = healthy ? undefined : analysis.faults.find((each) => each.kind === 'single' && each.verdicts.includes('failover/split-brain'));
      const masters = healthy ? analysis.healthy : result?.masters;
      if (!masters) continue;
      const involved = members.filter((member) => masters.includes(member.node.name));
      const last = involved.at(-1);
      // Who sends from the address of another node is in FAULT rather than master: pair/unicast-src-duplicate.
      if (!last || sharedSource(involved)) continue;
      const [fault] = result?.faults ?? [];
      const part = fault && brokenPart(fault);
      const failed = members.find((member) => member.node.name === fault?.node);
      const untracked = failed?.block.get('dont_track_primary');
      const cause = healthy || !part ? splitCause(data, analysis.key, masters) : undefined;
      // Of two nodes, and of those that remain, the rule about what differs says already that both become master.
      if (cause && (members.length === 2 || !healthy)) continue;
      const at = untracked ?? (cause ? placeOfCause(last, members, cause) : headOf(failed ?? last));
      yield {
        at,
        message: !healthy ? (untracked ? 'faultUntracked' : part ? 'fault' : 'down') : !cause ? 'unheard' : cause.keyword === 'unicast_peer' ? 'peers' : 'default',
        data: {
          instance: analysis.key, masters: masters.join(', '), keyword: cause?.keyword ?? '', node: cause?.receiver ?? '', other: cause?.sender ?? '',
          part: part ? `${part.kind} ${part.name}` : '', failed: fault?.node ?? '',
        },
        related: involved.filter((member) => !contains(member, at)).map((member) => ({ at: headOf(member), message: 'other' as const, data: { other: member.node.name } })),
      };
    }
  },
});

function contains(member: VrrpInstance, { document, range }: Place): boolean {
  return member.block.document === document && member.block.fullRange.start <= range.start && range.end <= member.block.fullRange.end;
}

function sharedSource(members: readonly VrrpInstance[]): boolean {
  const sources = members.map((member) => member.source.value?.address).filter((source) => source !== undefined);
  return new Set(sources).size < sources.length;
}

/** Where the keyword stands on the node concerned: with peers the one that does not send, else the later one. */
function placeOfCause(later: VrrpInstance, members: readonly VrrpInstance[], cause: { readonly keyword: string; readonly sender: string }): Place {
  const sender = members.find((member) => member.node.name === cause.sender);
  const member = cause.keyword === 'unicast_peer' && sender ? sender : later;
  return member.block.directives.find((each) => each.name === cause.keyword) ?? headOf(member);
}
