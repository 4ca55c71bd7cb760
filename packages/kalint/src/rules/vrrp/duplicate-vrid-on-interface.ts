import { isUnicast } from '@kaconf/semantics';
import { conflictsOf } from '../../vrrp/conflicts.ts';
import { reportedAfterInstances } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Two instances of one node with the same number on the same wire read each other's adverts. */
export default defineRule({
  id: 'vrrp/duplicate-vrid-on-interface',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'A virtual router id is used once per interface and address family.',
  details: 'Instances with the same id, family, interface and multicast group would take each other\'s adverts for those of their other nodes. keepalived refuses the whole VRRP configuration. IPv4 and IPv6 have ids of their own, and so has each interface. Unicast instances clash where they share interface, source address and a peer.',
  messages: {
    default: '{instance} and {other} both use virtual_router_id {vrid} with {family} on {device}; keepalived refuses the whole VRRP configuration. The number {free} is free there; change it on all nodes.',
    full: '{instance} and {other} both use virtual_router_id {vrid} with {family} on {device}; keepalived refuses the whole VRRP configuration. No number is free on this node; move some instances to another interface.',
    unicast: '{instance} and {other} both use virtual_router_id {vrid} with {family}, the same source address and the peer {peer}; keepalived refuses the whole VRRP configuration.',
    other: 'Here {other} has the same number.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'yes',
  *check(configuration, context) {
    const reported = reportedAfterInstances(configuration);
    const conflicts = conflictsOf(configuration);
    const used = new Set(conflicts.length === 0 ? [] : instancesOf(configuration).map(({ vrid }) => vrid.value));
    for (const { first, second } of conflicts) {
      const at = second.vrid.directive ?? second.block;
      const vrid = second.vrid.value ?? 0;
      const device = second.interface.value ?? '';
      const unicast = isUnicast(second) === true;
      const peer = second.unicastPeers.find((each) => first.unicastPeers.some((other) => other.address.address === each.address.address));
      const free = freeNumber(vrid, used);
      const data = {
        instance: second.name,
        other: first.name,
        vrid,
        device,
        family: second.family.value === 'ipv6' ? 'IPv6' : 'IPv4',
        free: free ?? '',
        peer: peer?.address.address ?? '',
      };
      yield {
        at,
        message: unicast ? 'unicast' : free === undefined ? 'full' : 'default',
        data,
        related: [{ at: first.vrid.directive ?? first.block, message: 'other' }],
        reported: reportedFrom(context.target, unicast ? 2_001_000 : 2_000_008, reported),
      };
    }
  },
});

/** The next number that no instance of this node uses. */
function freeNumber(from: number, used: ReadonlySet<number | undefined>): number | undefined {
  for (let step = 1; step < 255; step++) {
    const number = ((from - 1 + step) % 255) + 1;
    if (!used.has(number)) return number;
  }
  return undefined;
}
