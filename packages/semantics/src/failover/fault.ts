import type { Choices } from './choices.ts';
import type { Conditions } from './conditions.ts';
import { faultFileStatus, fileStatus, isReverse, weightOf } from './priority.ts';
import type { Acting, Unit } from './roster.ts';
import type { EffectiveTracker } from './trackers.ts';
import { acceptsOtherAddresses } from './model.ts';
import type { Version } from '@kaconf/schema';

/**
 * Whether a unit puts itself into FAULT, the other members of its sync group left out of account
 * [down_instance, initialise_tracking_priorities].
 *
 * @param interfaceFlag the flag that all unweighted interfaces of a unit share from 2.3.3 on: it is set by any that
 *   goes down and cleared by the first one that comes back [process_if_status_change]
 */
export function inFault(unit: Unit, conditions: Conditions, interfaceFlag: boolean, target: Version, choices: Choices): boolean {
  if (unit.instance.configurationFault ?? choices.holds(`configuration fault#${unit.index}`)) return true;
  if (unit.source === null) return true;
  const shared = target >= acceptsOtherAddresses;
  if (shared && interfaceFlag) return true;
  return unit.faulting.some((tracker) => !(shared && unit.watched.includes(tracker)) && trackerFault(unit, tracker, conditions, choices));
}

/** Whether one tracker alone keeps the unit in FAULT. */
export function trackerFault(unit: Unit, tracker: Acting, conditions: Conditions, choices: Choices): boolean {
  if (tracker.kind === 'file') return fileFault(unit, tracker, conditions, choices);
  if (tracker.stuck === true) return true;
  if (!unweighted(unit, tracker, choices)) return false;
  return conditions.failed(unit, tracker, choices) !== isReverse(unit, tracker, choices);
}

function unweighted(unit: Unit, tracker: EffectiveTracker, choices: Choices): boolean {
  if (tracker.weight !== undefined) return tracker.weight === 0;
  const quantity = weightOf(unit, tracker);
  return choices.exceeds(quantity, -1, -254, 254) && !choices.exceeds(quantity, 0, -254, 254);
}

function fileFault(unit: Unit, tracker: EffectiveTracker, conditions: Conditions, choices: Choices): boolean {
  const value = conditions.fileValue(unit.node, tracker.name ?? '');
  if (tracker.weight === 0) return (value !== 0) !== isReverse(unit, tracker, choices);
  if (value === 0) return false;
  const status = fileStatus(unit, tracker, conditions, choices);
  if (status !== undefined) return status <= faultFileStatus;
  return !choices.exceeds(`effect of ${weightOf(unit, tracker)}`, faultFileStatus, faultFileStatus, 253);
}

/** The shared flag as a daemon finds it when it starts. */
export function initialFlag(unit: Unit, conditions: Conditions, choices: Choices): boolean {
  return unit.watched.some((tracker) => conditions.failed(unit, tracker, choices) !== isReverse(unit, tracker, choices));
}
