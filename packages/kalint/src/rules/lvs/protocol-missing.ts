import { firstLine } from '../../edits.ts';
import { certainlyLacks } from '../../lvs/certain.ts';
import { isDropped } from '../../lvs/dropped.ts';
import { servicesOf, type Service } from '../../lvs/services.ts';
import { defineRule } from '../../rule.ts';

/** Without a protocol the service is UDP. */
export default defineRule({
  id: 'lvs/protocol-missing',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'A virtual server that is given by address says its protocol.',
  details: 'Since 1.3.6 keepalived reports a missing `protocol` and creates a UDP service; before, it was TCP. TCP clients are then refused by the director. A service given by fwmark takes no protocol.',
  messages: {
    default: '{service} has no protocol; keepalived makes it a UDP service. Add "protocol TCP" (or UDP, SCTP).',
    insert: 'Add "protocol {protocol}"',
  },
  needs: ['virtual_server'],
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration, { target }) {
    if (target < 1_003_006) return;
    for (const service of servicesOf(configuration)) {
      if (service.protocol.directive || !hasAddresses(service) || isDropped(service)) continue;
      if (!certainlyLacks(configuration, service.block, 'protocol')) continue;
      const suggestions = ['TCP', 'UDP'].flatMap((protocol) => {
        const edit = firstLine(service.block, `protocol ${protocol}`);
        return edit ? [{ title: 'insert' as const, data: { protocol }, safe: false, edits: [edit] }] : [];
      });
      yield { at: service.block, message: 'default', data: { service: service.name }, reported: 'no-line', suggestions };
    }
  },
});

function hasAddresses(service: Service): boolean {
  return service.kind === 'address' || (service.group?.entries.some((entry) => entry.addresses) ?? false);
}
