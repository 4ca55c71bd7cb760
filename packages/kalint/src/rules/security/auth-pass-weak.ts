import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

const samples = new Set(['1111', '1234', '12345', '123456', '12345678', '1111111', 'password', 'pass', 'passwd', 'secret', 'ceph', 'k8s', 'changeme', 'admin', 'root', 'test', 'vrrp', 'keepaliv']);

/** The password protects against mix-ups; that of the sample file not even against those. */
export default defineRule({
  id: 'security/auth-pass-weak',
  scope: 'configuration',
  severity: 'info',
  tier: 2,
  summary: 'auth_pass is none that everybody uses.',
  details: '`auth_type PASS` sends the password readable in every advert. It keeps two clusters apart that use the same virtual router id by accident, no more; an attacker reads it. With the value that every tutorial has it does not even do that. Take a value of its own for each cluster, and let a packet filter accept protocol 112 from the other nodes only.',
  messages: {
    default: 'This is a password of samples and tutorials: another cluster on this network may well use the same. Take one of your own.',
  },
  needs: ['auth_pass'],
  keepalived: 'no',
  *check(configuration) {
    for (const instance of instancesOf(configuration)) {
      const { authPass, authType } = instance;
      if (authPass.value === undefined || authType.value === 'none' || !authPass.directive || !samples.has(authPass.value.toLowerCase())) continue;
      yield { at: authPass.directive, message: 'default' };
    }
  },
});
