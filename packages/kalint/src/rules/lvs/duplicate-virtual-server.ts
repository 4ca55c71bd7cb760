import type { IpAddress } from '@kaconf/schema';
import { overlap, toNumber, type AddressSpan } from '../../lvs/groups.ts';
import { isDropped } from '../../lvs/dropped.ts';
import { servicesOf, type Service } from '../../lvs/services.ts';
import { defineRule } from '../../rule.ts';

/** One kernel service, managed by two blocks. */
export default defineRule({
  id: 'lvs/duplicate-virtual-server',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Each address, port and protocol (or fwmark) has one virtual server.',
  details: 'IPVS has one service for each address, port and protocol, or fwmark. keepalived does not compare its virtual servers: with two blocks for the same service both change the same entry of the kernel, each with its own real servers, scheduler and quorum. TCP and UDP on one port are different services.',
  messages: {
    default: '{service} is the same service as {other}; IPVS has only one, which both blocks would manage. Put the real servers into one block.',
    shared: '{service} and {other} both serve {what}; IPVS has only one such service, which both blocks would manage.',
    first: 'The first one.',
  },
  needs: ['virtual_server'],
  keepalived: 'no',
  *check(configuration) {
    // Services can only be the same with the same port and protocol, or as fwmarks, and mostly with the same address.
    const earlier = new Map<string, Entry[]>();
    const ranges: Entry[] = [];
    for (const service of servicesOf(configuration)) {
      if (isDropped(service)) continue;
      const points = pointsOf(service);
      for (const point of points) {
        const other = (point.isRange ? [...earlier.values()].flat() : [...(earlier.get(point.key) ?? none), ...ranges]).find((each) => same(point, each.point));
        if (!other) continue;
        const plain = service.kind !== 'group' && other.service.kind !== 'group';
        const data = { service: service.name, other: other.service.name, what: point.text };
        yield { at: service.block, message: plain ? 'default' : 'shared', data, related: [{ at: other.service.block, message: 'first' }] };
        break;
      }
      for (const point of points) {
        const entry = { service, point };
        const known = earlier.get(point.key);
        if (known) known.push(entry);
        else earlier.set(point.key, [entry]);
        if (point.isRange) ranges.push(entry);
      }
    }
  },
});

/** What IPVS tells services apart by. */
interface Point {
  /** Equal for points that begin at one address, with port and protocol, and for equal fwmarks. */
  readonly key: string;
  readonly text: string;
  readonly fwmark: number | undefined;
  readonly family: string | undefined;
  /** More than one address. */
  readonly isRange: boolean;
  readonly addresses: AddressSpan | undefined;
  readonly port: number;
  readonly protocol: string | undefined;
}

interface Entry {
  readonly service: Service;
  readonly point: Point;
}

const none: readonly Entry[] = [];

function pointsOf(service: Service): readonly Point[] {
  const { protocol } = service;
  if (protocol.unknown) return [];
  // A service by address without a protocol is UDP.
  const transport = protocol.value ?? 'UDP';
  if (service.kind === 'address') return service.address && service.port !== undefined ? [new AddressPoint(service, service.address, service.port, transport)] : [];
  const family = service.realServers.find((server) => server.address)?.address?.family;
  if (service.kind === 'fwmark') return [markPoint(`fwmark ${service.fwmark ?? ''}`, service.fwmark, family, undefined)];
  return (service.group?.entries ?? []).map(({ item, text, fwmark, family: own = family, addresses, port }): Point => {
    if (!addresses) return markPoint(text, fwmark, own, transport);
    return { key: keyOf(item.argument('address')?.value?.address, port, transport), text, fwmark, family: own, isRange: addresses.first !== addresses.last, addresses, port, protocol: transport };
  });
}

function markPoint(text: string, fwmark: number | undefined, family: string | undefined, protocol: string | undefined): Point {
  return { key: `fwmark ${fwmark ?? ''}`, text, fwmark, family, isRange: false, addresses: undefined, port: 0, protocol };
}

function keyOf(address: string | undefined, port: number, protocol: string): string {
  return `${address ?? ''} ${port} ${protocol}`;
}

/** A service by address. There may be very many, mostly with nobody to be compared with. */
class AddressPoint implements Point {
  readonly key: string;
  readonly port: number;
  readonly protocol: string;
  readonly fwmark = undefined;
  readonly family = undefined;
  readonly isRange = false;
  readonly #service: Service;
  readonly #address: IpAddress;

  constructor(service: Service, address: IpAddress, port: number, protocol: string) {
    this.key = keyOf(address.address, port, protocol);
    this.port = port;
    this.protocol = protocol;
    this.#service = service;
    this.#address = address;
  }

  get text(): string {
    return this.#service.name;
  }

  get addresses(): AddressSpan {
    const number = toNumber(this.#address.address);
    return { family: this.#address.family, first: number, last: number };
  }
}

function same(a: Point, b: Point): boolean {
  if (a.fwmark !== undefined || b.fwmark !== undefined) return a.fwmark === b.fwmark && a.family === b.family;
  return a.addresses !== undefined && b.addresses !== undefined && a.port === b.port && a.protocol === b.protocol && overlap(a.addresses, b.addresses);
}
