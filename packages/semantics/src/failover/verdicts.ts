import type { Conditions } from './conditions.ts';
import type { Fault, Tracker } from './model.ts';
import type { Unit } from './roster.ts';
import type { Simulation } from './simulation.ts';

/** What can be said against the state of a cluster, most serious first. */
export const verdictOrder = [
  'failover/split-brain', 'failover/no-master', 'failover/flapping', 'failover/never',
  'failover/failed-node-preferred', 'failover/instances-diverge', 'failover/slow-takeover',
] as const;

export type VerdictId = (typeof verdictOrder)[number];

/**
 * Judges one election after faults. Of several verdicts that fit the first counts: a tracker without effect explains
 * why the failed node is still preferred.
 *
 * @param previous the units that were master before these faults
 */
export function judge(simulation: Simulation, election: number, previous: readonly number[], faults: readonly Fault[], flapping: boolean): VerdictId | undefined {
  if (flapping) return 'failover/flapping';
  const units = simulation.roster.elections[election]?.units ?? [];
  const masters = units.filter((index) => simulation.masters[index]);
  if (masters.length > 1) return 'failover/split-brain';
  const [master] = masters;
  if (master === undefined) return lost(simulation, units) ? 'failover/no-master' : undefined;
  if (!units.some((index) => index !== master && sound(simulation, index))) return undefined;
  const unit = simulation.unit(master);
  const stayed = previous.length === 1 && previous[0] === master;
  if (stayed && faults.some((fault) => failingTracker(unit, fault, simulation.conditions) !== undefined)) return 'failover/never';
  return failedTrackers(unit, simulation.conditions).length > 0 ? 'failover/failed-node-preferred' : undefined;
}

/** Nobody is master although somebody could be, or although only one node has failed. */
function lost(simulation: Simulation, units: readonly number[]): boolean {
  if (units.some((index) => simulation.conditions.alive(simulation.unit(index)))) return true;
  return simulation.roster.cluster.nodes.filter((_, node) => simulation.conditions.disturbed(node)).length === 1;
}

/** A member that runs, is not in FAULT, and has no failed tracker. */
export function sound(simulation: Simulation, index: number): boolean {
  const unit = simulation.unit(index);
  return simulation.conditions.alive(unit) && !simulation.faulty(index) && failedTrackers(unit, simulation.conditions).length === 0;
}

/** The tracker of a unit which a fault makes fail, and which is still failed. */
export function failingTracker(unit: Unit, fault: Fault, conditions: Conditions): Tracker | undefined {
  const object = trackedBy(fault);
  if (!object || fault.node !== unit.owner.name) return undefined;
  return failedTrackers(unit, conditions).find((tracker) => tracker.kind === object.kind && tracker.name === object.name);
}

/** The tracked object that a fault breaks. */
export function trackedBy(fault: Fault): Pick<Tracker, 'kind' | 'name'> | undefined {
  switch (fault.type) {
    case 'script_fail': return { kind: 'script', name: fault.script };
    case 'process_fail': return { kind: 'process', name: fault.process };
    case 'file_value': return { kind: 'file', name: fault.file };
    case 'bfd_down': return { kind: 'bfd', name: fault.bfd };
    case 'interface_down': case 'cable_pulled': return { kind: 'interface', name: fault.interface };
    default: return undefined;
  }
}

/** What a unit is meant to watch and what has failed; the direction in which a tracker counts plays no role. */
export function failedTrackers(unit: Unit, conditions: Conditions): Tracker[] {
  if (conditions.calm) return [];
  return unit.configured.filter((tracker) => (tracker.kind === 'file' ? fileIsWorse(unit, tracker, conditions) : tracker.object !== undefined && conditions.isBroken(tracker.object)));
}

/** A file has failed when its value does more harm than the one it has while all is well. */
function fileIsWorse(unit: Unit, tracker: Tracker, conditions: Conditions): boolean {
  const normal = unit.owner.files.find((file) => file.name === tracker.name)?.value ?? 0;
  const value = conditions.fileValue(unit.node, tracker.name);
  if (value === normal) return false;
  if (tracker.weight === undefined || tracker.weight === 0) return value !== 0;
  const effect = (content: number): number => content * (tracker.weight ?? 0) * (tracker.reverse === true ? -1 : 1);
  return effect(value) < effect(normal);
}

/** The cluster instances that had one common master and now have one each, on different nodes. */
export function diverged(healthy: ReadonlyMap<string, readonly string[]>, now: ReadonlyMap<string, readonly string[]>): [string, string][] {
  const pairs: [string, string][] = [];
  const keys = [...healthy.keys()].filter((key) => healthy.get(key)?.length === 1 && now.get(key)?.length === 1);
  keys.forEach((left, at) => {
    for (const right of keys.slice(at + 1)) {
      if (healthy.get(left)?.[0] === healthy.get(right)?.[0] && now.get(left)?.[0] !== now.get(right)?.[0]) pairs.push([left, right]);
    }
  });
  return pairs;
}
