import { readInstances, sameSubnet, type Cluster, type VrrpInstance } from '@kaconf/semantics';
import { areIdentical } from '../../cluster/identical-nodes.ts';
import { placeOf } from '../../cluster/places.ts';
import { defineRule } from '../../rule.ts';

/** One address cannot be on two nodes: a copy that was not adapted. */
export default defineRule({
  id: 'pair/unicast-src-duplicate',
  scope: 'cluster',
  severity: 'error',
  tier: 2,
  summary: 'Each node sends from an address of its own.',
  details: 'The source address of the adverts (`unicast_src_ip`, `mcast_src_ip`) must be an address of the node itself. Where two nodes give the same one, a file was copied and not adapted: on one of them keepalived cannot use the address, and the instance stays in FAULT or its adverts look like those of the other node.',
  messages: {
    default: '{node} and {others} both send from {address}. An address belongs to one node; on the other the instance stays in FAULT. Write the address of {node} here.',
    crossed: '{instance} on {node} sends from {address}, which {others} uses as well, while other instances of {node} send from {own}. An address belongs to one node. Write {own} here and the address of {others} as peer.',
    other: '{other} sends from {address} here.',
  },
  keepalived: 'no',
  *check(cluster) {
    for (const [address, users] of usersOf(cluster)) {
      const nodes = [...new Set(users.map((user) => user.node))];
      // A node whose first instance of the network sends from elsewhere is the one that got it wrong; else the later one.
      const wrong = users.filter((user) => ownAddress(user) !== address).at(-1) ?? users.at(-1);
      const rest = users.filter((user) => user.node !== wrong?.node);
      if (!wrong || nodes.length < 2 || rest.every((user) => areIdentical(cluster, user.node, wrong.node))) continue;
      const own = ownAddress(wrong) ?? '';
      const first = rest.filter((user, index) => rest.findIndex((each) => each.node === user.node) === index);
      yield {
        at: placeOf(wrong.source, wrong),
        message: own === address ? 'default' : 'crossed',
        data: { instance: wrong.name, node: wrong.node.name, others: first.map((user) => user.node.name).join(', '), address, own },
        related: first.map((user) => ({ at: placeOf(user.source, user), message: 'other' as const, data: { other: user.node.name, address } })),
      };
    }
  },
});

function usersOf(cluster: Cluster): ReadonlyMap<string, readonly VrrpInstance[]> {
  const users = new Map<string, VrrpInstance[]>();
  for (const instance of cluster.nodes.flatMap((node) => readInstances(node))) {
    const source = instance.source.value?.address;
    if (source !== undefined) users.set(source, [...(users.get(source) ?? []), instance]);
  }
  return users;
}

/** What the first instance of a node in the same network sends from. */
function ownAddress({ node, source: { value } }: VrrpInstance): string | undefined {
  return readInstances(node).map((instance) => instance.source.value).find((source) => source !== undefined && value !== undefined && sameSubnet(source, value))?.address;
}
