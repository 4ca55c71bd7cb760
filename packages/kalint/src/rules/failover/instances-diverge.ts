import { advertisedAddresses, readServices, sameSubnet, type VrrpInstance } from '@kaconf/semantics';
import { brokenPart, judgedCluster } from '../../cluster/failover-analysis.ts';
import { headOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** The address inside and the address outside end on different nodes. */
export default defineRule({
  id: 'failover/instances-diverge',
  scope: 'cluster',
  severity: 'warning',
  tier: 2,
  summary: 'Instances that belong together move together.',
  details: 'Where a router or firewall has an instance inside and one outside, both have to be on the same node: else the traffic comes in on one and cannot leave by the other, connections are lost, and NAT breaks. The rule plays each single failure and looks for instances that were on one node before and are not afterwards. It speaks of instances on different interfaces whose addresses are in different subnets, or that have routes, rules or a NAT service; independent services on one network may move separately.',
  messages: {
    default: 'When {part} fails on {node}, {moved} moves to {target}, but {stays} stays on {node}: traffic between them comes in on one node and cannot leave by the other. Put both into a vrrp_sync_group on every node.',
    stays: '{stays} stays on {node}.',
  },
  keepalived: 'no',
  *check(cluster) {
    const { instances } = judgedCluster(cluster);
    const reported = new Set<string>();
    for (const { analysis, members } of instances) {
      for (const result of analysis.faults) {
        const [fault] = result.faults;
        const part = fault && brokenPart(fault);
        if (!fault || !part || result.kind !== 'single' || !result.verdicts.includes('failover/instances-diverge')) continue;
        for (const key of result.apartFrom) {
          const other = instances.find((each) => each.analysis.key === key);
          const moved = members.find((member) => member.node.name === fault.node);
          const stays = other?.members.find((member) => member.node.name === fault.node);
          const pair = [analysis.key, key].sort().join('\0');
          if (!other || !moved || !stays || reported.has(pair) || other.analysis.healthy?.join() !== fault.node || !belongTogether(moved, stays)) continue;
          reported.add(pair);
          const data = { part: `${part.kind} ${part.name}`, node: fault.node, moved: analysis.key, target: (result.masters ?? []).join(', ') || '-', stays: key };
          yield { at: headOf(moved), message: 'default', data, related: [{ at: headOf(stays), message: 'stays' }] };
        }
      }
    }
  },
});

/** An inside and an outside: other interface, other subnet or a sign of routing. */
function belongTogether(a: VrrpInstance, b: VrrpInstance): boolean {
  if (a.interface.value === undefined || b.interface.value === undefined || a.interface.value === b.interface.value || a.family.value !== b.family.value) return false;
  const others = advertisedAddresses(b).map((each) => each.address);
  const apart = others.length > 0 && advertisedAddresses(a).length > 0 && advertisedAddresses(a).every(({ address }) => others.every((other) => !sameSubnet(address, other)));
  return apart || [a, b].some((each) => each.block.itemsOf('virtual_routes').length + each.block.itemsOf('virtual_rules').length > 0) || readServices(a.configuration).services.some((service) => service.method === 'NAT');
}
