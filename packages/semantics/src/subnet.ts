import ipaddr from 'ipaddr.js';
import type { Address } from './instance.ts';

/** What a network has where nobody tells its length. */
const usual = { ipv4: 24, ipv6: 64 } as const;
const whole = { ipv4: 32, ipv6: 128 } as const;

/** The length of the network an address is in, in bits: its own, or the usual one where none (or a host route) is given. */
export function networkLength(address: Address): number {
  return address.prefix === undefined || address.prefix === whole[address.family] ? usual[address.family] : address.prefix;
}

/** Addresses are compared with many others: each is taken apart once. */
const memo = new WeakMap<Address, readonly number[]>();

function bytesOf(address: Address): readonly number[] {
  let bytes = memo.get(address);
  if (!bytes) {
    bytes = ipaddr.parse(address.address).toByteArray();
    memo.set(address, bytes);
  }
  return bytes;
}

/** Whether the smaller network of two addresses lies in the larger one. */
export function sameSubnet(a: Address, b: Address): boolean {
  if (a.family !== b.family) return false;
  const [first, second] = [bytesOf(a), bytesOf(b)];
  const bits = Math.min(networkLength(a), networkLength(b));
  for (let at = 0; at * 8 < bits; at++) {
    const shift = Math.max(0, 8 - (bits - at * 8));
    if ((first[at] ?? 0) >> shift !== (second[at] ?? 0) >> shift) return false;
  }
  return true;
}

/** The network of an address, as a text like `192.168.1.0/24`. */
export function subnetOf(address: Address): string {
  const bits = networkLength(address);
  const cidr = `${address.address}/${bits}`;
  const network = address.family === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${network.toString()}/${bits}`;
}

/** A link-local address says nothing about the subnet: it is the same on every link. */
export function isLinkLocal(address: Address): boolean {
  const [first = 0, second = 0] = bytesOf(address);
  return address.family === 'ipv4' ? first === 169 && second === 254 : first === 0xfe && (second & 0xc0) === 0x80;
}
