import { isLinkLocal, sameSubnet, subnetOf, type Address } from '@kaconf/semantics';
import { announcedBy } from '../../lvs/announced.ts';
import { isDropped, keptOf } from '../../lvs/dropped.ts';
import { isOfSample } from '../../lvs/sample.ts';
import { servicesOf } from '../../lvs/services.ts';
import { defineRule } from '../../rule.ts';

/** With NAT the replies go through the director, so the gateway of the real servers must move with it. */
export default defineRule({
  id: 'lvs/nat-without-inside-vip',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'With NAT some virtual address stands in the network of the real servers.',
  details: 'With NAT the director rewrites addresses, and the replies of the real servers must pass the same director again: it is their default gateway. If that gateway is the address of one machine, nothing comes back after a failover. So an instance holds a virtual address in the network of the real servers as well, in a sync group with the outer one. Switch the rule off where the replies are led back by policy routing or masquerading.',
  messages: {
    default: '{service} forwards with NAT to real servers in {subnet}, but no vrrp_instance holds an address there: after a failover their replies go to the wrong director.',
  },
  needs: ['virtual_server'],
  keepalived: 'no',
  *check(configuration, { workspace }) {
    const { vips, statics, unknown } = announcedBy(configuration, workspace);
    if (unknown || vips.length === 0) return;
    // One address in the network serves all services, so it is missing once.
    const told = new Set<string>();
    for (const service of servicesOf(configuration)) {
      if (isDropped(service) || isOfSample(service.block) || keptOf(service).unknown) continue;
      for (const server of keptOf(service).servers) {
        if (server.method.value !== 'NAT' || !server.address) continue;
        const address: Address = { family: server.address.family, address: server.address.address, prefix: undefined };
        if (isLocal(address) || vips.some((vip) => sameSubnet(vip, address))) continue;
        const network = statics.find((each) => sameSubnet(each, address)) ?? address;
        const subnet = subnetOf(network);
        if (told.has(subnet)) continue;
        told.add(subnet);
        yield { at: server.block, message: 'default', data: { service: service.name, subnet } };
      }
    }
  },
});

function isLocal(address: Address): boolean {
  return address.address.startsWith('127.') || address.address === '::1' || isLinkLocal(address);
}
