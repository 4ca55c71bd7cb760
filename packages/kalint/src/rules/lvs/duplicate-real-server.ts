import { hasComment, itemsWithin, removal } from '../../edits.ts';
import { keptOf } from '../../lvs/dropped.ts';
import { servicesOf, type RealServer } from '../../lvs/services.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** The same server twice in one pool. */
export default defineRule({
  id: 'lvs/duplicate-real-server',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Each real server stands once in its virtual server.',
  details: 'keepalived removes the second of two real servers with the same address and port, with its weight and checkers. A server that is to get more connections has a larger `weight`.',
  messages: {
    default: '{server} is in {service} already; keepalived removes this one. Use weight for a larger share.',
    first: 'The first one.',
    remove: 'Delete the second one',
  },
  needs: ['virtual_server'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, { target }) {
    const reported = reportedFrom(target, 2_000_020, 'no-line');
    for (const service of servicesOf(configuration)) {
      const seen = new Map<string, RealServer>();
      for (const server of keptOf(service).servers) {
        if (!server.address || server.port === undefined) continue;
        const key = `${server.address.address} ${server.port}`;
        const first = seen.get(key);
        if (!first) {
          seen.set(key, server);
          continue;
        }
        const { document, fullRange, close } = server.block;
        const identical = close !== undefined && content(first) === content(server) && !hasComment(document, fullRange);
        yield {
          at: server.block,
          message: 'default',
          data: { server: server.name, service: service.name },
          reported,
          related: [{ at: first.block, message: 'first' }],
          ...(identical ? { fix: { title: 'remove', safe: true, edits: [removal({ document, range: fullRange })] } } : {}),
        };
      }
    }
  },
});

/** The text of a server without its layout and comments. */
function content(server: RealServer): string {
  const { document, fullRange } = server.block;
  return itemsWithin(document, fullRange)
    .map((item) => (item.kind === 'statement' ? item.words.map((word) => `${word.quoted ? '"' : ''}${word.text}`).join(' ') : item.kind === 'open' ? '{' : item.kind === 'close' ? '}' : ''))
    .filter((text) => text !== '')
    .join('\n');
}
