import { advertisedAddresses, type VirtualAddress } from '@kaconf/semantics';
import { deviations } from '../../cluster/majority.ts';
import { listOf, namesOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** From this version on, an advert with other addresses is logged and accepted. */
const accepted = 2_003_003;

/** Depending on the version, an advert with other addresses is dropped, or an address is gone after the failover. */
export default defineRule({
  id: 'pair/vip-mismatch',
  scope: 'cluster',
  severity: 'error',
  tier: 1,
  summary: 'All nodes of a virtual router have the same virtual addresses.',
  details: [
    'An advert lists the virtual addresses. Up to keepalived 2.3.2 a receiver with another list drops it: both nodes become master. From 2.3.3 on it is accepted with a log message: at a failover the addresses that the new master does not list are on no node.',
    'The order of the addresses and their prefix lengths do not matter here, and the addresses of `virtual_ipaddress_excluded` are not part of the advert (see `pair/vip-attributes-differ`). `vrrp_skip_check_adv_addr` skips the comparison for the current master only.',
  ].join('\n\n'),
  messages: {
    missing: '{instance} has {missing} on {others}, but not on {node}. Since keepalived 2.3.3 the address is on no node while {node} is master. Add it on {node}, or remove it from {others}.',
    extra: '{instance} has {extra} on {node}, but not on {others}. Since keepalived 2.3.3 the address is on no node while {others} is master. Add it on {others}, or remove it here.',
    differs: '{instance} has {extra} on {node}, but {missing} on {others}. Since keepalived 2.3.3 each address is gone while the other node is master. List the same addresses on every node.',
    missingDropped: '{instance} has {missing} on {others}, but not on {node}. Up to keepalived 2.3.2 an advert with another list is dropped, so both become master. Add it on {node}, or remove it from {others}.',
    extraDropped: '{instance} has {extra} on {node}, but not on {others}. Up to keepalived 2.3.2 an advert with another list is dropped, so both become master. Add it on {others}, or remove it here.',
    differsDropped: '{instance} has {extra} on {node}, but {missing} on {others}. Up to keepalived 2.3.2 an advert with another list is dropped, so both become master. List the same addresses on every node.',
    other: '{other} has {address} here.',
    list: 'The addresses of {other}.',
  },
  keepalived: 'no',
  *check(cluster, { target }) {
    const dropped = target < accepted;
    for (const { name, members } of cluster.instances) {
      const comparable = members.filter((member) => !member.addressesUnknown && member.family.value !== undefined);
      for (const { member, value, reference, first, expected } of deviations(comparable, advertisedAddresses, listed)) {
        const extra = without(value, expected);
        const missing = without(expected, value);
        const kind = extra.length === 0 ? 'missing' : missing.length === 0 ? 'extra' : 'differs';
        yield {
          at: extra[0]?.item ?? listOf(member, 'virtual_ipaddress'),
          message: dropped ? (`${kind}Dropped` as const) : kind,
          data: { instance: name, node: member.node.name, others: namesOf(reference), extra: extra.map(textOf).join(', '), missing: missing.map(textOf).join(', ') },
          related:
            missing.length > 0
              ? missing.map((each) => ({ at: each.item, message: 'other' as const, data: { other: first.node.name, address: textOf(each) } }))
              : [{ at: listOf(first, 'virtual_ipaddress'), message: 'list' as const, data: { other: first.node.name } }],
        };
      }
    }
  },
});

function textOf({ address }: VirtualAddress): string {
  return address.address;
}

/** The order plays no role. */
function listed(addresses: readonly VirtualAddress[]): string {
  return addresses.length === 1 && addresses[0] ? textOf(addresses[0]) : addresses.map(textOf).sort().join(' ');
}

/** Those of one list that the other does not have. */
function without(addresses: readonly VirtualAddress[], others: readonly VirtualAddress[]): readonly VirtualAddress[] {
  const known = new Set(others.map(textOf));
  return addresses.filter((each) => !known.has(textOf(each)));
}
