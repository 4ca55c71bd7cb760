import { granularity } from '../../lvs/granularity.ts';
import { keptOf } from '../../lvs/dropped.ts';
import { servicesOf, type Service } from '../../lvs/services.ts';
import { occurs } from '../../occurs.ts';
import { atEndOf, reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

const names = { ipv4: 'IPv4', ipv6: 'IPv6' } as const;

/** IPVS mixes address families with tunnelling only. */
export default defineRule({
  id: 'lvs/address-family-mismatch',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Real servers are of the address family of their virtual server.',
  details: 'keepalived drops a real server or sorry server of another address family than the service, unless it is tunnelled (`lvs_method TUN`, or `lb_kind TUN` above it). Make a second virtual server for the other family. `persistence_granularity` is a netmask for IPv4 and a prefix length for IPv6.',
  messages: {
    server: '{server} is {other}, but {service} is {family}: keepalived drops the server. Put it into a virtual_server of its own family, or use lvs_method TUN.',
    last: '{server} is {other}, but {service} is {family}: keepalived drops the server, and the service with it, since no other is left.',
    below: '{server} is {other}, but {service} is {family}: keepalived drops the server, since lb_kind TUN stands below it. Move lb_kind up.',
    sorry: '{server} is {other}, but {service} is {family}: keepalived drops the sorry server.',
    netmask: 'persistence_granularity {value} is a netmask, but {service} is IPv6: keepalived wants a prefix length from 1 to 128 and ignores the line.',
    length: 'persistence_granularity {value} is no prefix length for {service}, which is IPv4: keepalived reads the netmask {read}.',
    mask: 'Write the netmask {mask}',
    forced: 'ip_family {word} contradicts {service}, which is {family}; keepalived ignores it.',
  },
  needs: ['virtual_server'],
  keepalived: 'sometimes',
  fixable: 'suggestion',
  *check(configuration, { target }) {
    const forced = occurs(configuration, 'ip_family');
    const masked = occurs(configuration, 'persistence_granularity');
    for (const service of servicesOf(configuration)) {
      if (forced) yield* forcedFamily(service);
      if (masked) yield* granularity(service);
      const kept = keptOf(service);
      if (kept.unknown) continue;
      for (const { server, family } of kept.foreign) {
        const last = kept.servers.length === 0 && kept.foreign.at(-1)?.server === server;
        const lines = last && target >= 2_002_008 ? atEndOf(server.block, service.block) : atEndOf(server.block);
        yield {
          at: server.block,
          message: server.method.value === 'TUN' ? 'below' : last ? 'last' : 'server',
          data: { server: server.name, other: names[server.address?.family ?? family], service: service.name, family: names[family] },
          reported: reportedFrom(target, 1_003_003, lines),
        };
      }
      const { sorryServer } = service;
      if (kept.sorryForeign && sorryServer?.address) {
        yield {
          at: sorryServer.directive,
          message: 'sorry',
          data: { server: sorryServer.name, other: names[sorryServer.address.family], service: service.name, family: names[kept.sorryForeign] },
          reported: reportedFrom(target, 1_003_003, atEndOf(service.block)),
        };
      }
    }
  },
});

/** `ip_family` against the family that the address of the service shows (vs_handler, ip_family_handler). */
function* forcedFamily(service: Service) {
  const directive = service.block.get('ip_family');
  const family = service.address?.family;
  const word = directive?.args.value;
  if (!directive || !family || word?.kind !== 'known' || (word.value === 'inet6') === (family === 'ipv6')) return;
  yield { at: directive, message: 'forced', data: { word: word.value, service: service.name, family: names[family] }, reported: directive.line } as const;
}
