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
}

/** Passwords that every tutorial has: equal ones say nothing. */
const samplePasswords = new Set(['1111', '111111', '11111111', '1234', '12345', '123456', '12345678', '1066', '42', 'secret', 'password', 'passwd', 'pass', 'changeme', 'mypass', 'mypasswo', 'admin', 'root', 'test', 'keepaliv', 'abcd1234', 'k8s', '0000']);

/**
 * Adds up what speaks for and against two instances being the same virtual router. Names, order of files and `state`
 * are never needed for it.
 *
 * @returns undefined where they cannot be: address families differ
 */
export function evidence(a: VrrpInstance, b: VrrpInstance): Evidence | undefined {
  if (a.family.value !== undefined && b.family.value !== undefined && a.family.value !== b.family.value) return undefined;
  const sameName = a.name === b.name || role(a.name) === role(b.name);
  const addresses = commonAddresses(a, b);
  let score = 0;
  if (a.vrid.value !== undefined && a.vrid.value === b.vrid.value) score += 4;
  score += addresses.points;
  score += peering(a, b);
  if (sameName) score += 2;
  if (samePosition(a, b)) score += 1;
  if (commonSubnet(a, b)) score += 1;
  if (a.interface.value !== undefined && a.interface.value === b.interface.value) score += 1;
  if (addresses.disjoint && !sameName) score -= 4;
  if (apart(a, b)) score -= 6;
  const password = a.authPass.value;
  if (password !== undefined && password === b.authPass.value && !samplePasswords.has(password.toLowerCase())) score += 1;
  return { score, common: addresses.common, disjoint: addresses.disjoint };
}

/** The name without words and numbers that tell nodes or roles apart: `VI_1_MASTER` and `VI_1_BACKUP`. */
function role(name: string): string {
  return name.toLowerCase().replace(/(master|backup|slave|primary|secondary|standby|active|passive|candidate|node\d*)/g, '').replace(/[-_.]+/g, '_').replace(/^_|_$/g, '');
}

function commonAddresses(a: VrrpInstance, b: VrrpInstance): { points: number; common: number; disjoint: boolean } {
  const first = advertisedAddresses(a).map((each) => each.address.address);
  const second = new Set(advertisedAddresses(b).map((each) => each.address.address));
  const common = first.filter((address) => second.has(address)).length;
  const whole = !a.addressesUnknown && !b.addressesUnknown;
  const disjoint = whole && common === 0 && first.length > 0 && second.size > 0;
  const excluded = new Set(b.addresses.filter((each) => each.excluded).map((each) => each.address.address));
  const excludedInCommon = a.addresses.some((each) => each.excluded && excluded.has(each.address.address));
  const identical = whole && common > 0 && common === first.length && common === second.size;
  return { points: (common > 0 ? 5 : 0) + (identical ? 1 : 0) + (excludedInCommon ? 1 : 0), common, disjoint };
}

/** Each names the other as its peer: 5; only one does: 3. */
function peering(a: VrrpInstance, b: VrrpInstance): number {
  const names = (from: VrrpInstance, to: VrrpInstance): boolean => {
    const source = to.source.value?.address;
    return source !== undefined && source !== from.source.value?.address && from.unicastPeers.some((peer) => peer.address.address === source);
  };
  const both = Number(names(a, b)) + Number(names(b, a));
  return both === 2 ? 5 : both * 3;
}

function samePosition(a: VrrpInstance, b: VrrpInstance): boolean {
  const [first, second] = [a.syncGroup, b.syncGroup];
  return first !== undefined && second !== undefined && first.members.length === second.members.length && first.members.indexOf(a.name) === second.members.indexOf(b.name);
}

function commonSubnet(a: VrrpInstance, b: VrrpInstance): boolean {
  const second = located(b);
  return located(a).some((address) => second.some((other) => sameSubnet(address, other)));
}

/** Addresses that tell where an instance lives. */
function located(instance: VrrpInstance): readonly Address[] {
  const addresses = [...advertisedAddresses(instance).map((each) => each.address), ...instance.unicastPeers.map((peer) => peer.address)];
  if (instance.source.value) addresses.push(instance.source.value);
  return addresses.filter((address) => !isLinkLocal(address));
}

/** Multicast does not leave a subnet. */
function apart(a: VrrpInstance, b: VrrpInstance): boolean {
  const [first, second] = [a.source.value, b.source.value];
  return first !== undefined && second !== undefined && isUnicast(a) === false && isUnicast(b) === false && !sameSubnet(first, second);
}
