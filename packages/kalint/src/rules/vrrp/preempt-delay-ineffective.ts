import { isKnown } from '@kaconf/semantics';
import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** A delay is for a backup that may take over. */
export default defineRule({
  id: 'vrrp/preempt-delay-ineffective',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'preempt_delay stands where the instance may preempt and begins as BACKUP.',
  details: '`preempt_delay` makes a backup of higher priority wait before it takes over from a working master. With `nopreempt` it never does; with `state MASTER` keepalived clears the delay; strict mode does not know it. In each case the config test fails.',
  messages: {
    master: '{instance}: preempt_delay {seconds} has no effect with state MASTER; keepalived clears it. Write state BACKUP.',
    nopreempt: '{instance}: preempt_delay {seconds} has no effect with nopreempt; keepalived clears it. Delete one of the two.',
    other: 'This forbids it.',
    remove: 'Delete preempt_delay',
    backup: 'Write state BACKUP',
  },
  needs: ['preempt_delay'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const directive = instance.block.get('preempt_delay');
      const value = directive?.args.value;
      if (!directive || !isKnown(value) || value.value === 0 || instance.strict.value === undefined) continue;
      // In strict mode the delay is cleared for that reason, except for an owner, who begins as MASTER.
      if (instance.strict.value && instance.priority.value !== 255) continue;
      const { state, nopreempt, priority } = instance;
      const data = { instance: instance.name, seconds: value.text };
      const reported = reportedOnCompletion(instance);
      const master = (state.value === 'MASTER' && instance.authType.value !== 'AH') || priority.value === 255;
      if (master && !state.unknown) {
        const written = instance.block.get('state');
        const word = written?.args.value;
        const plain = written && isKnown(word) && priority.directive && priority.value !== 255 && written.document.text.slice(word.range.start, word.range.end) === 'MASTER';
        const at = state.directive ?? priority.directive;
        yield {
          at: directive,
          message: 'master',
          data,
          ...(at ? { related: [{ at, message: 'other' as const }] } : {}),
          reported: reportedFrom(context.target, 2_000_000, reported),
          ...(plain ? { suggestions: [{ title: 'backup', safe: false, edits: [{ path: written.document.path, ...word.range, text: 'BACKUP' }] }] } : {}),
        };
      } else if (nopreempt.value && nopreempt.directive) {
        const edit = certainRemoval(directive);
        yield {
          at: directive,
          message: 'nopreempt',
          data,
          related: [{ at: nopreempt.directive, message: 'other' }],
          reported: reportedFrom(context.target, 1_002_022, reported),
          ...(edit ? { fix: { title: 'remove', safe: true, edits: [edit] } } : {}),
        };
      }
    }
  },
});
