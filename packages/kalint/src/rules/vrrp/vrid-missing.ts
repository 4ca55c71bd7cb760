import { lacksMinimum, lacksRouterId } from '../../vrrp/completion.ts';
import { valueOf } from '../../fact-words.ts';
import { reportedBy } from '../../facts.ts';
import { isRouterId } from '../../vrrp/owned-mismatches.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Without a virtual router id nothing starts, the other instances included. */
export default defineRule({
  id: 'vrrp/vrid-missing',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Each instance has a virtual_router_id.',
  details: 'The virtual router id (1 to 255) tells the nodes which adverts belong together: it is the same on all nodes of an instance and used by nothing else on that network. Without one keepalived refuses the whole VRRP configuration, also for the instances that are right, and makes none of its further checks.',
  messages: {
    invalid: 'virtual_router_id {value} of {instance} is no number from 1 to 255; keepalived ignores the line, finds no number, and refuses the whole VRRP configuration.',
    default: '{instance} has no virtual_router_id; keepalived refuses the whole VRRP configuration. Give it the number that its other nodes use (1 to 255).',
  },
  needs: ['vrrp_instance', 'fact:mismatch'],
  keepalived: 'yes',
  *check(configuration, context) {
    for (const fact of configuration.factsOf('mismatch')) {
      if (!isRouterId(fact)) continue;
      yield { at: fact, message: 'invalid', data: { value: valueOf(fact).trim() || `"${valueOf(fact)}"`, instance: fact.directive.parent?.words[1]?.text ?? '' }, reported: reportedBy(fact) };
    }
    let reached = true;
    for (const instance of instancesOf(configuration)) {
      // A number that keepalived does not take is reported where it stands.
      if (lacksRouterId(instance) && !instance.vrid.directive) {
        yield { at: instance.block, message: 'default', data: { instance: instance.name }, reported: reportedFrom(context.target, 2_000_007, reached ? 'no-line' : 'silent') };
      }
      // The checks end at the first instance that lacks something.
      if (lacksMinimum(instance)) reached = false;
    }
  },
});
