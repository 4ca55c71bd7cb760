import type { Severity } from '../../diagnostic.ts';
import { connectingCheckers, type ConnectingChecker } from '../../lvs/checkers.ts';
import { keptOf } from '../../lvs/dropped.ts';
import { servicesOf, type RealServer, type Service } from '../../lvs/services.ts';
import { replacement } from '../../edits.ts';
import { occurs } from '../../occurs.ts';
import { defineRule } from '../../rule.ts';

const overTcp = new Set(['TCP_CHECK', 'HTTP_GET', 'SSL_GET', 'SMTP_CHECK']);

/** A check that tests something else than the service, or always fails. */
export default defineRule({
  id: 'lvs/checker-does-not-fit-service',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'A health checker speaks the protocol of its service.',
  details: [
    'A TCP connection says nothing about a UDP service: use DNS_CHECK, UDP_CHECK with `require_reply`, or MISC_CHECK. A UDP_CHECK on a TCP service counts silence as success.',
    'HTTP_GET speaks plain HTTP and fails on a TLS port; SSL_GET fails on a plain one. The port is `connect_port`, else that of the real server.',
  ].join('\n\n'),
  messages: {
    udp: '{checker} tests a TCP port, but {service} is a UDP service. Use DNS_CHECK, UDP_CHECK with require_reply, or MISC_CHECK.',
    twin: '{checker} tests the TCP side of the UDP service {service} only.',
    tcp: 'UDP_CHECK tests a UDP port, but {service} is a {protocol} service; no answer counts as success.',
    plain: 'HTTP_GET speaks plain HTTP, but {port} is a port for TLS; the check will always fail. Use SSL_GET.',
    tls: 'SSL_GET speaks TLS, but {port} is a port for plain HTTP; the check will always fail. Use HTTP_GET.',
    replace: 'Write {other}',
  },
  needs: ['virtual_server'],
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    const services = servicesOf(configuration);
    const http = occurs(configuration, 'HTTP_GET', 'SSL_GET');
    const udp = occurs(configuration, 'UDP_CHECK');
    for (const service of services) {
      const { value: protocol } = service.protocol;
      if (!http && (protocol === undefined || (protocol === 'TCP' && !udp))) continue;
      for (const server of keptOf(service).servers) {
        for (const checker of connectingCheckers(server.block)) {
          // Most checkers are fine, and nothing is made for them.
          const isHttp = checker.name === 'HTTP_GET' || checker.name === 'SSL_GET';
          if (!isHttp && (protocol === undefined || protocol === (checker.name === 'UDP_CHECK' ? 'UDP' : 'TCP'))) continue;
          const at = { document: checker.document, range: checker.keywordRange };
          const data = { checker: checker.name, service: service.name, protocol: protocol ?? '' };
          if (protocol === 'UDP' && overTcp.has(checker.name)) {
            const twin = hasTcpTwin(service, server, checker, services);
            const severity: { severity?: Severity } = twin ? { severity: 'info' } : {};
            yield { at, message: twin ? 'twin' : 'udp', data, ...severity };
          } else if (protocol !== undefined && protocol !== 'UDP' && checker.name === 'UDP_CHECK') {
            yield { at, message: 'tcp', data };
          }
          if (!isHttp) continue;
          const port = portOf(checker, server, service);
          const wrong = port === undefined ? undefined : wrongScheme(checker.name, port);
          if (!wrong) continue;
          const other = checker.name === 'HTTP_GET' ? 'SSL_GET' : 'HTTP_GET';
          const written = checker.document.text.startsWith(checker.name, at.range.start);
          yield { at, message: wrong, data: { port: port ?? 0 }, ...(written ? { suggestions: [{ title: 'replace' as const, data: { other }, safe: false, edits: [replacement(at, other)] }] } : {}) };
        }
      }
    }
  },
});

/** A service such as DNS answers by both protocols: the TCP side tells something. */
function hasTcpTwin(service: Service, server: RealServer, checker: ConnectingChecker, services: readonly Service[]): boolean {
  if (portOf(checker, server, service) === 53 || checker.has('connect_port')) return true;
  return services.some((other) => other.protocol.value === 'TCP' && other.address?.address === service.address?.address && other.address !== undefined && other.port === service.port);
}

function portOf(checker: ConnectingChecker, server: RealServer, service: Service): number | undefined {
  const directive = checker.get('connect_port');
  if (directive) return directive.args.value.kind === 'known' ? directive.args.value.value : undefined;
  return server.port === 0 ? service.port : server.port;
}

function wrongScheme(checker: string, port: number): 'plain' | 'tls' | undefined {
  if (checker === 'HTTP_GET' && (port === 443 || port === 8443)) return 'plain';
  return checker === 'SSL_GET' && (port === 80 || port === 8080) ? 'tls' : undefined;
}
