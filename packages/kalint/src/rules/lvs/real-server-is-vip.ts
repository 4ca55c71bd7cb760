import { announcedBy, within } from '../../lvs/announced.ts';
import { keptOf } from '../../lvs/dropped.ts';
import { servicesOf, type RealServer, type Service } from '../../lvs/services.ts';
import { defineRule } from '../../rule.ts';

/** A pool that sends packets back to where they came from. */
export default defineRule({
  id: 'lvs/real-server-is-vip',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'A real server is given by its own address, not by a virtual one.',
  details: 'Packets for a virtual address are taken by the director that holds it, so a `real_server` with that address leads back to the director: they are delivered there or go round in a loop. Write the address that the real server has of its own. For a service on the director itself `127.0.0.1` is right, and with NAT its own address at another port.',
  messages: {
    own: '{server} is the virtual address of {service} itself; packets would come back to the director. Write the own address of the real server.',
    vip: '{server} is a virtual address that this configuration moves between the directors; packets would stay on the director. Write the own address of the real server.',
  },
  needs: ['virtual_server'],
  keepalived: 'no',
  *check(configuration, { workspace }) {
    const vips = new Set(announcedBy(configuration, workspace).vips.map((vip) => vip.address));
    for (const service of servicesOf(configuration)) {
      for (const server of keptOf(service).servers) {
        const { address } = server;
        if (!address || servesItself(service, server)) continue;
        const message = isServed(service, server) ? 'own' : vips.has(address.address) ? 'vip' : undefined;
        if (message) yield { at: server.block, message, data: { server: server.name, service: service.name } };
      }
    }
  },
});

/** A service of the director itself: on loopback, or with NAT at another port of the address, where IPVS hands packets to the local socket. */
function servesItself(service: Service, { address, port, method }: RealServer): boolean {
  if (!address || address.address.startsWith('127.') || address.address === '::1') return true;
  if (method.value !== 'NAT' || !port) return false;
  const entries = service.group?.entries.filter((entry) => entry.addresses && within(entry.addresses, address)) ?? [];
  return service.kind === 'address' ? port !== service.port : entries.length > 0 && entries.every((entry) => entry.port !== port);
}

function isServed(service: Service, server: RealServer): boolean {
  const { address } = server;
  if (!address) return false;
  if (service.address) return service.address.address === address.address;
  return service.group?.entries.some((entry) => entry.addresses && within(entry.addresses, address)) ?? false;
}
