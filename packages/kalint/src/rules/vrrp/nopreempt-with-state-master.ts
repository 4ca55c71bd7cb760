import { isKnown } from '@kaconf/semantics';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** A node that is told to begin as master is told to take over; both cannot be meant. */
export default defineRule({
  id: 'vrrp/nopreempt-with-state-master',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'nopreempt goes with state BACKUP on all nodes.',
  details: 'keepalived honours `nopreempt` only on nodes that begin as BACKUP: with `state MASTER`, or as address owner (priority 255), it clears it, and the node takes over after every restart. Let all nodes begin as BACKUP and differ in their priority; the election then finds the first master.',
  messages: {
    default: '{instance}: nopreempt has no effect with state MASTER; keepalived clears it, and the node takes over after each restart. Write state BACKUP.',
    owner: '{instance}: nopreempt has no effect with priority 255; keepalived clears it.',
    option: 'The nopreempt that is cleared.',
    replace: 'Write state BACKUP',
  },
  needs: ['nopreempt'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const last = instance.block.directives.filter((each) => each.name === 'nopreempt' || each.name === 'preempt').at(-1);
      if (last?.name !== 'nopreempt') continue;
      const { state, priority } = instance;
      const reported = reportedOnCompletion(instance);
      const data = { instance: instance.name };
      if (priority.value === 255) {
        yield { at: last, message: 'owner', data, reported: reportedFrom(context.target, 1_003_005, reported) };
        continue;
      }
      // In strict mode and with AH keepalived begins as BACKUP whatever is written.
      if (state.value !== 'MASTER' || !state.directive || instance.strict.value !== false || instance.authType.value === 'AH') continue;
      const written = instance.block.get('state');
      const value = written?.args.value;
      const certain = written && isKnown(value) && written.document.text.slice(value.range.start, value.range.end) === 'MASTER';
      yield {
        at: state.directive,
        message: 'default',
        data,
        related: [{ at: last, message: 'option' }],
        reported: reportedFrom(context.target, 1_002_020, reported),
        ...(certain ? { fix: { title: 'replace', safe: priority.directive !== undefined, edits: [{ path: written.document.path, ...value.range, text: 'BACKUP' }] } } : {}),
      };
    }
  },
});
