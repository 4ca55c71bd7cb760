import { deviations } from '../../cluster/majority.ts';
import { offer } from '../../cluster/offer.ts';
import { namesOf, placeOf } from '../../cluster/places.ts';
import { replaceValue } from '../../cluster/value-edits.ts';
import { defineRule } from '../../rule.ts';

/** A receiver drops adverts of another VRRP version. */
export default defineRule({
  id: 'pair/version-mismatch',
  scope: 'cluster',
  severity: 'error',
  tier: 1,
  summary: 'All nodes of a virtual router speak the same VRRP version.',
  details: 'keepalived drops adverts of another VRRP version, so both nodes become master. The version is that of the instance (`version`), else of `vrrp_version` in `global_defs`, else 2; with IPv6 addresses it is 3. Often one file has `vrrp_version 3` in `global_defs` and the other has no such line. To change the version of a running cluster, stop one node, change both files, and start again.',
  messages: {
    default: '{instance} speaks VRRP version {value} on {node}, but {expected} on {others}. keepalived drops adverts of another version: both become master. Set the same version on every node.',
    other: '{other} speaks version {expected}.',
    fix: 'Use version {expected}',
  },
  keepalived: 'no',
  fixable: 'unsafe',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      for (const { member, value, reference, expected, decided } of deviations(members, (each) => each.version.value)) {
        yield {
          at: placeOf(member.version, member),
          message: 'default',
          data: { instance: name, node: member.node.name, value, others: namesOf(reference), expected },
          related: reference.map((other) => ({ at: placeOf(other.version, other), message: 'other' as const, data: { other: other.node.name, expected } })),
          ...offer('fix', replaceValue(member.version.directive, String(expected)), decided),
        };
      }
    }
  },
});
