import { advertisedAddresses, type VrrpInstance } from '@kaconf/semantics';
import { offer } from '../../cluster/offer.ts';
import { placeOf } from '../../cluster/places.ts';
import { replaceValue } from '../../cluster/value-edits.ts';
import { collisionsToldFor, freeId, routerOf } from '../../cluster/vrid-collisions.ts';
import { defineRule } from '../../rule.ts';

/**
 * Two virtual routers of one network with the same ID hear each other's adverts. It concerns nodes that do not form a
 * cluster, so it is looked for over the whole workspace and reported for the later of the two.
 */
export default defineRule({
  id: 'pair/vrid-collision',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'A virtual router ID is used by one virtual router of a network.',
  details: [
    'Adverts are told apart by the virtual router ID alone. Two unrelated clusters with the same ID on one network disturb each other: up to keepalived 2.3.2 they refuse each other\'s adverts (the addresses differ), fill the log and may stay master on both sides; from 2.3.3 on the foreign advert is accepted, and the cluster with the lower priority goes to BACKUP, so its addresses vanish.',
    'Reported are instances of different nodes with the same ID, multicast, the same interface name and addresses in the same network, that nothing else ties together. Files of different sites with the same private addresses look like that too; judge them separately.',
  ].join('\n\n'),
  messages: {
    default: 'Virtual router ID {vrid} is used twice in {subnet}: by {instance} ({addresses}) on {node} and by {otherInstance} ({otherAddresses}) on {other}. They take each other\'s adverts for their own, and one of them loses its addresses. Use another ID for {instance}, for example {free}.',
    other: '{other} uses {vrid} for {otherInstance} here.',
    fix: 'Use virtual router ID {free}',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration, { workspace }) {
    for (const { a, b, subnet } of collisionsToldFor(workspace, configuration)) {
      if (b.vrid.value === undefined) continue;
      const free = freeId(workspace, b.vrid.value);
      // The ID has to be changed on each member.
      const edits = routerOf(workspace, b).map((member) => replaceValue(member.vrid.directive, String(free)));
      yield {
        at: placeOf(b.vrid, b),
        message: 'default',
        data: { vrid: b.vrid.value, subnet, instance: b.name, addresses: addressesOf(b), node: b.node.name, otherInstance: a.name, otherAddresses: addressesOf(a), other: a.node.name, free },
        related: [{ at: placeOf(a.vrid, a), message: 'other' }],
        ...offer('fix', edits.every((each) => each !== undefined) ? edits.flat() : undefined, false),
      };
    }
  },
});

function addressesOf(instance: VrrpInstance): string {
  return advertisedAddresses(instance).map((each) => each.address.address).join(', ');
}
