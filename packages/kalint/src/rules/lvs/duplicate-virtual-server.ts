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
  keepalived: 'no',
  *check(configuration) {
    // Services can only be the same with the same port and protocol, or as fwmarks, and mostly with the same address.
    const earlier = new Map<string, { readonly service: Service; readonly point: Point }[]>();
    const ranges: { readonly service: Service; readonly point: Point }[] = [];
    for (const service of servicesOf(configuration)) {
      if (isDropped(service)) continue;
      const points = pointsOf(service);
      const found = points.flatMap((point) => {
        const near = isRange(point) ? [...earlier.values()].flat() : [...(earlier.get(keyOf(point)) ?? []), ...ranges];
        const other = near.find((each) => same(point, each.point));
        return other ? [{ point, other }] : [];
      })[0];
      if (found) {
        const { point, other } = found;
        const plain = service.kind !== 'group' && other.service.kind !== 'group';
        const data = { service: service.name, other: other.service.name, what: point.text };
        yield { at: service.block, message: plain ? 'default' : 'shared', data, related: [{ at: other.service.block, message: 'first' }] };
      }
      for (const point of points) {
        const entry = { service, point };
        const key = keyOf(point);
        const known = earlier.get(key);
        if (known) known.push(entry);
        else earlier.set(key, [entry]);
        if (isRange(point)) ranges.push(entry);
      }
    }
  },
});

/** What IPVS tells services apart by. */
interface Point {
  readonly text: string;
  readonly fwmark: number | undefined;
  readonly family: string | undefined;
  readonly addresses: AddressSpan | undefined;
  readonly port: number;
  readonly protocol: string | undefined;
}

function pointsOf(service: Service): readonly Point[] {
  const { protocol } = service;
  if (protocol.unknown) return [];
  // A service by address without a protocol is UDP.
  const transport = protocol.value ?? 'UDP';
  const family = service.realServers.find((server) => server.address)?.address?.family;
  if (service.kind === 'fwmark') return [{ text: `fwmark ${service.fwmark ?? ''}`, fwmark: service.fwmark, family, addresses: undefined, port: 0, protocol: undefined }];
  if (service.kind === 'group') return (service.group?.entries ?? []).map((entry): Point => ({ text: entry.text, fwmark: entry.fwmark, family: entry.family ?? family, addresses: entry.addresses, port: entry.port, protocol: transport }));
  if (!service.address || service.port === undefined) return [];
  const number = toNumber(service.address.address);
  return [{ text: service.name, fwmark: undefined, family, addresses: { family: service.address.family, first: number, last: number }, port: service.port, protocol: transport }];
}

/** More than one address. */
function isRange({ addresses }: Point): boolean {
  return addresses !== undefined && addresses.first !== addresses.last;
}

function keyOf({ fwmark, addresses, port, protocol }: Point): string {
  return fwmark === undefined ? `${String(addresses?.first)} ${port} ${protocol ?? ''}` : `fwmark ${fwmark}`;
}

function same(a: Point, b: Point): boolean {
  if (a.fwmark !== undefined || b.fwmark !== undefined) return a.fwmark === b.fwmark && a.family === b.family;
  return a.addresses !== undefined && b.addresses !== undefined && a.port === b.port && a.protocol === b.protocol && overlap(a.addresses, b.addresses);
}
