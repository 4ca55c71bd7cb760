import { advertisedAddresses, isUnicast, type Address, type VrrpInstance } from './instance.ts';
import { isLinkLocal, sameSubnet } from './subnet.ts';

/** A pair of instances with this many points speaks VRRP to each other (or was meant to). */
export const enough = 6;

/** How likely two instances of different nodes are one virtual router. */
export interface Evidence {
  readonly score: number;
  /** Common addresses, for ties. */
  readonly common: number;
  /** Both have addresses, and none in common. */
  readonly disjoint: boolean;
  /** One names the other as its peer. */
  readonly peers: boolean;
}

/** What is compared of an instance, worked out once. */
interface Traits {
  /** The name without words and numbers that tell nodes or roles apart. */
  readonly role: string;
  readonly advertised: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>;
  readonly peers: ReadonlySet<string>;
  readonly source: Address | undefined;
  /** Addresses that tell where the instance lives. */
  readonly located: readonly Address[];
  readonly multicast: boolean;
  /** undefined: none, unknown, or one that every tutorial has. */
  readonly password: string | undefined;
}

/** Passwords that every tutorial has: equal ones say nothing. */
const samplePasswords = new Set(['1111', '111111', '11111111', '1234', '12345', '123456', '12345678', '1066', '42', 'secret', 'password', 'passwd', 'pass', 'changeme', 'mypass', 'mypasswo', 'admin', 'root', 'test', 'keepaliv', 'abcd1234', 'k8s', '0000']);

const memo = new WeakMap<VrrpInstance, Traits>();

function traitsOf(instance: VrrpInstance): Traits {
  let traits = memo.get(instance);
  if (!traits) {
    const advertised = advertisedAddresses(instance).map((each) => each.address);
    const source = instance.source.value;
    const password = instance.authPass.value;
    traits = {
      role: roleOf(instance.name),
      advertised: new Set(advertised.map((each) => each.address)),
      excluded: new Set(instance.addresses.filter((each) => each.excluded).map((each) => each.address.address)),
      peers: new Set(instance.unicastPeers.map((peer) => peer.address.address)),
      source,
      located: [...advertised, ...instance.unicastPeers.map((peer) => peer.address), ...(source ? [source] : [])].filter((address) => !isLinkLocal(address)),
      multicast: isUnicast(instance) === false,
      password: password === undefined || samplePasswords.has(password.toLowerCase()) ? undefined : password,
    };
    memo.set(instance, traits);
  }
  return traits;
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
export function evidence(a: VrrpInstance, b: VrrpInstance): Evidence | undefined {
  if (a.family.value !== undefined && b.family.value !== undefined && a.family.value !== b.family.value) return undefined;
  const [first, second] = [traitsOf(a), traitsOf(b)];
  const sameName = a.name === b.name || first.role === second.role;
  const common = inCommon(first.advertised, second.advertised);
  const whole = !a.addressesUnknown && !b.addressesUnknown;
  const disjoint = whole && common === 0 && first.advertised.size > 0 && second.advertised.size > 0;
  const peered = peering(first, second);
  let score = peered;
  if (a.vrid.value !== undefined && a.vrid.value === b.vrid.value) score += 4;
  if (common > 0) score += 5;
  if (whole && common > 0 && common === first.advertised.size && common === second.advertised.size) score += 1;
  if (inCommon(first.excluded, second.excluded) > 0) score += 1;
  if (sameName) score += 2;
  if (samePosition(a, b)) score += 1;
  if (a.interface.value !== undefined && a.interface.value === b.interface.value) score += 1;
  if (disjoint && !sameName) score -= 4;
  // Multicast does not leave a subnet.
  if (first.source && second.source && first.multicast && second.multicast && !sameSubnet(first.source, second.source)) score -= 6;
  if (first.password !== undefined && first.password === second.password) score += 1;
  if (first.located.some((address) => second.located.some((other) => sameSubnet(address, other)))) score += 1;
  return { score, common, disjoint, peers: peered > 0 };
}

function inCommon(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  let count = 0;
  for (const address of first) if (second.has(address)) count++;
  return count;
}

/** Each names the other as its peer: 5; only one does: 3. */
function peering(a: Traits, b: Traits): number {
  if (!a.source && !b.source) return 0;
  const distinct = a.source?.address !== b.source?.address;
  const both = Number(distinct && b.source !== undefined && a.peers.has(b.source.address)) + Number(distinct && a.source !== undefined && b.peers.has(a.source.address));
  return both === 2 ? 5 : both * 3;
}

function samePosition(a: VrrpInstance, b: VrrpInstance): boolean {
  const [first, second] = [a.syncGroup, b.syncGroup];
  return first !== undefined && second !== undefined && first.members.length === second.members.length && first.members.indexOf(a.name) === second.members.indexOf(b.name);
}

/**
 * What two instances must have one of in common to be worth comparing: the ID, an address, a source that is a peer of the
 * other, or the name. The weaker signs alone never add up to enough.
 */
export function evidenceKeys(instance: VrrpInstance): readonly string[] {
  const { role, advertised, peers, source } = traitsOf(instance);
  return [
    ...(instance.vrid.value === undefined ? [] : [`id ${instance.vrid.value}`]),
    `name ${role}`,
    ...[...advertised].map((address) => `address ${address}`),
    ...[...peers].map((address) => `host ${address}`),
    ...(source ? [`host ${source.address}`] : []),
  ];
}
