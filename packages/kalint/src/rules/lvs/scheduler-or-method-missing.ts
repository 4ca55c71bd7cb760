import { firstLine } from '../../edits.ts';
import { certainlyLacks } from '../../lvs/certain.ts';
import { isDropped, keptOf } from '../../lvs/dropped.ts';
import { servicesOf, type Service } from '../../lvs/services.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Defaults that are seldom meant. */
export default defineRule({
  id: 'lvs/scheduler-or-method-missing',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'A virtual server says its scheduler and its forwarding method.',
  details: 'Without `lb_algo` keepalived uses wlc, without `lb_kind` NAT, and reports both. NAT needs the director as gateway of the real servers, so it fails where they were set up for DR.',
  messages: {
    scheduler: '{service} has no lb_algo; keepalived uses wlc.',
    method: '{service} has no lb_kind; keepalived uses NAT, which needs the director as gateway of the real servers.',
    insert: 'Add "{line}"',
  },
  needs: ['virtual_server'],
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration, { target }) {
    const reported = reportedFrom(target, 1_003_006, 'no-line');
    for (const service of servicesOf(configuration)) {
      const { block } = service;
      if (isDropped(service) || (block.has('lb_algo') && block.has('lb_kind'))) continue;
      const base = { at: block, data: { service: service.name }, reported } as const;
      const suggest = (...lines: readonly string[]) =>
        lines.flatMap((line) => {
          const edit = firstLine(block, line);
          return edit ? [{ title: 'insert' as const, data: { line }, safe: false, edits: [edit] }] : [];
        });
      if (!block.has('lb_algo') && certainlyLacks(configuration, block, 'lb_algo', 'lvs_sched')) {
        yield { ...base, message: 'scheduler', suggestions: suggest('lb_algo wlc', 'lb_algo rr') };
      }
      if (needsMethod(service) && certainlyLacks(configuration, block, 'lb_kind', 'lvs_method')) {
        yield { ...base, message: 'method', suggestions: suggest('lb_kind NAT', 'lb_kind DR', 'lb_kind TUN') };
      }
    }
  },
});

/** Some server has neither a method of its own nor that of the service. */
function needsMethod(service: Service): boolean {
  if (service.block.has('lb_kind')) return false;
  const servers = [...keptOf(service).servers, ...(service.sorryServer ? [service.sorryServer] : [])];
  return servers.some((server) => server.method.directive === undefined);
}
