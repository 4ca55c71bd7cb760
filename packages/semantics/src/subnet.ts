import ipaddr from 'ipaddr.js';
import type { Address } from './instance.ts';

/** What a network has where nobody tells its length. */
const usual = { ipv4: 24, ipv6: 64 } as const;
const whole = { ipv4: 32, ipv6: 128 } as const;

/** The length of the network an address is in: its own, or the usual one where none (or a host route) is given. */
function length(address: Address): number {
  return address.prefix === undefined || address.prefix === whole[address.family] ? usual[address.family] : address.prefix;
}

/** Whether the smaller network of two addresses lies in the larger one. */
export function sameSubnet(a: Address, b: Address): boolean {
  if (a.family !== b.family) return false;
  return contains(a, b, Math.min(length(a), length(b)));
}

function contains(a: Address, b: Address, bits: number): boolean {
  const network = ipaddr.parse(a.address);
  const other = ipaddr.parse(b.address);
  return network.kind() === other.kind() && network.match(other as never, bits);
}

/** The network of an address, as a text like `192.168.1.0/24`. */
export function subnetOf(address: Address): string {
  const bits = length(address);
  const cidr = `${address.address}/${bits}`;
  const network = address.family === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${network.toString()}/${bits}`;
}

/** A link-local address says nothing about the subnet: it is the same on every link. */
export function isLinkLocal(address: Address): boolean {
  return ipaddr.parse(address.address).range() === 'linkLocal';
}
