import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** AH was never reliable across a failover. */
export default defineRule({
  id: 'security/auth-ah',
  scope: 'configuration',
  severity: 'warning',
  tier: 3,
  summary: 'auth_type AH is not used.',
  details: '`auth_type AH` signs adverts with HMAC-MD5 and an eight-byte key. Its sequence number breaks on transitions, it passes no NAT, and it cannot be used with IPv6. Use `PASS` and a packet filter, or from 2.4.0 on `auth_hmac`.',
  messages: {
    default: '{instance} uses auth_type AH, which is known to break on transitions. Use PASS with a packet filter.',
    hmac: '{instance} uses auth_type AH, which is known to break on transitions. Use auth_hmac, or PASS with a packet filter.',
  },
  needs: ['auth_type'],
  keepalived: 'no',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const directive = instance.authType.directive;
      if (instance.authType.value !== 'AH' || !directive) continue;
      yield { at: directive, message: context.target >= 2_004_000 ? 'hmac' : 'default', data: { instance: instance.name } };
    }
  },
});
