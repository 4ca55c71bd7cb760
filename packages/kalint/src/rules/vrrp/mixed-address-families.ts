import type { Address, Directive, Family, Item, VrrpInstance } from '@kaconf/semantics';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

const names: Readonly<Record<Family, string>> = { ipv4: 'IPv4', ipv6: 'IPv6' };
const since: Readonly<Record<string, number | undefined>> = { virtual_ipaddress: 1_002_020, unicast_peer: 1_002_008, unicast_src_ip: 1_002_020, mcast_src_ip: 1_002_020, mcast_dst_ip: 2_002_005 };

/** The first address decides what the instance is; what is of the other family is dropped. */
export default defineRule({
  id: 'vrrp/mixed-address-families',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'All addresses of an instance are of one family.',
  details: 'A VRRP instance speaks IPv4 or IPv6. The first address that keepalived reads in the block (a virtual address, a source address or a peer) decides; addresses of the other family are reported and dropped. Put them into a second instance (it may have the same virtual_router_id), or, if they only have to move along, into `virtual_ipaddress_excluded`.',
  messages: {
    address: '{address} is {other}, but {instance} is {family}; keepalived drops the address. Move it to virtual_ipaddress_excluded or to an instance of its own.',
    peer: 'The peer {address} is {other}, but {instance} is {family}; keepalived drops it.',
    source: '{keyword} {address} is {other}, but {instance} is {family}; keepalived ignores the line.',
    decided: 'This makes the instance {family}.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'yes',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const family = instance.family.value;
      if (family === undefined || instance.family.unknown) continue;
      for (const { at, keyword, address } of foreign(instance, family)) {
        const data = { address: address.address, instance: instance.name, family: names[family], other: names[address.family], keyword };
        const message = keyword === 'virtual_ipaddress' ? 'address' : keyword === 'unicast_peer' ? 'peer' : 'source';
        const decided = instance.family.directive;
        yield {
          at,
          message,
          data,
          ...(decided ? { related: [{ at: decided, message: 'decided' as const }] } : {}),
          reported: reportedFrom(context.target, since[keyword] ?? 0, at.line),
        };
      }
    }
  },
});

interface Foreign {
  readonly at: Directive | Item;
  readonly keyword: string;
  readonly address: Pick<Address, 'family' | 'address'>;
}

const none: readonly Foreign[] = [];

/** Addresses that are not of the family of their instance. */
function foreign(instance: VrrpInstance, family: Family): readonly Foreign[] {
  let found: Foreign[] | undefined;
  for (const directive of instance.block.directives) {
    const { name: keyword } = directive;
    if (since[keyword] === undefined) continue;
    for (const at of directive.isBlock() ? directive.items : [directive]) {
      const address = (at.argument('address') ?? at.argument('value'))?.value as Address | undefined;
      if (address && address.family !== family) (found ??= []).push({ at, keyword, address });
    }
  }
  return found ?? none;
}
