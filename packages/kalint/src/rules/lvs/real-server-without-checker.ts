import { certainlyLacks, hidesBlock } from '../../lvs/certain.ts';
import { checkerNames, checkersOf } from '../../lvs/checkers.ts';
import { isDropped, keptOf } from '../../lvs/dropped.ts';
import { servicesOf } from '../../lvs/services.ts';
import { firstLine } from '../../edits.ts';
import { defineRule } from '../../rule.ts';

/** A server that nobody asks whether it still lives. */
export default defineRule({
  id: 'lvs/real-server-without-checker',
  scope: 'configuration',
  severity: 'warning',
  tier: 1,
  summary: 'Each real server has a health checker.',
  details: 'Without a checker a real server counts as alive for ever: it gets its share of the connections also when it is dead. The simplest checker is `TCP_CHECK { connect_timeout 3 }`. Where a server is static on purpose, say so with a `kalint-disable-next-line` comment.',
  messages: {
    default: '{server} has no health checker; it stays in the pool of {service} when it is dead.',
    insert: 'Add a {checker}',
  },
  needs: ['virtual_server'],
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    for (const service of servicesOf(configuration)) {
      if (isDropped(service)) continue;
      for (const server of keptOf(service).servers) {
        const { block } = server;
        if (checkersOf(block).length > 0 || server.weight.value === 0) continue;
        if (hidesBlock(configuration, block) || !certainlyLacks(configuration, block, ...checkerNames)) continue;
        const checker = service.protocol.value === 'TCP' && (server.port ?? 0) > 0 ? 'TCP_CHECK' : 'PING_CHECK';
        const known = checker === 'TCP_CHECK' || configuration.target >= 2_001_000;
        const edit = known ? firstLine(block, `${checker} { connect_timeout 3 }`) : undefined;
        yield {
          at: block,
          message: 'default',
          data: { server: server.name, service: service.name },
          ...(edit ? { suggestions: [{ title: 'insert', data: { checker }, safe: false, edits: [edit] }] } : {}),
        };
      }
    }
  },
});
