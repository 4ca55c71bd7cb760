import { replacement } from '../../edits.ts';
import { isDropped, keptOf } from '../../lvs/dropped.ts';
import { servicesOf, type RealServer, type Service } from '../../lvs/services.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Direct routing and tunnelling leave the packet as it is, port included. */
export default defineRule({
  id: 'lvs/dr-tun-port-mismatch',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'With DR and TUN a real server has the port of the virtual server, or none.',
  details: [
    'With DR and TUN the packet reaches the real server unchanged, so it is addressed to the port of the virtual server. keepalived reports another port in `real_server` and puts that of the virtual server in its place.',
    'The health check still goes to the port that was written and may be green while clients are refused. Use the same port, leave it out, or use NAT; a check on another port is `connect_port` in the checker.',
  ].join('\n\n'),
  messages: {
    default: '{server} gives port {port}, but {service} forwards with {method}, which cannot translate ports: clients arrive at port {expected}.',
    none: '{server} gives port {port}, but {service} has none and forwards with {method}, which cannot translate ports: clients arrive at the port they asked for.',
    group: '{server} gives port {port}, but {service} also serves "{entry}" and forwards with {method}, which cannot translate ports.',
    entry: 'An entry of the group with another port.',
    same: 'Write port {expected}',
    omit: 'Leave out the port',
  },
  needs: ['virtual_server'],
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration, { target }) {
    const reported = reportedFrom(target, 2_000_015, 'no-line');
    for (const service of servicesOf(configuration)) {
      if (isDropped(service)) continue;
      for (const server of keptOf(service).servers) {
        const { value: method, unknown } = server.method;
        if (unknown || method === undefined || method === 'NAT' || server.port === undefined || server.port === 0) continue;
        const base = { at: server.block, reported } as const;
        const data = { server: server.name, port: server.port, service: service.name, method, expected: service.port ?? 0 };
        const entry = entryWithOtherPort(service, server);
        if (entry) {
          yield { ...base, message: 'group', data: { ...data, entry: entry.text }, related: [{ at: entry.item, message: 'entry' }] };
        } else if (service.kind === 'address' && service.port !== undefined && service.port !== server.port) {
          yield { ...base, message: service.port === 0 ? 'none' : 'default', data, suggestions: [suggestion(service.port, server, data)] };
        }
      }
    }
  },
});

function entryWithOtherPort(service: Service, server: RealServer) {
  // With a firewall mark among the entries the port is ignored altogether, which another rule says.
  if (service.group?.entries.some((entry) => entry.fwmark !== undefined)) return undefined;
  return service.group?.entries.find((entry) => entry.addresses && entry.port !== server.port);
}

function suggestion(expected: number, server: RealServer, data: { readonly expected: number }) {
  const word = server.block.words[2];
  const range = word ? { start: word.start, end: word.end } : server.block.range;
  const title = expected === 0 ? 'omit' : 'same';
  return { title, data, safe: false, edits: [replacement({ document: server.block.document, range }, expected === 0 ? '0' : String(expected))] } as const;
}
