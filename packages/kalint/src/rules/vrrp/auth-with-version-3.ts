import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Version 3 of the protocol has no authentication; the block only looks like protection. */
export default defineRule({
  id: 'vrrp/auth-with-version-3',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Instances that use version 3 have no authentication block.',
  details: 'RFC 5798 removed authentication. keepalived ignores the block with version 3, which IPv6 instances always use, and the config test fails. Delete it, and let a packet filter accept protocol 112 from the other nodes only; from 2.4.0 on there is `auth_hmac`.',
  messages: {
    default: '{instance} uses VRRP version 3, which has no authentication; keepalived ignores this block.',
    remove: 'Delete the authentication block',
  },
  needs: ['authentication'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      if (instance.version.value !== 3 || instance.version.unknown || instance.strict.value !== false) continue;
      const bodies = instance.block.blocks('authentication');
      const body = bodies.find((each) => each.has('auth_type'));
      if (!body) continue;
      const edits = bodies.map(certainRemoval).filter((edit) => edit !== undefined);
      const certain = edits.length === bodies.length && bodies.every((each) => each.close !== undefined);
      yield {
        at: body,
        message: 'default',
        data: { instance: instance.name },
        reported: reportedFrom(context.target, 1_002_020, reportedOnCompletion(instance)),
        ...(certain ? { fix: { title: 'remove', safe: true, edits } } : {}),
      };
    }
  },
});
