import { healthyPriority } from '@kaconf/semantics';
import { arithmetic } from '../../cluster/arithmetic.ts';
import { offer } from '../../cluster/offer.ts';
import { placeOf } from '../../cluster/places.ts';
import { replaceValue } from '../../cluster/value-edits.ts';
import { defineRule } from '../../rule.ts';

/** `state` is a wish that lasts until the first advert; the priority decides. */
export default defineRule({
  id: 'pair/state-contradicts-priority',
  scope: 'cluster',
  severity: 'warning',
  tier: 1,
  summary: 'The node with `state MASTER` has the highest priority.',
  details: [
    'keepalived elects by priority. Every node that does not own the address starts as a backup, whatever `state` says, waits for one master-down interval, and the highest priority wins (vrrp_init_state). A file that says MASTER for the node with the lower priority tells its reader the opposite of what happens.',
    'Swap the priorities, or write `state BACKUP` on all nodes and let the priorities speak.',
  ].join('\n\n'),
  messages: {
    default: '{instance} says MASTER on {node} with priority {own}, but {winner} has {best} and will be master: keepalived elects by priority, not by state. Raise the priority of {node} above {value}, or write "state BACKUP" here.',
    waiting: '{instance} says MASTER on {node} with priority {own}, but {winner} has {best}: when both start, {winner} becomes master, although with nopreempt it does not take over from a running one. keepalived elects by priority, not by state. Raise the priority of {node} above {value}, or write "state BACKUP" here.',
    priority: '{node} has priority {own} here.',
    winner: '{winner} has priority {best} here.',
    fix: 'Write state BACKUP',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      const rated = members.map((member) => ({ member, priority: healthyPriority(member) }));
      const masters = rated.filter(({ member }) => member.state.value === 'MASTER' && member.state.directive);
      const [best] = rated.filter(({ priority }) => priority).sort((a, b) => (b.priority?.value ?? 0) - (a.priority?.value ?? 0));
      // An unknown priority may be the highest.
      if (!best?.priority || rated.some(({ priority }) => !priority)) continue;
      if (masters.some(({ priority }) => priority?.value === best.priority?.value)) continue;
      const { member: winner } = best;
      const waits = winner.nopreempt.value === true && winner.state.value === 'BACKUP';
      for (const { member, priority } of masters) {
        if (!priority) continue;
        yield {
          at: placeOf(member.state, member),
          message: waits ? 'waiting' : 'default',
          data: { instance: name, node: member.node.name, own: arithmetic(priority), winner: best.member.node.name, best: arithmetic(best.priority), value: best.priority.value },
          related: [
            ...(member.priority.directive ? [{ at: placeOf(member.priority, member), message: 'priority' as const }] : []),
            { at: placeOf(best.member.priority, best.member), message: 'winner' as const },
          ],
          ...offer('fix', replaceValue(member.state.directive, 'BACKUP'), false),
        };
      }
    }
  },
});
