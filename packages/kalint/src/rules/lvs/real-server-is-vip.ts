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
  details: 'Packets for a virtual address are taken by the director that holds it, so a `real_server` with that address leads back to the director: they are delivered there or go round in a loop. Write the address that the real server has of its own. For a service on the director itself `127.0.0.1` is right.',
  messages: {
    own: '{server} is the virtual address of {service} itself; packets would come back to the director. Write the own address of the real server.',
    vip: '{server} is a virtual address that this configuration moves between the directors; packets would stay on the director. Write the own address of the real server.',
  },
  keepalived: 'no',
  *check(configuration, { workspace }) {
    const { vips } = announcedBy(configuration, workspace);
    for (const service of servicesOf(configuration)) {
      for (const server of keptOf(service).servers) {
        const { address } = server;
        if (!address) continue;
        const message = isServed(service, server) ? 'own' : vips.some((vip) => vip.address === address.address) ? 'vip' : undefined;
        if (message) yield { at: server.block, message, data: { server: server.name, service: service.name } };
      }
    }
  },
});

function isServed(service: Service, server: RealServer): boolean {
  const { address } = server;
  if (!address) return false;
  if (service.address) return service.address.address === address.address;
  return service.group?.entries.some((entry) => entry.addresses && within(entry.addresses, address)) ?? false;
}
