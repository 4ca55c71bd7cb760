import { type AnyDirective, type Place, type VirtualAddress, type VrrpInstance } from '@kaconf/semantics';
import { deviations } from '../../cluster/majority.ts';
import { headOf, namesOf } from '../../cluster/places.ts';
import type { Finding } from '../../rule.ts';
import { defineRule } from '../../rule.ts';

type Message = 'attributes' | 'excluded' | 'excludedExtra' | 'routes' | 'rules' | 'other' | 'otherBlock';

/** What is not part of an advert and yet makes the new master behave differently. */
export default defineRule({
  id: 'pair/vip-attributes-differ',
  scope: 'cluster',
  severity: 'warning',
  tier: 3,
  summary: 'Virtual addresses, routes and rules look the same on every node.',
  details: 'keepalived compares only the addresses of an advert. Prefix length, scope and device, the addresses of `virtual_ipaddress_excluded`, and `virtual_routes` and `virtual_rules` are up to each node: where they differ, the connected route, the interface or the routing change at a failover. A device is compared only where the nodes use the same name for the interface of the instance.',
  messages: {
    attributes: '{instance} has {address} as "{value}" on {node}, but as "{expected}" on {others}: the route or the interface changes at a failover. Write it in the same way on every node.',
    excluded: '{instance} has the excluded address {addresses} on {others}, but not on {node}. It is on no node while {node} is master.',
    excludedExtra: '{instance} has the excluded address {addresses} on {node}, but not on {others}. It is on no node while {others} is master.',
    routes: '{instance} has virtual_routes on {with}, but none on {without}: the routes are gone while {without} is master.',
    rules: '{instance} has virtual_rules on {with}, but none on {without}: the rules are gone while {without} is master.',
    other: '{other} has "{expected}" here.',
    otherBlock: 'What {other} has.',
  },
  keepalived: 'no',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      const comparable = members.filter((member) => !member.addressesUnknown);
      yield* attributes(name, comparable);
      yield* excluded(name, comparable);
      yield* blocks(name, comparable, 'virtual_routes', 'routes');
      yield* blocks(name, comparable, 'virtual_rules', 'rules');
    }
  },
});

function* attributes(instance: string, members: readonly VrrpInstance[]): Generator<Finding<Message>> {
  const sameDevice = new Set(members.map((member) => member.interface.value)).size === 1;
  const addresses = new Set(members.flatMap((member) => member.addresses.map((each) => each.address.address)));
  for (const address of addresses) {
    const find = (member: VrrpInstance): VirtualAddress | undefined => member.addresses.find((each) => each.address.address === address);
    for (const { member, value, reference, first, expected } of deviations(members, find, (each) => describe(each, sameDevice))) {
      yield {
        at: value.item,
        message: 'attributes',
        data: { instance, address, value: describe(value, sameDevice), node: member.node.name, expected: describe(expected, sameDevice), others: namesOf(reference) },
        related: [{ at: expected.item, message: 'other', data: { other: first.node.name, expected: describe(expected, sameDevice) } }],
      };
    }
  }
}

function describe({ address, device, scope }: VirtualAddress, withDevice: boolean): string {
  const prefix = address.prefix ?? (address.family === 'ipv4' ? 32 : 128);
  return `${address.address}/${prefix}${withDevice && device !== undefined ? ` dev ${device}` : ''}${scope === undefined || scope === 'global' ? '' : ` scope ${scope}`}`;
}

function* excluded(instance: string, members: readonly VrrpInstance[]): Generator<Finding<Message>> {
  if (!members.some((member) => member.addresses.some((each) => each.excluded))) return;
  const list = (member: VrrpInstance): readonly VirtualAddress[] => member.addresses.filter((each) => each.excluded);
  const key = (addresses: readonly VirtualAddress[]): string => addresses.map((each) => each.address.address).sort().join(' ');
  for (const { member, value, reference, first, expected } of deviations(members, list, key)) {
    const missing = expected.filter((each) => !value.some((own) => own.address.address === each.address.address));
    const extra = value.filter((each) => !expected.some((other) => other.address.address === each.address.address));
    const [at] = extra;
    yield {
      at: at?.item ?? directive(member, 'virtual_ipaddress_excluded') ?? headOf(member),
      message: at ? 'excludedExtra' : 'excluded',
      data: { instance, addresses: (at ? extra : missing).map((each) => each.address.address).join(', '), node: member.node.name, others: namesOf(reference) },
      related: [{ at: directive(first, 'virtual_ipaddress_excluded') ?? headOf(first), message: 'otherBlock', data: { other: first.node.name } }],
    };
  }
}

function* blocks(instance: string, members: readonly VrrpInstance[], keyword: 'virtual_routes' | 'virtual_rules', message: 'routes' | 'rules'): Generator<Finding<Message>> {
  if (!members.some((member) => member.block.has(keyword))) return;
  for (const { member, value, reference, first } of deviations(members, (each) => each.block.itemsOf(keyword).length > 0)) {
    yield {
      at: (value ? directive(member, keyword) : undefined) ?? headOf(member),
      message,
      data: { instance, with: value ? member.node.name : namesOf(reference), without: value ? namesOf(reference) : member.node.name },
      related: [{ at: directive(first, keyword) ?? headOf(first), message: 'otherBlock', data: { other: first.node.name } }],
    };
  }
}

function directive(member: VrrpInstance, keyword: string): (AnyDirective & Place) | undefined {
  return member.block.directives.find((each) => each.name === keyword);
}
