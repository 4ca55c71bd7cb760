import { instancesOf } from '../../vrrp/instances.ts';
import { defineRule } from '../../rule.ts';

/** The default depends on the state, and neither of the two is what one would choose. */
export default defineRule({
  id: 'vrrp/priority-missing',
  scope: 'configuration',
  severity: 'warning',
  tier: 1,
  summary: 'Each instance says its priority.',
  details: 'Without `priority` keepalived takes 255 where the state is MASTER: the node then counts as the owner of the address, for which weights are thrown away and `nopreempt` is cleared. Otherwise it takes 100, the same as every other node that forgot it.',
  messages: {
    owner: '{instance} has no priority; with state MASTER keepalived takes 255, the address owner: weights and nopreempt have no effect. Write a number below 255.',
    default: '{instance} has no priority; keepalived takes 100, as on every other node that has none. Give each node a number of its own.',
  },
  needs: ['vrrp_instance'],
  keepalived: 'no',
  *check(configuration) {
    for (const instance of instancesOf(configuration)) {
      if (instance.block.has('priority') || instance.priority.unknown) continue;
      yield { at: instance.block, message: instance.priority.value === 255 ? 'owner' : 'default', data: { instance: instance.name } };
    }
  },
});
