import { healthyPriority, priorityWhen, trackingOf, type EffectivePriority, type VrrpInstance } from '@kaconf/semantics';
import { arithmetic } from '../../cluster/arithmetic.ts';
import { placeOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** Beyond the limits all priorities are equal. */
export default defineRule({
  id: 'pair/priority-clamped',
  scope: 'cluster',
  severity: 'warning',
  tier: 2,
  summary: 'Priorities with their weights stay between 1 and 254.',
  details: 'keepalived holds the sum of base priority and weights between 1 and 254 (vrrp_set_effective_priority). Where two nodes reach a limit, their order is lost: they are equal, and the higher IP address wins. Lower the bases, or use negative weights that leave room: with 150 and 100, a weight of -60 is enough to make a failed node lose.',
  messages: {
    top: '{instance} reaches the highest priority 254 on {nodes} while all checks succeed ({sums}). At the limit they are equal and the higher IP address decides. Lower the priorities so that none exceeds 254.',
    bottom: '{instance} falls to the lowest priority 1 on {nodes} when all checks fail ({sums}). At the limit they are equal and the higher IP address decides. Use smaller weights or higher priorities.',
    other: '{other}: {sum}.',
  },
  keepalived: 'no',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      // Without trackers a priority is what is written, which lies within the limits.
      if (members.every((member) => trackingOf(member).trackers.length === 0)) continue;
      const top = rated(members, healthyPriority, ({ total }) => total > 254);
      const bottom = rated(members, (member) => priorityWhen(member, () => true), ({ total }) => total < 1);
      for (const [message, found] of [['top', top], ['bottom', bottom]] as const) {
        const last = found.at(-1);
        if (!last || found.length < 2) continue;
        yield {
          at: placeOf(last.member.priority, last.member),
          message,
          data: { instance: name, nodes: found.map(({ member }) => member.node.name).join(', '), sums: found.map(({ member, sum }) => `${member.node.name}: ${sum}`).join(', ') },
          related: found.slice(0, -1).map(({ member, sum }) => ({ at: placeOf(member.priority, member), message: 'other' as const, data: { other: member.node.name, sum } })),
        };
      }
    }
  },
});

function rated(members: readonly VrrpInstance[], rate: (member: VrrpInstance) => EffectivePriority | undefined, beyond: (priority: EffectivePriority) => boolean): readonly { member: VrrpInstance; sum: string }[] {
  return members.flatMap((member) => {
    const priority = rate(member);
    return priority && priority.base !== 255 && beyond(priority) ? [{ member, sum: arithmetic(priority) }] : [];
  });
}
