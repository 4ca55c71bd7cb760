import ipaddr from 'ipaddr.js';
import { canonicalAddress } from './address.ts';
import { type ValueType, invalid, outOfRange } from './value-type.ts';

/** Addresses of a virtual server group: one, `first-last`, or `network/mask`. */
export interface IpRange {
  readonly family: 'ipv4' | 'ipv6';
  /** The first address in its canonical text. */
  readonly address: string;
  /** What the range ends with, as written: a last octet or group, or a full address. */
  readonly end: string | undefined;
  readonly prefix: number | undefined;
}

/** The address as a number. */
function toNumber(address: string): bigint {
  return ipaddr.parse(address).toByteArray().reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

/** A range ends behind its start; the short form replaces the last octet, or the last group in hexadecimal. */
function range(first: { family: 'ipv4' | 'ipv6'; address: string }, end: string): unknown {
  const start = toNumber(first.address);
  const value: IpRange = { ...first, end, prefix: undefined };
  const last = canonicalAddress(end);
  if (last) return last.family !== first.family ? invalid : toNumber(last.address) > start ? value : outOfRange;
  const shape = first.family === 'ipv4' ? /^\d{1,3}$/ : /^[\da-fA-F]{1,4}$/;
  if (!shape.test(end)) return invalid;
  const [number, limit] = first.family === 'ipv4' ? [Number(end), 256n] : [parseInt(end, 16), 65_536n];
  return number < limit && BigInt(number) > start % limit ? value : outOfRange;
}

/** The bits of a network behind its mask are zero. */
function network(first: { family: 'ipv4' | 'ipv6'; address: string }, mask: string): unknown {
  const bits = first.family === 'ipv4' ? 32 : 128;
  if (!/^\+?\d+$/.test(mask)) return invalid;
  const length = Number(mask);
  if (length < 1 || length > bits || toNumber(first.address) % (1n << BigInt(bits - length)) !== 0n) return outOfRange;
  const value: IpRange = { ...first, end: undefined, prefix: length };
  return value;
}

function parse(text: string): unknown {
  const at = text.search(/[-/]/);
  const first = canonicalAddress(at < 0 ? text : text.slice(0, at));
  if (!first) return invalid;
  if (at < 0) return { ...first, end: undefined, prefix: undefined } satisfies IpRange;
  return text[at] === '-' ? range(first, text.slice(at + 1)) : network(first, text.slice(at + 1));
}

/** Addresses of a virtual server group. */
export const ipRange: ValueType = { name: 'ip-range', parse, noun: 'an IP address, an ascending range or a network', typeScript: 'IpRange' };
