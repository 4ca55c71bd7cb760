import { readInstances, readServices, type Cluster, type Node, type Place } from '@kaconf/semantics';
import { defineRule } from '../../rule.ts';

/** A backup director that is also a real server schedules the packets it gets once more. */
export default defineRule({
  id: 'pair/director-is-dr-real-server',
  scope: 'cluster',
  severity: 'warning',
  tier: 2,
  summary: 'With DR, a director is not a real server of the service that it would balance itself.',
  details: 'With direct routing a real server receives packets for the virtual address. A backup director has the same rule in its kernel, so it balances such a packet again instead of answering it, perhaps back to the sender: connections hang or packets go round. Use separate real servers, or a `virtual_server fwmark` whose mark is set only for packets that do not come from the other director (by its MAC address).',
  messages: {
    default: '{service}: real server {server} is {owner}, which is a director with the same virtual server. By DR it gets packets for the virtual address and balances them again instead of answering. Use other real servers, or a fwmark service that leaves out packets from the other director.',
    director: '{owner} has the same virtual server.',
    address: '{server} is an address of {owner}.',
  },
  keepalived: 'no',
  *check(cluster) {
    const owners = addressOwners(cluster);
    for (const node of cluster.nodes) {
      for (const service of readServices(node.configuration).services) {
        if (service.byMark || service.method !== 'DR') continue;
        for (const server of service.realServers) {
          const owner = owners.get(server.address);
          const twin = owner && readServices(owner.node.configuration).services.find((each) => each.key === service.key);
          // A director that sends to itself answers locally; it is the other one that balances again.
          if (!owner || !twin || owner.node === node) continue;
          yield {
            at: server.block,
            message: 'default',
            data: { service: service.text, server: server.address, owner: owner.node.name },
            related: [{ at: twin.block, message: 'director' }, { at: owner.place, message: 'address' }],
          };
        }
      }
    }
  },
});

/** A node and where its address is written. */
interface Owner {
  readonly node: Node;
  readonly place: Place;
}

function addressOwners(cluster: Cluster): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>();
  for (const instance of cluster.nodes.flatMap((node) => readInstances(node))) {
    const { value, directive } = instance.source;
    if (value && directive && !owners.has(value.address)) owners.set(value.address, { node: instance.node, place: directive });
  }
  const [first, second] = cluster.nodes;
  if (!first || !second || cluster.nodes.length > 2) return owners;
  // Of two nodes the only peer is the other one.
  for (const [node, other] of [[first, second], [second, first]] as const) {
    for (const peer of readInstances(node).flatMap((instance) => (instance.unicastPeers.length === 1 ? instance.unicastPeers : []))) {
      if (!owners.has(peer.address.address)) owners.set(peer.address.address, { node: other, place: peer.item });
    }
  }
  return owners;
}
