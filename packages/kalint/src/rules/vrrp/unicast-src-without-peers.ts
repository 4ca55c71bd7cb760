import { hasUnicastKeyword, reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { hasPeer } from '../../vrrp/written.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

const keywords = ['unicast_src_ip', 'unicast_peer', 'check_unicast_src', 'old_unicast_checksum', 'unicast_fault_no_peer'] as const;

/** Without a peer the instance falls back to multicast, which a cloud network drops: two masters. */
export default defineRule({
  id: 'vrrp/unicast-src-without-peers',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Unicast settings go with at least one peer.',
  details: 'Only `unicast_peer` with at least one address makes an instance send unicast. With `unicast_src_ip` or another unicast setting alone it sends multicast: silently up to 2.2.4, later with a message that the use is deprecated. Where multicast is not passed on, both nodes become master. For a source address of multicast adverts there is `mcast_src_ip`; `unicast_fault_no_peer` (from 2.2.5 on) makes the instance go to FAULT in place of the fallback.',
  messages: {
    default: '{instance} has {keyword} but no unicast_peer; its adverts go out as multicast. Add the addresses of the other nodes, or use mcast_src_ip if multicast is meant.',
    other: '{instance} has {keyword} but no unicast_peer; its adverts go out as multicast. Add the addresses of the other nodes.',
    empty: '{instance} has no peer in unicast_peer; its adverts go out as multicast.',
    unusable: 'keepalived skips every peer that {instance} has in unicast_peer, and its adverts go out as multicast.',
    fault: '{instance} has {keyword} but no peer; with unicast_fault_no_peer it stays in FAULT.',
  },
  needs: ['unicast_peer', 'unicast_src_ip', 'check_unicast_src', 'unicast_fault_no_peer', 'old_unicast_checksum'],
  keepalived: 'yes',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      if (hasPeer(instance) !== false || !configuration.complete || !hasUnicastKeyword(instance)) continue;
      const { block } = instance;
      // A list without a closing brace or with a misspelt head is reported as that.
      if (configuration.asRead && block.directives.length === 0) continue;
      const list = block.get('unicast_peer');
      // Entries none of which is an address: what is missing is missing there.
      const skipped = list && block.itemsOf('unicast_peer').length > 0;
      const directive = (skipped ? list : undefined) ?? keywords.map((keyword) => block.get(keyword)).find((each) => each !== undefined);
      if (!directive) continue;
      const fault = block.has('unicast_fault_no_peer');
      const keyword = directive.name;
      const message = fault ? 'fault' : list ? (skipped ? 'unusable' : 'empty') : keyword === 'unicast_src_ip' ? 'default' : 'other';
      yield { at: directive, message, data: { instance: instance.name, keyword }, reported: fault ? 'silent' : reportedFrom(context.target, 2_002_005, reportedOnCompletion(instance)) };
    }
  },
});
