import ipaddr from 'ipaddr.js';
import type { ValuePart } from '../signature.ts';
import { type ValueType, invalid } from './value-type.ts';

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

/** Reads `address[/prefix]`; keepalived drops a prefix where it wants an address alone (`inet_stosockaddr`). */
function read(text: string): IpAddress | undefined {
  const slash = text.indexOf('/');
  // The usual form, without an object in between: a large file has hundreds of thousands of them.
  if (slash < 0 && dotted.test(text)) return { family: 'ipv4', address: text, prefix: undefined, hasPrefix: false };
  const parsed = canonicalAddress(slash < 0 ? text : text.slice(0, slash));
  if (!parsed) return undefined;
  const { family, address } = parsed;
  if (slash < 0) return { family, address, prefix: undefined, hasPrefix: false };
  const digits = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(digits) || Number(digits) > (family === 'ipv4' ? 32 : 128)) return undefined;
  return { family, address, prefix: Number(digits), hasPrefix: true };
}

const ofFamily = (family: 'ipv4' | 'ipv6' | undefined) => (text: string, _part: ValuePart) => {
  const value = read(text);
  return value !== undefined && (family === undefined || value.family === family) ? value : invalid;
};

export const ip: ValueType = { name: 'ip', parse: ofFamily(undefined), noun: 'an IP address', typeScript: 'IpAddress' };
export const ipv4: ValueType = { name: 'ipv4', parse: ofFamily('ipv4'), noun: 'an IPv4 address', typeScript: 'IpAddress' };
export const ipv6: ValueType = { name: 'ipv6', parse: ofFamily('ipv6'), noun: 'an IPv6 address', typeScript: 'IpAddress' };
export const ipPrefix: ValueType = {
  name: 'ip/prefix',
  parse: ofFamily(undefined),
  noun: 'an IP address with an optional prefix length',
  typeScript: 'IpAddress',
};
