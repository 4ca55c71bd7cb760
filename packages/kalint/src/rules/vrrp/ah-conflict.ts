import { instancesOf } from '../../vrrp/instances.ts';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** AH needs the sequence number of the last master, and IPv4. */
export default defineRule({
  id: 'vrrp/ah-conflict',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Instances with auth_type AH are IPv4 and begin as BACKUP.',
  details: 'With `auth_type AH` an instance has to hear an advert before it takes over, for the sequence number. keepalived therefore lets it begin as BACKUP whatever `state` says, unless it owns the address. With IPv6 it drops the authentication. In both cases the config test fails.',
  messages: {
    master: '{instance} uses auth_type AH, so keepalived lets it begin as BACKUP in spite of state MASTER. Write state BACKUP.',
    ipv6: '{instance} is IPv6, for which there is no auth_type AH; keepalived switches authentication off.',
  },
  needs: ['auth_type'],
  keepalived: 'yes',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const { block, state, priority, version, strict, authPass, family } = instance;
      const directive = block.blocks('authentication').map((body) => body.get('auth_type')).filter((each) => each !== undefined).at(-1);
      if (directive?.args.value.text !== 'AH' || directive.words[1]?.dynamic || version.value !== 2 || strict.value !== false || (authPass.value === undefined && !authPass.unknown)) continue;
      const reported = reportedFrom(context.target, 2_000_000, reportedOnCompletion(instance));
      const data = { instance: instance.name };
      if (family.value === 'ipv6') yield { at: directive, message: 'ipv6', data, reported };
      else if (state.value === 'MASTER' && state.directive && priority.value !== undefined && priority.value !== 255) yield { at: state.directive, message: 'master', data, reported };
    }
  },
});
