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
    const byKey = new Map(instances.map((instance) => [instance.analysis.key, instance]));
    const reported = new Set<string>();
    for (const { analysis, members } of instances) {
      for (const result of analysis.faults) {
        const [fault] = result.faults;
        const part = fault && brokenPart(fault);
        const moved = members.find((member) => member.node.name === fault?.node);
        if (!fault || !part || !moved || result.kind !== 'single' || !result.verdicts.includes('failover/instances-diverge')) continue;
        const partner = result.apartFrom.map((key) => byKey.get(key)).find((other) => other?.analysis.healthy?.join() === fault.node && other.members.some((member) => member.node === moved.node && belongTogether(moved, member)));
        const stays = partner?.members.find((member) => member.node === moved.node);
        // A group is missing once, however many instances there are on each side and whichever of them goes first.
        const sides = [moved.interface.value, stays?.interface.value].sort().join(' ');
        if (!partner || !stays || reported.has(sides) || reported.has(analysis.key)) continue;
        reported.add(sides);
        reported.add(analysis.key);
        const data = { part: `${part.kind} ${part.name}`, node: fault.node, moved: analysis.key, target: (result.masters ?? []).join(', ') || '-', stays: partner.analysis.key };
        yield { at: headOf(moved), message: 'default', data, related: [{ at: headOf(stays), message: 'stays' }] };
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
