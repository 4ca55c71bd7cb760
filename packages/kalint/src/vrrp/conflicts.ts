import { isUnicast } from '@kaconf/semantics';
import type { Configuration, VrrpInstance } from '@kaconf/semantics';
import { instancesOf } from './instances.ts';

/** Two instances of a node that would read each other's adverts. */
export interface VridConflict {
  readonly first: VrrpInstance;
  readonly second: VrrpInstance;
}

const memo = new WeakMap<Configuration, readonly VridConflict[]>();

/**
 * Instances with the same virtual router id, family and way of sending (check_vrid_conflicts), each with the first before it
 * that it clashes with: of a hundred copies of one instance 99 are told, not each pair.
 */
export function conflictsOf(configuration: Configuration): readonly VridConflict[] {
  let conflicts = memo.get(configuration);
  if (!conflicts) {
    const wires = new Map<string, Map<string | undefined, Listener>>();
    conflicts = instancesOf(configuration).flatMap((second, index) => {
      const met = wiresOf(second).flatMap((wire) => enter(wires, wire, { instance: second, index }) ?? []);
      return met.length === 0 ? [] : [{ first: met.reduce(earlier).instance, second }];
    });
    memo.set(configuration, conflicts);
  }
  return conflicts;
}

interface Listener {
  readonly instance: VrrpInstance;
  readonly index: number;
}

const earlier = (a: Listener, b: Listener): Listener => (a.index <= b.index ? a : b);

/**
 * Enters an instance that listens on a wire. An interface that is left to the peers may be any.
 *
 * @param wires who is there, the first of each interface
 * @returns the first that may hear the same
 */
function enter(wires: Map<string, Map<string | undefined, Listener>>, wire: string, listener: Listener): Listener | undefined {
  const device = listener.instance.interface.value;
  const there = wires.get(wire);
  if (!there) {
    wires.set(wire, new Map([[device, listener]]));
    return undefined;
  }
  const heard = device === undefined ? [...there.values()].slice(0, 1) : [there.get(device), there.get(undefined)].filter((each) => each !== undefined);
  if (!there.has(device)) there.set(device, listener);
  return heard.length === 0 ? undefined : heard.reduce(earlier);
}

/** What an instance receives from, as far as that is known; two with a wire in common conflict where their interfaces do. */
function wiresOf(instance: VrrpInstance): readonly string[] {
  const { vrid, family, multicastGroup, interface: device, source, unicastPeers, configuration } = instance;
  if (vrid.value === undefined || family.value === undefined) return [];
  const unicast = isUnicast(instance);
  const number = `${vrid.value} ${family.value}`;
  if (unicast === false) return device.value === undefined || multicastGroup.value === undefined ? [] : [`${number} group ${multicastGroup.value.address}`];
  // Before 2.1.0 nothing is said about unicast instances; since then a common peer decides.
  if (unicast === undefined || configuration.target < 2_001_000 || device.unknown || source.unknown) return [];
  return [...new Set(unicastPeers.map((peer) => `${number} from ${source.value?.address ?? ''} to ${peer.address.address}`))];
}
