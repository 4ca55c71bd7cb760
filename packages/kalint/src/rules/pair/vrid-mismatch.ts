import { advertisedAddresses, type VrrpInstance } from '@kaconf/semantics';
import { deviations } from '../../cluster/majority.ts';
import { offer } from '../../cluster/offer.ts';
import { namesOf, placeOf } from '../../cluster/places.ts';
import { replaceValue } from '../../cluster/value-edits.ts';
import { defineRule } from '../../rule.ts';

/**
 * A receiver drops adverts with another virtual router ID, so each node waits for a master that it cannot hear and
 * becomes one itself.
 */
export default defineRule({
  id: 'pair/vrid-mismatch',
  scope: 'cluster',
  severity: 'error',
  tier: 1,
  summary: 'All nodes announce a virtual address with the same virtual router ID.',
  details: [
    'The virtual router ID tells a node which adverts concern it (RFC 5798, section 7.1). Two nodes that announce one address with different IDs ignore each other: both become master at once, both answer ARP for the address, and they stay so.',
    'Give the instance the same `virtual_router_id` on every node. It must be different from the IDs of all other virtual routers on the same network, not from that of the partner.',
  ].join('\n\n'),
  messages: {
    default: '{addresses} has virtual router ID {vrid} on {node}, but {expected} on {others}. keepalived ignores adverts with another ID, so both sides become master and hold the address at the same time. Use {expected} on every node.',
    noAddress: '{instance} has virtual router ID {vrid} on {node}, but {expected} on {others}. keepalived ignores adverts with another ID, so both sides become master. Use {expected} on every node.',
    other: '{other} has virtual router ID {expected} here.',
    fix: 'Use virtual router ID {expected}',
  },
  keepalived: 'no',
  fixable: 'unsafe',
  *check(cluster) {
    for (const instance of cluster.instances) {
      for (const { member, value, reference, first, expected, decided } of deviations(instance.members, (each) => each.vrid.value)) {
        const addresses = shared(member, first);
        yield {
          at: placeOf(member.vrid, member),
          message: addresses === '' ? 'noAddress' : 'default',
          data: { instance: instance.name, addresses, node: member.node.name, vrid: value, others: namesOf(reference), expected },
          related: reference.map((other) => ({ at: placeOf(other.vrid, other), message: 'other' as const, data: { other: other.node.name, expected } })),
          ...offer('fix', replaceValue(member.vrid.directive, String(expected)), decided),
        };
      }
    }
  },
});

function shared(a: VrrpInstance, b: VrrpInstance): string {
  const others = new Set(advertisedAddresses(b).map((each) => each.address.address));
  return advertisedAddresses(a).map((each) => each.address.address).filter((address) => others.has(address)).join(', ');
}
