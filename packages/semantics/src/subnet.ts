import ipaddr from 'ipaddr.js';
import type { Address, Family } from './instance.ts';

/** The leading bits that the addresses of a network have in common. */
export interface Network {
  readonly family: Family;
  readonly bits: number;
  /** Whole bytes; what lies behind the bits is 0. */
  readonly bytes: readonly number[];
}

/** What a network has where nobody tells its length. */
const usual = { ipv4: 24, ipv6: 64 } as const;
const whole = { ipv4: 32, ipv6: 128 } as const;

/** The length of the network an address is in, in bits: its own, or the usual one where none (or a host route) is given. */
export function networkLength(address: Address): number {
  return address.prefix === undefined || address.prefix === whole[address.family] ? usual[address.family] : address.prefix;
}

/** Addresses are compared with many others: each is taken apart once. */
const memo = new WeakMap<Address, Network>();

/** The network that an address is in. */
function networkOf(address: Address): Network {
  let network = memo.get(address);
  if (!network) {
    network = networkOfLength(address, networkLength(address));
    memo.set(address, network);
  }
  return network;
}

/**
 * The network of a given length that an address is in.
 *
 * @param bits length of the prefix
 */
export function networkOfLength({ family, address }: Address, bits: number): Network {
  return { family, bits, bytes: bytesOf(family, address).map((byte, at) => byte & (0xff00 >> Math.max(0, Math.min(8, bits - at * 8)))) };
}

const zero = 0x30;

/** The text is canonical, so that of IPv4 has four decimal numbers. */
function bytesOf(family: Family, text: string): number[] {
  if (family === 'ipv6') return ipaddr.IPv6.parse(text).toByteArray();
  const bytes: number[] = [];
  let byte = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (digit >= 0) byte = byte * 10 + digit;
    else {
      bytes.push(byte);
      byte = 0;
    }
  }
  bytes.push(byte);
  return bytes;
}

/** Equal for equal networks, and only for these. */
export function networkKey({ family, bits, bytes }: Network): string {
  return `${family} ${bytes.join('.')}/${bits}`;
}

/** Whether the smaller of two networks lies in the larger one. */
export function overlap(a: Network, b: Network): boolean {
  if (a.family !== b.family) return false;
  const bits = Math.min(a.bits, b.bits);
  for (let at = 0; at * 8 < bits; at++) {
    const shift = Math.max(0, 8 - (bits - at * 8));
    if ((a.bytes[at] ?? 0) >> shift !== (b.bytes[at] ?? 0) >> shift) return false;
  }
  return true;
}

/** Whether the smaller network of two addresses lies in the larger one. */
export function sameSubnet(a: Address, b: Address): boolean {
  return overlap(networkOf(a), networkOf(b));
}

/** The network of an address, as a text like `192.168.1.0/24`. */
export function subnetOf(address: Address): string {
  const bits = networkLength(address);
  const cidr = `${address.address}/${bits}`;
  const network = address.family === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${network.toString()}/${bits}`;
}

/** A link-local address (169.254.0.0/16, fe80::/10) says nothing about the subnet: it is the same on every link. */
export function isLinkLocal({ address }: Address): boolean {
  return /^(?:169\.254\.|fe[89ab][0-9a-f]:)/.test(address);
}
