import { canonicalAddress } from '@kaconf/schema';
import ipaddr from 'ipaddr.js';
import type { FailoverInstance, FailoverNode, Family } from './model.ts';

/** An address in a form that compares as keepalived compares addresses: byte by byte from the left. */
export function comparable(text: string): string | undefined {
  const bare = text.split('/')[0]?.split('%')[0] ?? '';
  if (canonicalAddress(bare)?.family === 'ipv4') return `ipv4:${bare.split('.').map(hexadecimal).join('')}`;
  if (!ipaddr.isValid(bare) || (!bare.includes(':') && bare.split('.').length !== 4)) return undefined;
  const address = ipaddr.parse(bare);
  return `${address.kind()}:${address.toByteArray().map(hexadecimal).join('')}`;
}

function hexadecimal(byte: number | string): string {
  return Number(byte).toString(16).padStart(2, '0');
}

export function familyOf(text: string): Family | undefined {
  const key = comparable(text);
  return key === undefined ? undefined : key.startsWith('ipv6') ? 'ipv6' : 'ipv4';
}

const linkLocal = /^ipv6:fe[89ab]/;

/**
 * The source address of the adverts: as written, else the first address of the interface; for IPv6 its link-local one.
 *
 * @returns a comparable address, `null` when the interface is known to have none, undefined when unknown
 */
export function sourceOf(node: FailoverNode, instance: FailoverInstance): string | null | undefined {
  if (instance.sourceAddress === undefined) return undefined;
  if (instance.sourceAddress !== null) return comparable(instance.sourceAddress);
  if (typeof instance.interface !== 'string') return undefined;
  const known = node.interfaces.find((candidate) => candidate.name === instance.interface)?.addresses;
  if (!known || instance.family === undefined) return undefined;
  const own = known.filter((address) => familyOf(address) === instance.family).map(comparable);
  // A link-local address always exists, whether or not anybody wrote it down.
  if (instance.family === 'ipv6') return own.find((key) => key !== undefined && linkLocal.test(key));
  return own.length > 0 ? own[0] : null;
}

/** The interface that carries the adverts: as written, else the one that has the source address. */
export function carrierOf(node: FailoverNode, instance: FailoverInstance): string | undefined {
  if (instance.interface !== null) return instance.interface;
  const source = typeof instance.sourceAddress === 'string' ? comparable(instance.sourceAddress) : undefined;
  if (source === undefined) return undefined;
  return node.interfaces.find((candidate) => candidate.addresses?.some((address) => comparable(address) === source))?.name;
}
