import { advertisedAddresses, isUnicast, type Address, type Family, type VrrpInstance } from './instance.ts';
import { isLinkLocal, networkKey, networkLength, networkOfLength, overlap, type Network } from './subnet.ts';
import type { Node } from './workspace.ts';

/** A pair of instances with this many points speaks VRRP to each other (or was meant to). */
export const enough = 6;

/** How likely two instances of different nodes are one virtual router. */
export interface Evidence {
  readonly a: VrrpInstance;
  readonly b: VrrpInstance;
  readonly score: number;
  /** Common addresses, for ties. */
  readonly common: number;
  /** Both have addresses, and none in common. */
  readonly disjoint: boolean;
  /** One names the other as its peer. */
  readonly peers: boolean;
}

/** What is compared of an instance, worked out once and close together: each is compared with many others. */
export interface Traits {
  readonly instance: VrrpInstance;
  readonly node: Node;
  readonly family: Family | undefined;
  readonly vrid: number | undefined;
  readonly interface: string | undefined;
  /** The name without words and numbers that tell nodes or roles apart. */
  readonly role: string;
  readonly advertised: ReadonlySet<string>;
  /** No address is unknown. */
  readonly whole: boolean;
  readonly excluded: ReadonlySet<string>;
  readonly peers: ReadonlySet<string>;
  readonly source: Address | undefined;
  readonly sourceNetwork: Network | undefined;
  /** Networks that tell where the instance lives, each once. */
  readonly located: readonly Network[];
  readonly multicast: boolean;
  /** undefined: none, unknown, or one that every tutorial has. */
  readonly password: string | undefined;
  /** Its place in its sync group, and how many members that has. */
  readonly place: number | undefined;
  readonly groupSize: number | undefined;
}

/** Passwords that every tutorial has: equal ones say nothing. */
const samplePasswords = new Set(['1111', '111111', '11111111', '1234', '12345', '123456', '12345678', '1066', '42', 'secret', 'password', 'passwd', 'pass', 'changeme', 'mypass', 'mypasswo', 'admin', 'root', 'test', 'keepaliv', 'abcd1234', 'k8s', '0000']);

const memo = new WeakMap<VrrpInstance, Traits>();

export function traitsOf(instance: VrrpInstance): Traits {
  let traits = memo.get(instance);
  if (!traits) {
    const advertised = advertisedAddresses(instance).map((each) => each.address);
    const peers = instance.unicastPeers.map((peer) => peer.address);
    const source = instance.source.value;
    const password = instance.authPass.value;
    traits = {
      instance,
      node: instance.node,
      family: instance.family.value,
      vrid: instance.vrid.value,
      interface: instance.interface.value,
      role: roleOf(instance.name),
      advertised: textsOf(advertised),
      whole: !instance.addressesUnknown,
      excluded: textsOf(instance.addresses.filter((each) => each.excluded).map((each) => each.address)),
      peers: textsOf(peers),
      source,
      sourceNetwork: source && ownNetwork(source),
      located: networksOf([...advertised, ...peers, ...(source ? [source] : [])].filter((address) => !isLinkLocal(address))),
      multicast: isUnicast(instance) === false,
      password: password === undefined || samplePasswords.has(password.toLowerCase()) ? undefined : password,
      place: instance.syncGroup?.members.indexOf(instance.name),
      groupSize: instance.syncGroup?.members.length,
    };
    memo.set(instance, traits);
  }
  return traits;
}

const none: ReadonlySet<string> = new Set();

function textsOf(addresses: readonly Address[]): ReadonlySet<string> {
  return addresses.length === 0 ? none : new Set(addresses.map((each) => each.address));
}

/** Asked for once for each address, so nothing remembers it. */
function ownNetwork(address: Address): Network {
  return networkOfLength(address, networkLength(address));
}

function networksOf(addresses: readonly Address[]): readonly Network[] {
  const networks = addresses.map(ownNetwork);
  return networks.length < 2 ? networks : [...new Map(networks.map((network) => [networkKey(network), network])).values()];
}

/** `VI_1_MASTER` and `VI_1_BACKUP` are the same without the role. */
function roleOf(name: string): string {
  return name.toLowerCase().replace(/(master|backup|slave|primary|secondary|standby|active|passive|candidate|node\d*)/g, '').replace(/[-_.]+/g, '_').replace(/^_|_$/g, '');
}

/**
 * Adds up what speaks for and against two instances being the same virtual router. Names, order of files and `state`
 * are never needed for it.
 *
 * @returns undefined where they cannot be: address families differ
 */
export function evidence(a: Traits, b: Traits): Evidence | undefined {
  if (a.family !== undefined && b.family !== undefined && a.family !== b.family) return undefined;
  const sameRole = a.role === b.role;
  const common = inCommon(a.advertised, b.advertised);
  const whole = a.whole && b.whole;
  const disjoint = whole && common === 0 && a.advertised.size > 0 && b.advertised.size > 0;
  const peered = peering(a, b);
  let score = peered;
  if (a.vrid !== undefined && a.vrid === b.vrid) score += 4;
  if (common > 0) score += 5;
  if (whole && common > 0 && common === a.advertised.size && common === b.advertised.size) score += 1;
  if (inCommon(a.excluded, b.excluded) > 0) score += 1;
  if (sameRole) score += 2;
  if (a.place !== undefined && a.place === b.place && a.groupSize === b.groupSize) score += 1;
  if (a.interface !== undefined && a.interface === b.interface) score += 1;
  if (disjoint && !sameRole) score -= 4;
  // Multicast does not leave a subnet.
  if (a.sourceNetwork && b.sourceNetwork && a.multicast && b.multicast && !overlap(a.sourceNetwork, b.sourceNetwork)) score -= 6;
  if (a.password !== undefined && a.password === b.password) score += 1;
  if (meet(a.located, b.located)) score += 1;
  return { a: a.instance, b: b.instance, score, common, disjoint, peers: peered > 0 };
}

function inCommon(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  let count = 0;
  if (second.size > 0) for (const address of first) if (second.has(address)) count++;
  return count;
}

function meet(first: readonly Network[], second: readonly Network[]): boolean {
  for (const network of first) for (const other of second) if (overlap(network, other)) return true;
  return false;
}

/** Each names the other as its peer: 5; only one does: 3. */
function peering(a: Traits, b: Traits): number {
  if (!a.source && !b.source) return 0;
  const distinct = a.source?.address !== b.source?.address;
  const both = Number(distinct && b.source !== undefined && a.peers.has(b.source.address)) + Number(distinct && a.source !== undefined && b.peers.has(a.source.address));
  return both === 2 ? 5 : both * 3;
}
