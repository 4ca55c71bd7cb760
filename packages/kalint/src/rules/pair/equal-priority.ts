import { healthyPriority, type EffectivePriority, type VrrpInstance } from '@kaconf/semantics';
import { arithmetic } from '../../cluster/arithmetic.ts';
import { areIdentical } from '../../cluster/identical-nodes.ts';
import { placeOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** With equal priorities nobody is preferred: the start order decides, and after each partition the higher address. */
export default defineRule({
  id: 'pair/equal-priority',
  scope: 'cluster',
  severity: 'warning',
  tier: 1,
  summary: 'The nodes of a virtual router have different priorities.',
  details: [
    'Nodes with equal priority time out at the same moment and both become master; then the one with the lower IP address steps back (RFC 5798, section 6.4.3). So every failover among them begins with a short split, and which node holds the address depends on start order and addresses.',
    'What counts is the priority while all is well: the base with the positive weights of tracked scripts, at most 254. A missing `priority` is 100, or 255 with `state MASTER`.',
    'Equal priorities do not replace `nopreempt`: after an interruption between the nodes the higher address wins and the address moves. Where no node is preferred, give different priorities and `nopreempt` (with `state BACKUP`) on all nodes.',
  ].join('\n\n'),
  messages: {
    default: '{instance} has priority {value} on {node} as on {others}. Who is master depends on the start order, and at each failover both become master for a moment until the lower IP address steps back. Give each node its own priority, 10 or more apart.',
    weighted: '{instance} has priority {sum} on {node} as on {others} ({otherSum}) while all checks succeed. Who is master depends on the start order and on IP addresses. Change a priority or a weight so that one node is ahead.',
    other: '{other} has priority {otherSum} here.',
    defaulted: '{other} has no priority here, which means {otherSum}.',
  },
  keepalived: 'no',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      for (const { tied, priority } of ties(members)) {
        const [first, ...rest] = tied;
        const member = rest.at(-1);
        if (!first || !member || areIdentical(cluster, first.node, member.node)) continue;
        const others = tied.filter((each) => each !== member);
        const own = priority.get(member);
        const other = priority.get(first);
        if (!own || !other) continue;
        yield {
          at: placeOf(member.priority, member),
          message: own.parts.length + other.parts.length > 0 ? 'weighted' : 'default',
          data: { instance: name, node: member.node.name, value: own.value, sum: arithmetic(own), others: others.map((each) => each.node.name).join(', '), otherSum: arithmetic(other) },
          related: others.map((each) => ({
            at: placeOf(each.priority, each),
            message: each.priority.directive ? ('other' as const) : ('defaulted' as const),
            data: { other: each.node.name, otherSum: arithmetic(priority.get(each) ?? other) },
          })),
        };
      }
    }
  },
});

/** Members with one priority; owners (255) and those at the limit have rules of their own. */
function ties(members: readonly VrrpInstance[]): readonly { tied: readonly VrrpInstance[]; priority: ReadonlyMap<VrrpInstance, EffectivePriority> }[] {
  if (areDistinct(members)) return [];
  const priority = new Map<VrrpInstance, EffectivePriority>();
  const groups = new Map<number, VrrpInstance[]>();
  for (const member of members) {
    const healthy = rated(member);
    if (!healthy) continue;
    priority.set(member, healthy);
    groups.set(healthy.value, [...(groups.get(healthy.value) ?? []), member]);
  }
  return [...groups.values()].filter((tied) => tied.length > 1).map((tied) => ({ tied, priority }));
}

/** The usual case. */
function areDistinct(members: readonly VrrpInstance[]): boolean {
  const values = members.map((member) => rated(member)?.value).filter((value) => value !== undefined);
  return values.every((value, index) => values.indexOf(value) === index);
}

function rated(member: VrrpInstance): EffectivePriority | undefined {
  const healthy = healthyPriority(member);
  return healthy && healthy.base !== 255 && healthy.total <= 254 ? healthy : undefined;
}
