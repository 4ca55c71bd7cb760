import { healthyPriority } from '@kaconf/semantics';
import { offer } from '../../cluster/offer.ts';
import { placeOf } from '../../cluster/places.ts';
import { replaceValue } from '../../cluster/value-edits.ts';
import { defineRule } from '../../rule.ts';

/** Two masters on paper: harmless for the election, but `nopreempt` and `preempt_delay` are off on each of them. */
export default defineRule({
  id: 'pair/several-state-master',
  scope: 'cluster',
  severity: 'info',
  tier: 2,
  summary: 'At most one node of a virtual router says `state MASTER`.',
  details: 'The priority decides who is master, so several nodes with `state MASTER` do not split the cluster. But keepalived switches `nopreempt` and `preempt_delay` off on each node with that state, and whoever reads the files cannot tell which node is meant. Write `state BACKUP` on all nodes but the one with the highest priority.',
  messages: {
    default: '{instance} says MASTER on {nodes}. The priority decides, so {best} will be master; nopreempt and preempt_delay have no effect on a node with state MASTER. Write "state BACKUP" on {node}.',
    unknown: '{instance} says MASTER on {nodes}. The priority decides who is master; nopreempt and preempt_delay have no effect on a node with state MASTER. Write "state BACKUP" on all nodes but one.',
    other: '{other} says MASTER too.',
    fix: 'Write state BACKUP',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      const masters = members.filter((member) => member.state.value === 'MASTER' && member.state.directive);
      // Several owners (255) are an error of their own.
      if (masters.length < 2 || masters.filter((member) => member.priority.value === 255).length > 1) continue;
      const rated = masters.map((member) => ({ member, value: healthyPriority(member)?.value })).sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
      const decided = rated.every(({ value }) => value !== undefined);
      const [best] = rated;
      const wrong = decided ? rated.slice(1).map(({ member }) => member).sort((a, b) => members.indexOf(a) - members.indexOf(b)) : masters.slice(1);
      const at = wrong.at(-1);
      if (!best || !at) continue;
      const edits = wrong.flatMap((member) => replaceValue(member.state.directive, 'BACKUP') ?? []);
      yield {
        at: placeOf(at.state, at),
        message: decided ? 'default' : 'unknown',
        data: { instance: name, nodes: masters.map((member) => member.node.name).join(', '), best: best.member.node.name, node: wrong.map((member) => member.node.name).join(', ') },
        related: masters.filter((member) => member !== at).map((member) => ({ at: placeOf(member.state, member), message: 'other' as const, data: { other: member.node.name } })),
        ...offer('fix', edits.length === wrong.length ? edits : undefined, false),
      };
    }
  },
});
