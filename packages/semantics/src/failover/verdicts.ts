import { brokenObject, type Conditions } from './conditions.ts';
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
  // With trackers failing on several nodes at once it is a question of who is preferred, not of a tracker without effect.
  const alone = faults.every((fault) => fault.node === unit.owner.name || brokenObject(0, fault) === undefined);
  if (stayed && alone && faults.some((fault) => failingTracker(unit, fault, simulation.conditions) !== undefined)) return 'failover/never';
  return hasFailedTracker(unit, simulation.conditions) ? 'failover/failed-node-preferred' : undefined;
}

/** Nobody is master although somebody could be, or although only one node has failed. */
function lost(simulation: Simulation, units: readonly number[]): boolean {
  if (units.some((index) => simulation.conditions.alive(simulation.unit(index)))) return true;
  return simulation.roster.cluster.nodes.filter((_, node) => simulation.conditions.disturbed(node)).length === 1;
}

/** A member that runs, is not in FAULT, and has no failed tracker. */
export function sound(simulation: Simulation, index: number): boolean {
  const unit = simulation.unit(index);
  return simulation.conditions.alive(unit) && !simulation.faulty(index) && !hasFailedTracker(unit, simulation.conditions);
}

/** The tracker of a unit which a fault makes fail, and which is still failed. */
export function failingTracker(unit: Unit, fault: Fault, conditions: Conditions): Tracker | undefined {
  const object = fault.node === unit.owner.name ? brokenObject(unit.node, fault) : undefined;
  return object === undefined ? undefined : unit.configured.find((tracker) => tracker.object === object && hasFailed(unit, tracker, conditions));
}

/** Whether something fails that a unit is meant to watch; the direction in which a tracker counts plays no role. */
function hasFailedTracker(unit: Unit, conditions: Conditions): boolean {
  return !conditions.calm && unit.configured.some((tracker) => hasFailed(unit, tracker, conditions));
}

function hasFailed(unit: Unit, tracker: Unit['configured'][number], conditions: Conditions): boolean {
  if (tracker.kind === 'file') return fileIsWorse(unit, tracker, conditions);
  return tracker.object !== undefined && conditions.isBroken(tracker.object);
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
