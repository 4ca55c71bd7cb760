import { isUnicast } from '@kaconf/semantics';
import type { Configuration, VrrpInstance } from '@kaconf/semantics';
import { instancesOf } from './instances.ts';

/** Two instances of a node that would read each other's adverts. */
export interface VridConflict {
  readonly first: VrrpInstance;
  readonly second: VrrpInstance;
}

const memo = new WeakMap<Configuration, readonly VridConflict[]>();

/** Instances with the same virtual router id, family and way of sending (check_vrid_conflicts). */
export function conflictsOf(configuration: Configuration): readonly VridConflict[] {
  let conflicts = memo.get(configuration);
  if (!conflicts) {
    conflicts = [...bySameId(configuration)].flatMap((instances) =>
      instances.flatMap((first, index) => instances.slice(index + 1).filter((second) => conflict(first, second)).map((second): VridConflict => ({ first, second }))),
    );
    memo.set(configuration, conflicts);
  }
  return conflicts;
}

/** Only instances with one id can conflict; large configurations have hundreds of others. */
function bySameId(configuration: Configuration): Iterable<readonly VrrpInstance[]> {
  const groups = new Map<number, VrrpInstance[]>();
  for (const instance of instancesOf(configuration)) {
    const id = instance.vrid.value;
    if (id === undefined) continue;
    const group = groups.get(id);
    if (group) group.push(instance);
    else groups.set(id, [instance]);
  }
  return groups.values();
}

function conflict(a: VrrpInstance, b: VrrpInstance): boolean {
  if (a.vrid.value === undefined || a.vrid.value !== b.vrid.value) return false;
  if (a.family.value === undefined || a.family.value !== b.family.value) return false;
  const unicast = isUnicast(a);
  if (unicast === undefined || unicast !== isUnicast(b)) return false;
  return unicast ? sameUnicast(a, b) : sameMulticast(a, b);
}

function sameMulticast(a: VrrpInstance, b: VrrpInstance): boolean {
  if (a.interface.value === undefined || a.interface.value !== b.interface.value) return false;
  const [group, other] = [a.multicastGroup.value, b.multicastGroup.value];
  return group !== undefined && other !== undefined && group.address === other.address;
}

/** Before 2.1.0 nothing is said about unicast instances; since then a common peer decides. */
function sameUnicast(a: VrrpInstance, b: VrrpInstance): boolean {
  if (a.configuration.target < 2_001_000) return false;
  const [device, other] = [a.interface, b.interface];
  if (device.unknown || other.unknown) return false;
  if (device.value !== undefined && other.value !== undefined && device.value !== other.value) return false;
  const [source, otherSource] = [a.source, b.source];
  if (source.unknown || otherSource.unknown || source.value?.address !== otherSource.value?.address) return false;
  return a.unicastPeers.some((peer) => b.unicastPeers.some((each) => each.address.address === peer.address.address));
}
