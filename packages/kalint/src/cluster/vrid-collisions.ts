import { advertisedAddresses, isUnicast, networkKey, networkLength, networkOfLength, readInstances, sameSubnet, subnetOf, type Configuration, type VrrpInstance, type Workspace } from '@kaconf/semantics';

/** Two virtual routers of different nodes that use one ID on one network and were not meant to know each other. */
export interface Collision {
  readonly a: VrrpInstance;
  readonly b: VrrpInstance;
  /** The network where they meet. */
  readonly subnet: string;
}

/** What is known of the virtual routers of a workspace, worked out once for all its nodes. */
interface Index {
  readonly collisions: readonly Collision[];
  readonly told: ReadonlyMap<Configuration, readonly Collision[]>;
  readonly routers: ReadonlyMap<VrrpInstance, readonly VrrpInstance[]>;
  readonly ids: ReadonlySet<number | undefined>;
}

const memo = new WeakMap<Workspace, Index>();

function indexOf(workspace: Workspace): Index {
  let index = memo.get(workspace);
  if (!index) {
    const routers = new Map<VrrpInstance, readonly VrrpInstance[]>();
    for (const { instances } of workspace.clusters) for (const { members } of instances) for (const member of members) routers.set(member, members);
    const instances = workspace.nodes.flatMap((node) => readInstances(node));
    const collisions = find(instances, routers);
    const told = new Map<Configuration, Collision[]>();
    for (const collision of collisions) {
      const known = told.get(collision.b.configuration);
      if (known) known.push(collision);
      else told.set(collision.b.configuration, [collision]);
    }
    index = { collisions, told, routers, ids: new Set(instances.map((instance) => instance.vrid.value)) };
    memo.set(workspace, index);
  }
  return index;
}

/** All collisions of a workspace, one for each pair of virtual routers, in argument order. */
export function collisionsOf(workspace: Workspace): readonly Collision[] {
  return workspace.separate ? [] : indexOf(workspace).collisions;
}

/** Those that are told for a configuration: it has the later virtual router. */
export function collisionsToldFor(workspace: Workspace, configuration: Configuration): readonly Collision[] {
  return workspace.separate ? [] : (indexOf(workspace).told.get(configuration) ?? []);
}

/** All members of a virtual router, as far as its cluster is known. */
export function routerOf(workspace: Workspace, instance: VrrpInstance): readonly VrrpInstance[] {
  return indexOf(workspace).routers.get(instance) ?? [instance];
}

/** The next ID that no instance of the workspace uses; the same where all are taken. */
export function freeId(workspace: Workspace, used: number): number {
  const { ids } = indexOf(workspace);
  for (let step = 1; step < 255; step++) {
    const id = ((used - 1 + step) % 255) + 1;
    if (!ids.has(id)) return id;
  }
  return used;
}

function find(instances: readonly VrrpInstance[], routers: Index['routers']): readonly Collision[] {
  const byId = new Map<string, VrrpInstance[]>();
  for (const instance of instances) {
    if (instance.vrid.value === undefined || instance.family.value === undefined || instance.interface.value === undefined || isUnicast(instance) !== false) continue;
    const key = `${instance.family.value} ${instance.vrid.value}`;
    const known = byId.get(key);
    if (known) known.push(instance);
    else byId.set(key, [instance]);
  }
  const position = new Map(instances.map((instance, index) => [instance, index]));
  const collisions: Collision[] = [];
  const seen = new Set<string>();
  for (const group of byId.values()) {
    if (new Set(group.map((instance) => routers.get(instance) ?? instance)).size < 2) continue;
    for (const [a, b] of neighbours(group)) {
      const first = routers.get(a) ?? [a];
      const second = routers.get(b) ?? [b];
      // On one node the ID is used twice: a matter of that file alone.
      if (first === second || first.some((one) => second.some((other) => one.node === other.node))) continue;
      const pair = `${position.get(first[0] ?? a) ?? -1} ${position.get(second[0] ?? b) ?? -1}`;
      const subnet = meetingPoint(a, b);
      if (subnet === undefined || seen.has(pair)) continue;
      seen.add(pair);
      collisions.push({ a, b, subnet });
    }
  }
  return collisions;
}

/** Pairs with one interface name that may have addresses in one network: hundreds of sites with the same ID are not all compared with each other. */
function* neighbours(group: readonly VrrpInstance[]): Generator<readonly [VrrpInstance, VrrpInstance]> {
  const addresses = group.map((instance) => advertisedAddresses(instance).map((each) => each.address));
  // What is in one network is in one of the largest network that any of them has.
  const bits = addresses.flat().reduce((least, address) => Math.min(least, networkLength(address)), Infinity);
  const byNetwork = new Map<string, number[]>();
  for (const [index, b] of group.entries()) {
    const networks = new Set(addresses[index]?.map((address) => `${b.interface.value ?? ''} ${networkKey(networkOfLength(address, bits))}`));
    const before = new Set<number>();
    for (const network of networks) {
      const known = byNetwork.get(network);
      if (!known) byNetwork.set(network, [index]);
      else {
        for (const other of known) before.add(other);
        known.push(index);
      }
    }
    for (const other of networks.size > 1 ? [...before].sort((x, y) => x - y) : before) {
      const a = group[other];
      if (a) yield [a, b];
    }
  }
}

/** Same interface name, same group, and addresses in one network that are all different. */
function meetingPoint(a: VrrpInstance, b: VrrpInstance): string | undefined {
  if (a.interface.value === undefined || a.interface.value !== b.interface.value || a.addressesUnknown || b.addressesUnknown) return undefined;
  if (a.multicastGroup.value?.address !== b.multicastGroup.value?.address) return undefined;
  const first = advertisedAddresses(a).map((each) => each.address);
  const second = advertisedAddresses(b).map((each) => each.address);
  if (first.some((one) => second.some((other) => one.address === other.address))) return undefined;
  const [one] = first.filter((address) => second.some((other) => sameSubnet(address, other)));
  return one && subnetOf(one);
}
