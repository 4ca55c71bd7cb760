import { canonicalAddress } from './address.ts';
import { type ValueType, invalid } from './value-type.ts';

/** Addresses of a virtual server group: one, `first-last`, or `network/mask`. */
export interface IpRange {
  readonly family: 'ipv4' | 'ipv6';
  /** The first address in its canonical text. */
  readonly address: string;
  /** What the range ends with, as written: a last octet or group, or a full address. */
  readonly end: string | undefined;
  readonly prefix: number | undefined;
}

function parse(text: string): unknown {
  const [head = '', tail, ...more] = text.split(/[-/]/);
  const first = canonicalAddress(head);
  if (!first || more.length > 0) return invalid;
  if (tail === undefined) return { ...first, end: undefined, prefix: undefined };
  if (text.includes('/')) {
    const length = /^\d{1,3}$/.test(tail) ? Number(tail) : 0;
    return length >= 1 && length <= (first.family === 'ipv4' ? 32 : 128) ? { ...first, end: undefined, prefix: length } : invalid;
  }
  const last = canonicalAddress(tail);
  if (last) return last.family === first.family ? { ...first, end: tail, prefix: undefined } : invalid;
  // The short form replaces the last octet, or the last group in hexadecimal.
  const short = first.family === 'ipv4' ? /^\d{1,3}$/.test(tail) && Number(tail) <= 255 : /^[\da-fA-F]{1,4}$/.test(tail);
  return short ? { ...first, end: tail, prefix: undefined } : invalid;
}

export const ipRange: ValueType = { name: 'ip-range', parse, noun: 'an IP address, a range or a network', typeScript: 'IpRange' };
