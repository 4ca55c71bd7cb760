import { sameSubnet, type Address, type Configuration, type Place } from '@kaconf/semantics';
import { announcedAnywhere, announcedBy, within, type Announced } from '../../lvs/announced.ts';
import { isDropped } from '../../lvs/dropped.ts';
import { toNumber, type AddressSpan } from '../../lvs/groups.ts';
import { isOfSample } from '../../lvs/sample.ts';
import { servicesOf, type Service } from '../../lvs/services.ts';
import { defineRule } from '../../rule.ts';

/** A service on an address that no machine holds. */
export default defineRule({
  id: 'lvs/vip-not-announced',
  scope: 'configuration',
  severity: 'warning',
  tier: 1,
  summary: 'The address of a virtual server is a virtual address of some instance.',
  details: 'A `virtual_server` only makes an entry in IPVS; that the address exists and clients find it is the business of a `vrrp_instance` (or of `static_ipaddress`). Where the file has both, an address that stands only in the `virtual_server` is mostly one that was not changed along. Nothing is said for addresses that a `quorum_up` command names, for fwmark services, and in files without instances.',
  messages: {
    default: '{address} of {service} is no virtual address of any vrrp_instance here; no machine answers for it.',
    near: '{address} of {service} is no virtual address of any vrrp_instance here; no machine answers for it. Was {near} meant?',
  },
  needs: ['virtual_server'],
  keepalived: 'no',
  *check(configuration, { workspace }) {
    const own = announcedBy(configuration, workspace);
    if (own.vips.length === 0) return;
    const all = announcedAnywhere(workspace);
    if (all.unknown) return;
    const commands = quorumCommands(configuration);
    const used = new Set(servicesOf(configuration).map((service) => service.address?.address));
    const free = own.vips.filter((vip) => !used.has(vip.address));
    for (const service of servicesOf(configuration)) {
      if (isDropped(service) || isOfSample(service.block)) continue;
      for (const { address, span, at } of addressesOf(service)) {
        if (held(span, all) || commands.includes(address.address)) continue;
        const near = nearest(address, free);
        const data = { address: address.address, service: service.name, near: near?.address ?? '' };
        yield { at, message: near ? 'near' : 'default', data };
      }
    }
  },
});

interface Served {
  readonly address: Address;
  readonly span: AddressSpan;
  readonly at: Place;
}

function addressesOf(service: Service): readonly Served[] {
  if (service.address) {
    const { family, address } = service.address;
    const number = toNumber(address);
    return [{ address: { family, address, prefix: undefined }, span: { family, first: number, last: number }, at: service.block }];
  }
  return (service.group?.entries ?? []).flatMap((entry): readonly Served[] => {
    const value = entry.item.args.address;
    if (!entry.addresses || value?.kind !== 'known' || value.value.prefix !== undefined) return [];
    return [{ address: { family: value.value.family, address: value.value.address, prefix: undefined }, span: entry.addresses, at: entry.item }];
  });
}

/** The unspecified address stands for all, and loopback addresses need nobody to announce them. */
function held(span: AddressSpan, announced: Announced): boolean {
  if (span.first === 0n || (span.family === 'ipv4' ? span.first >> 24n === 127n : span.first === 1n)) return true;
  return [...announced.vips, ...announced.statics].some((address) => within(span, address));
}

/** Commands that may add an address or announce it to a router. */
function quorumCommands(configuration: Configuration): string {
  return configuration.directivesWhere((keyword) => /^(?:quorum_up|notify|notify_master)$/.test(keyword.name)).map((directive) => directive.raw).join('\n');
}

/** The one virtual address of the same network among those that no virtual server uses. */
function nearest(address: Address, free: readonly Address[]): Address | undefined {
  const candidates = free.filter((vip) => sameSubnet(vip, address));
  return candidates.length === 1 ? candidates[0] : undefined;
}
