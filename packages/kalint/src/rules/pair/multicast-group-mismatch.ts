import { isUnicast } from '@kaconf/semantics';
import { deviations } from '../../cluster/majority.ts';
import { offer } from '../../cluster/offer.ts';
import { namesOf, placeOf } from '../../cluster/places.ts';
import { replaceValue } from '../../cluster/value-edits.ts';
import { defineRule } from '../../rule.ts';

/** Who listens to another group hears nothing. */
export default defineRule({
  id: 'pair/multicast-group-mismatch',
  scope: 'cluster',
  severity: 'error',
  tier: 2,
  summary: 'All nodes of a virtual router use the same multicast group.',
  details: 'Adverts go to 224.0.0.18 or ff02::12 unless `mcast_dst_ip` of the instance or `vrrp_mcast_group4` / `vrrp_mcast_group6` in `global_defs` say otherwise. Nodes with different groups do not hear each other, and all of them become master.',
  messages: {
    default: '{instance} sends its adverts to the group {value} on {node}, but to {expected} on {others}. They do not hear each other: both become master. Use the same group on every node.',
    other: '{other} uses {expected}.',
    fix: 'Use the group {expected}',
  },
  keepalived: 'no',
  fixable: 'unsafe',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      const multicast = members.filter((member) => isUnicast(member) === false);
      for (const { member, value, reference, expected, decided } of deviations(multicast, (each) => each.multicastGroup.value?.address)) {
        yield {
          at: placeOf(member.multicastGroup, member),
          message: 'default',
          data: { instance: name, node: member.node.name, value, others: namesOf(reference), expected },
          related: reference.map((other) => ({ at: placeOf(other.multicastGroup, other), message: 'other' as const, data: { other: other.node.name, expected } })),
          ...offer('fix', replaceValue(member.multicastGroup.directive, expected), decided),
        };
      }
    }
  },
});
