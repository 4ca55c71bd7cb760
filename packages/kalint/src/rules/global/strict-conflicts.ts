import { isStrictUnicast, reportedOnCompletion } from '../../vrrp/completion.ts';
import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { strictConflicts } from '../../vrrp/strict-settings.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Strict mode allows only what the RFC has. */
export default defineRule({
  id: 'global/strict-conflicts',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Instances in strict mode have no setting that strict mode forbids.',
  details: '`vrrp_strict` (or `strict_mode`) removes authentication, `preempt_delay`, repeated gratuitous ARPs, `higher_prio_send_advert` and a MAC of your own, sets `down_timer_adverts` to 3 and `lower_prio_no_advert` on, and derives the first state from the priority. Unicast peers are refused with the whole VRRP configuration (not from 2.2.5 to 2.3.4). Usually strict mode is what should go.',
  messages: {
    cleared: '{setting} is not possible in strict mode; keepalived clears it for {instance}. Delete it, or {keyword}.',
    reset: '{setting} is not possible in strict mode; keepalived changes it for {instance}. Delete it, or {keyword}.',
    derived: '{setting} does not fit the priority of {instance} in strict mode, where only the address owner (255) begins as MASTER; keepalived goes by the priority.',
    unicast: 'Unicast peers are not possible in strict mode; keepalived refuses the whole VRRP configuration. Delete {keyword}.',
    later: 'Unicast peers are not part of strict mode; keepalived 2.4.0 and later refuse them with the whole VRRP configuration. Delete {keyword}.',
    strict: 'Strict mode is switched on here.',
    remove: 'Delete {keyword}',
  },
  needs: ['vrrp_strict', 'strict_mode'],
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const { strict } = instance;
      if (strict.value !== true || !strict.directive) continue;
      const conflicts = strictConflicts(instance);
      const peers = isStrictUnicast(instance) ? instance.block.get('unicast_peer') : undefined;
      if (conflicts.length === 0 && !peers) continue;
      const keyword = strict.directive.words[0]?.text ?? 'vrrp_strict';
      const related = [{ at: strict.directive, message: 'strict' as const }];
      const edit = certainRemoval(strict.directive);
      const suggestions = edit ? [{ title: 'remove' as const, data: { keyword }, safe: false, edits: [edit] }] : [];
      const reported = reportedOnCompletion(instance);
      for (const { setting, directive, effect, since } of conflicts) {
        yield { at: directive, message: effect, data: { setting, instance: instance.name, keyword }, related, suggestions, reported: reportedFrom(context.target, since, reported) };
      }
      if (!peers) continue;
      const refused = context.target < 2_002_005 || context.target >= 2_004_000;
      yield { at: peers, message: refused ? 'unicast' : 'later', data: { keyword }, related, suggestions, ...(refused ? { reported: reportedFrom(context.target, 1_002_020, reported) } : { severity: 'warning' as const }) };
    }
  },
});
