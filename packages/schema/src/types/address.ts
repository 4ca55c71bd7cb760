import ipaddr from 'ipaddr.js';
import type { ValuePart } from '../signature.ts';
import { type ValueType, invalid, outOfRange } from './value-type.ts';

/** An address as it was meant, with the prefix length that was written. */
export interface IpAddress {
  readonly family: 'ipv4' | 'ipv6';
  /** Canonical text: shortest form, lower case. */
  readonly address: string;
  readonly prefix: number | undefined;
  readonly hasPrefix: boolean;
}

/** One to three digits without a leading zero, as `inet_pton` wants them. */
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const dotted = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/**
 * Reads an address as `inet_pton` does: four decimal octets without leading zeros, or an IPv6 address without zone.
 *
 * @returns its canonical text, undefined where it is none
 */
export function canonicalAddress(text: string): { family: 'ipv4' | 'ipv6'; address: string } | undefined {
  if (dotted.test(text)) return { family: 'ipv4', address: text };
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  // The last 32 bits may be written as IPv4; then they must be four strict octets too.
  const tail = text.slice(text.lastIndexOf(':') + 1);
  if (tail.includes('.') && !dotted.test(tail)) return undefined;
  return { family: 'ipv6', address: ipaddr.IPv6.parse(text).toString() };
}

/** `address/prefix`; undefined where it is none. */
function withPrefix(text: string, slash: number): IpAddress | undefined {
  const parsed = canonicalAddress(text.slice(0, slash));
  const digits = text.slice(slash + 1);
  if (!parsed || !/^\+?\d+$/.test(digits)) return undefined;
  return { family: parsed.family, address: parsed.address, prefix: Number(digits), hasPrefix: true };
}

/** `address`, without a prefix. */
function bare(text: string): IpAddress | undefined {
  // The usual form first, without an object in between: a large file has hundreds of thousands of them.
  if (dotted.test(text)) return { family: 'ipv4', address: text, prefix: undefined, hasPrefix: false };
  const parsed = canonicalAddress(text);
  return parsed && { family: parsed.family, address: parsed.address, prefix: undefined, hasPrefix: false };
}

/** Where keepalived wants an address alone it mostly drops whatever prefix follows (`inet_stosockaddr`), so any will do. */
const alone = (family: 'ipv4' | 'ipv6' | undefined) => (text: string, part: ValuePart) => {
  const slash = part.bare ? -1 : text.indexOf('/');
  const value = slash < 0 ? bare(text) : withPrefix(text, slash);
  return value !== undefined && (family === undefined || value.family === family) ? value : invalid;
};

function prefixed(text: string): unknown {
  const slash = text.indexOf('/');
  const value = slash < 0 ? bare(text) : withPrefix(text, slash);
  if (value?.prefix === undefined) return value ?? invalid;
  return value.prefix <= (value.family === 'ipv4' ? 32 : 128) ? value : outOfRange;
}

export const ip: ValueType = { name: 'ip', parse: alone(undefined), noun: 'an IP address', typeScript: 'IpAddress' };
export const ipv4: ValueType = { name: 'ipv4', parse: alone('ipv4'), noun: 'an IPv4 address', typeScript: 'IpAddress' };
export const ipv6: ValueType = { name: 'ipv6', parse: alone('ipv6'), noun: 'an IPv6 address', typeScript: 'IpAddress' };
export const ipPrefix: ValueType = {
  name: 'ip/prefix',
  parse: prefixed,
  noun: 'an IP address with an optional prefix length',
  typeScript: 'IpAddress',
};
