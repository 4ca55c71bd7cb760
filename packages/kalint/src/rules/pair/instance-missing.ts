import { advertisedAddresses, misspelt, readInstances, type Cluster, type Node, type VrrpInstance } from '@kaconf/semantics';
import { collisionsOf } from '../../cluster/vrid-collisions.ts';
import { headOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** An instance that the other nodes do not have: nobody takes over its addresses. */
export default defineRule({
  id: 'pair/instance-missing',
  scope: 'cluster',
  severity: 'warning',
  tier: 2,
  summary: 'Every instance of a cluster has a partner on another node.',
  details: 'The nodes back each other up for other instances, but this one exists on a single node: when that node fails, its addresses are gone. Usually the block was forgotten in the other file, or commented out there. Where a node has a role of its own, switch the rule off for this line.',
  messages: {
    default: '{instance} (virtual router ID {vrid}) exists only on {node}: nobody takes over {addresses} when {node} fails. Add the instance on {others}.',
    noAddress: '{instance} (virtual router ID {vrid}) exists only on {node}. Add the instance on {others}, or remove it here.',
    other: '{other} has no such instance.',
  },
  keepalived: 'no',
  *check(cluster, { workspace }) {
    const colliding = new Set(cluster.lone.length === 0 ? [] : collisionsOf(workspace).flatMap(({ a, b }) => [a, b]));
    const hiding = hidingPlaces(cluster);
    for (const instance of cluster.lone) {
      const others = cluster.nodes.filter((node) => node !== instance.node);
      // A partner may be there and only cannot be recognised: something about it, or about this one, is not known.
      if (isVague(instance) || others.some((node) => hiding.has(node)) || colliding.has(instance)) continue;
      const addresses = advertisedAddresses(instance).map((each) => each.address.address).join(', ');
      yield {
        at: headOf(instance),
        message: addresses === '' ? 'noAddress' : 'default',
        data: { instance: instance.name, vrid: instance.vrid.value ?? '?', node: instance.node.name, addresses, others: others.map((node) => node.name).join(', ') },
        related: others.flatMap((node) => readInstances(node).slice(0, 1).map((known) => ({ at: headOf(known), message: 'other' as const, data: { other: node.name } }))),
      };
    }
  },
});

/** The nodes on which a partner may be that cannot be recognised. */
function hidingPlaces({ nodes, lone }: Cluster): ReadonlySet<Node> {
  if (lone.length === 0) return new Set();
  const unfinished = nodes.filter((node) => !node.configuration.complete || misspelt(node.configuration, undefined, 'vrrp_instance'));
  return new Set([...unfinished, ...lone.filter(isVague).map((instance) => instance.node)]);
}

function isVague(instance: VrrpInstance): boolean {
  return instance.vrid.value === undefined || instance.addressesUnknown;
}
