import type { AnyDirective } from '@kaconf/semantics';
import { isDropped, keptOf } from '../../lvs/dropped.ts';
import { positionOf, servicesOf, type Service } from '../../lvs/services.ts';
import { occurs } from '../../occurs.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** The server that takes over when all others are dead. */
export default defineRule({
  id: 'lvs/sorry-server-setup',
  scope: 'configuration',
  severity: 'warning',
  tier: 3,
  summary: 'A sorry server has the port of its service with DR and TUN, stands above its options, and agrees with a real server that is the same machine.',
  details: [
    'DR and TUN cannot translate ports: keepalived puts the port of the virtual server in the place of another one.',
    '`sorry_server_inhibit` and `sorry_server_lvs_method` belong to the `sorry_server` line above them; without one keepalived ignores them.',
    'A sorry server that is a real server as well must agree with it on `inhibit_on_failure`; keepalived gives it the setting of the real server.',
  ].join('\n\n'),
  messages: {
    port: '{server} gives port {port}, but {service} forwards with {method}, which cannot translate ports; keepalived uses {expected}.',
    group: '{server} gives port {port}, but {service} forwards with {method} and serves "{entry}" as well; keepalived ignores the port.',
    order: '{option} stands above sorry_server; keepalived ignores it there. Move it below.',
    none: '{option} without a sorry_server is ignored.',
    inhibit: '{server} is also a real server, but only one of them has the inhibit setting; keepalived uses that of the real server.',
    real: 'The same server.',
  },
  needs: ['sorry_server', 'sorry_server_inhibit', 'sorry_server_lvs_method'],
  keepalived: 'yes',
  *check(configuration, { target }) {
    const options = occurs(configuration, 'sorry_server_inhibit', 'sorry_server_lvs_method');
    for (const service of servicesOf(configuration)) {
      if (options) yield* misplaced(service);
      const { sorryServer: sorry } = service;
      if (!sorry?.address || sorry.port === undefined || isDropped(service) || keptOf(service).sorryForeign) continue;
      const twin = keptOf(service).servers.find((server) => server.address?.address === sorry.address?.address && server.port === sorry.port);
      if (twin) {
        const own = twin.block.get('inhibit_on_failure');
        const word = own?.args.value;
        const real = own ? (word === undefined ? true : word.kind === 'known' ? word.value : undefined) : service.block.has('inhibit_on_failure');
        const inhibited = service.block.all('sorry_server_inhibit').some((each) => positionOf(service.block, each) > positionOf(service.block, sorry.directive));
        if (real !== undefined && real !== inhibited) yield { at: sorry.directive, message: 'inhibit', data: { server: sorry.name }, related: [{ at: twin.block, message: 'real' }], reported: reportedFrom(target, 2_000_020, 'no-line') };
      }
      const method = sorry.method.value;
      if (method === undefined || method === 'NAT' || sorry.port === 0) continue;
      const data = { server: sorry.name, port: sorry.port, service: service.name, method, expected: service.port ?? 0 };
      const reported = reportedFrom(target, 2_000_015, 'no-line');
      const marks = service.group?.entries.some((each) => each.fwmark !== undefined) ?? false;
      const entry = marks ? undefined : service.group?.entries.find((each) => each.addresses && each.port !== sorry.port);
      if (entry) yield { at: sorry.directive, message: 'group', data: { ...data, entry: entry.text }, reported };
      else if (service.kind === 'address' && service.port !== undefined && service.port !== sorry.port) yield { at: sorry.directive, message: 'port', data, reported };
    }
  },
});

/** Options that are read before there is a sorry server. */
function* misplaced(service: Service) {
  const { block } = service;
  const position = block.directives.findIndex((each) => each.name === 'sorry_server');
  for (const directive of block.directives as readonly AnyDirective[]) {
    if (directive.name !== 'sorry_server_inhibit' && directive.name !== 'sorry_server_lvs_method') continue;
    if (position >= 0 && positionOf(block, directive) > position) continue;
    yield { at: directive, message: position < 0 ? 'none' : 'order', data: { option: directive.name }, reported: directive.line } as const;
  }
}
