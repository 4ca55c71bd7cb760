import { healthyPriority, type Cluster, type VrrpInstance } from '@kaconf/semantics';
import { groupsOn, memberOn, type Membership } from '../../cluster/grouping.ts';
import { placeOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** A group moves as a whole, so its members must prefer the same node. */
export default defineRule({
  id: 'pair/sync-order-reversed',
  scope: 'cluster',
  severity: 'error',
  tier: 1,
  summary: 'The members of a sync group prefer the same node.',
  details: 'A sync group becomes master only when all its members can, and becomes backup as soon as one of them hears a better master. If one member has its higher priority on one node and another member on the other node, no priority decides: the node that gets everything first keeps it, preemption never happens, and after a restart the roles stay swapped. Give all members the same order of nodes. To spread the load over both nodes (active/active), leave the instances out of a common group.',
  messages: {
    default: 'Sync group {group}: {preferred} has the higher priority for {instance} ({high} against {low}), but {node} for {reversed} ({own} against {other}). The group moves as a whole and cannot follow both: it stays on whichever node had it first. Use the same order for all members, or take them out of the group.',
    first: '{preferred} is ahead for {instance}: {high} against {low}.',
    counterpart: '{preferred} has {other} for {reversed}.',
  },
  keepalived: 'no',
  *check(cluster) {
    const reported = new Set<VrrpInstance>();
    for (const [index, node] of cluster.nodes.entries()) {
      for (const later of cluster.nodes.slice(index + 1)) {
        const groups = [...groupsOn(cluster, node, [node, later]), ...groupsOn(cluster, later, [node, later])];
        for (const { group, memberships } of groups) {
          const compared = memberships.map(({ instance }) => comparison(cluster, instance, node, later)).filter((each) => each !== undefined && each.difference !== 0);
          const [first] = compared;
          const wrong = compared.find((each) => first && each && Math.sign(each.difference) !== Math.sign(first.difference));
          if (!first || !wrong || reported.has(wrong.later)) continue;
          reported.add(wrong.later);
          const ahead = first.difference > 0;
          const [winner, loser] = ahead ? [first.earlier, first.later] : [first.later, first.earlier];
          const [own, other] = ahead ? [wrong.later, wrong.earlier] : [wrong.earlier, wrong.later];
          yield {
            at: placeOf(own.priority, own),
            message: 'default',
            data: {
              group: group.name, preferred: winner.node.name, instance: first.instance.name, high: value(winner), low: value(loser),
              node: own.node.name, reversed: wrong.instance.name, own: value(own), other: value(other),
            },
            related: [
              { at: placeOf(winner.priority, winner), message: 'first' },
              { at: placeOf(other.priority, other), message: 'counterpart' },
            ],
          };
        }
      }
    }
  },
});

interface Comparison {
  readonly instance: Membership['instance'];
  readonly earlier: VrrpInstance;
  readonly later: VrrpInstance;
  /** Positive: the earlier node is ahead. */
  readonly difference: number;
}

function comparison(cluster: Cluster, instance: Membership['instance'], node: VrrpInstance['node'], laterNode: VrrpInstance['node']): Comparison | undefined {
  const earlier = memberOn(cluster, instance, node);
  const later = memberOn(cluster, instance, laterNode);
  const [a, b] = [earlier && healthyPriority(earlier)?.value, later && healthyPriority(later)?.value];
  return earlier && later && a !== undefined && b !== undefined ? { instance, earlier, later, difference: a - b } : undefined;
}

function value(member: VrrpInstance): number {
  return healthyPriority(member)?.value ?? 0;
}
