import type { AnyDirective } from '@kaconf/semantics';
import { firstLine, removal } from '../../edits.ts';
import type { Edit } from '../../diagnostic.ts';
import { connectingCheckers } from '../../lvs/checkers.ts';
import { isDropped, keptOf } from '../../lvs/dropped.ts';
import { servicesOf, type RealServer, type Server, type Service } from '../../lvs/services.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** The firewall decides what belongs to such a service, so protocol and ports mean nothing here. */
export default defineRule({
  id: 'lvs/fwmark-service-settings',
  scope: 'configuration',
  severity: 'warning',
  tier: 3,
  summary: 'A service given by fwmark has no protocol, no `ha_suspend`, and with DR or TUN no ports.',
  details: 'Which packets belong to a fwmark service is decided by the firewall rules that set the mark. keepalived reports and ignores a `protocol` there, switches `ha_suspend` off (there is no address to watch), and with DR or TUN clears the ports of its servers. A checker that is to use that port needs `connect_port`.',
  messages: {
    protocol: 'protocol is ignored for {service}: the firewall mark decides.',
    suspend: 'ha_suspend is not possible for {service}: a firewall mark shows no address to watch. keepalived switches it off.',
    port: '{server} gives port {port}, which keepalived ignores: {service} is given by fwmark and forwards with {method}.',
    remove: 'Delete the line',
    move: 'Move the port to connect_port of the checkers',
    drop: 'Delete the port',
  },
  needs: ['virtual_server'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, { target }) {
    for (const service of servicesOf(configuration)) {
      if (!hasMarks(service) || isDropped(service)) continue;
      const { block } = service;
      const suspend = block.get('ha_suspend');
      if (suspend) yield { at: suspend, message: 'suspend', data: { service: service.name }, reported: reportedFrom(target, 1_003_005, 'no-line'), ...withRemoval(suspend) };
      const protocol = block.get('protocol');
      if (protocol && !hasAddresses(service)) yield { at: protocol, message: 'protocol', data: { service: service.name }, reported: reportedFrom(target, 1_003_007, 'no-line'), ...withRemoval(protocol) };
      for (const server of [...keptOf(service).servers, ...(service.sorryServer ? [service.sorryServer] : [])]) {
        const method = server.method.value;
        if (method === undefined || method === 'NAT' || server.port === undefined || server.port === 0) continue;
        const data = { server: server.name, port: server.port, service: service.name, method };
        const fix = 'block' in server ? movePort(server) : dropPort(server);
        yield { at: server.at, message: 'port', data, reported: reportedFrom(target, 2_000_015, 'no-line'), ...(fix ? { fix } : {}) };
      }
    }
  },
});

function hasMarks(service: Service): boolean {
  return service.kind === 'fwmark' || (service.group?.entries.some((entry) => entry.fwmark !== undefined) ?? false);
}

function hasAddresses(service: Service): boolean {
  return service.group?.entries.some((entry) => entry.addresses) ?? false;
}

function withRemoval(directive: AnyDirective) {
  if (!directive.document.text.startsWith(directive.keyword.name, directive.range.start)) return {};
  return { fix: { title: 'remove', safe: true, edits: [removal(directive)] } } as const;
}

/** The checks go on to the same port as before. */
function movePort(server: RealServer) {
  const drop = dropPort(server);
  const without = connectingCheckers(server.block).filter((checker) => !checker.has('connect_port') && checker.name !== 'UDP_CHECK');
  const inserted = without.map((checker) => firstLine(checker, `connect_port ${server.port ?? 0}`)).filter((edit): edit is Edit => edit !== undefined);
  if (!drop || inserted.length !== without.length) return undefined;
  return { ...drop, title: without.length > 0 ? 'move' : 'drop', edits: [...drop.edits, ...inserted] } as const;
}

function dropPort(server: Server) {
  const word = server.at.words[2];
  const before = server.at.words[1];
  if (!word || !before || word.definition || server.at.document.text.slice(word.start, word.end) !== word.text) return undefined;
  return { title: 'drop', safe: true, edits: [{ path: server.at.document.path, start: before.end, end: word.end, text: '' }] } as const;
}
