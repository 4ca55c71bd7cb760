import ipaddr from 'ipaddr.js';
import type { IpAddress } from '@kaconf/schema';
import { addressEntries } from '../../vrrp/addresses.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

type Kind = 'network' | 'broadcast' | 'loopback' | 'multicast' | 'unspecified' | 'reserved';

/** keepalived takes every address that can be parsed; the kernel does not. */
export default defineRule({
  id: 'vrrp/vip-not-usable',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Virtual addresses are addresses that a host can have.',
  details: 'keepalived accepts any address: the network address or the broadcast address of its prefix, loopback, multicast, 0.0.0.0. The kernel refuses them, or the hosts around misunderstand them, when the node becomes master. In a /31 and a /32 all addresses are good.',
  messages: {
    network: '{address} is the network address of {network}; the hosts of that network cannot use it as an address. Correct the host part or the prefix length.',
    broadcast: '{address} is the broadcast address of {network}; it cannot be the address of a host. Correct the host part or the prefix length.',
    loopback: '{address} is a loopback address: no other host can reach it.',
    multicast: '{address} is a multicast address; it cannot be the address of a host.',
    unspecified: '{address} is no address of a host.',
    reserved: '{address} is in a reserved range that cannot be used as the address of a host.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'no',
  *check(configuration) {
    for (const instance of instancesOf(configuration)) {
      for (const { address, item, device } of addressEntries(instance)) {
        const kind = kindOf(address);
        if (kind === undefined) continue;
        const onLoopback = kind === 'loopback' && (device ?? instance.interface.value) === 'lo';
        yield { at: item, message: kind, data: { address: address.address, network: networkOf(address) }, ...(onLoopback ? { severity: 'info' as const } : {}) };
      }
    }
  },
});

/** Addresses are canonical, so their text tells; there may be very many. */
function kindOf({ family, address, prefix }: IpAddress): Kind | undefined {
  if (family === 'ipv6') return address === '::1' ? 'loopback' : address === '::' ? 'unspecified' : /^ff[\da-f]{2}:/.test(address) ? 'multicast' : undefined;
  const first = Number.parseInt(address, 10);
  if (first === 127) return 'loopback';
  if (first >= 224 && first < 240) return 'multicast';
  if (first === 0) return 'unspecified';
  if (address === '255.255.255.255') return 'broadcast';
  if (first >= 240) return 'reserved';
  if (prefix === undefined || prefix > 30) return undefined;
  const hosts = 2 ** (32 - prefix);
  const host = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0) % hosts;
  return host === 0 ? 'network' : host === hosts - 1 ? 'broadcast' : undefined;
}

function networkOf({ family, address, prefix }: IpAddress): string {
  if (family === 'ipv6' || prefix === undefined) return address;
  return `${ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefix}`).toString()}/${prefix}`;
}
