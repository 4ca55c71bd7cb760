import { deviations } from '../../cluster/majority.ts';
import { offer } from '../../cluster/offer.ts';
import { namesOf, placeOf } from '../../cluster/places.ts';
import { replaceValue } from '../../cluster/value-edits.ts';
import { defineRule } from '../../rule.ts';

/** In version 2 a backup drops adverts with another interval; in version 3 it learns the interval of the master. */
export default defineRule({
  id: 'pair/advert-int-mismatch',
  scope: 'cluster',
  severity: 'error',
  tier: 1,
  summary: 'All nodes of a virtual router send adverts at the same interval.',
  details: [
    'VRRP version 2: an advert carries its interval, and a receiver with another one drops it (RFC 3768, section 7.1). The nodes do not hear each other and both become master.',
    'VRRP version 3: a backup adopts the interval of the master and logs the difference (RFC 5798, section 7.1). Nothing breaks, but the time until a takeover depends on who was master before; reported as a warning.',
    'What counts is the interval after rounding: whole seconds, at least one, with version 2; hundredths of a second, at most 40.95, with version 3.',
  ].join('\n\n'),
  messages: {
    default: '{instance} sends an advert every {value} s on {node}, but every {expected} s on {others}. With VRRP version 2 keepalived drops adverts with another interval: both become master. Use the same advert_int on every node.',
    version3: '{instance} sends an advert every {value} s on {node}, but every {expected} s on {others}. With VRRP version 3 a backup adopts the interval of the master, so the time until a takeover depends on who was master before. Use the same advert_int on every node.',
    other: '{other} uses {expected} s.',
    fix: 'Use advert_int {expected}',
  },
  keepalived: 'no',
  fixable: 'unsafe',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      const versions = new Set(members.map((member) => member.version.value));
      // Other versions do not hear each other anyway; an unknown one decides how bad it is.
      if (versions.size > 1 || versions.has(undefined)) continue;
      const third = versions.has(3);
      for (const { member, value, reference, expected, decided } of deviations(members, (each) => each.advertInt.value)) {
        yield {
          at: placeOf(member.advertInt, member),
          message: third ? 'version3' : 'default',
          data: { instance: name, node: member.node.name, value, others: namesOf(reference), expected },
          related: reference.map((other) => ({ at: placeOf(other.advertInt, other), message: 'other' as const, data: { other: other.node.name, expected } })),
          ...(third ? { severity: 'warning' as const } : {}),
          ...offer('fix', replaceValue(member.advertInt.directive, String(expected)), decided),
        };
      }
    }
  },
});
