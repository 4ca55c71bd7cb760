import type { Choices } from './choices.ts';
import type { Conditions } from './conditions.ts';
import type { FailoverInstance, Known } from './model.ts';
import type { Acting, Unit } from './roster.ts';
import type { EffectiveTracker } from './trackers.ts';

export const ownerPriority = 255;
const highest = 254;
const lowest = 1;
/** A file may raise a priority by this much; at -254 and below it is a fault [track_file.c]. */
const highestFileEffect = 253;
export const faultFileStatus = -254;

/**
 * The priority before trackers [vrrp_complete_instance]: as written, else 255 with state MASTER, else 100.
 *
 * @returns undefined when it cannot be known
 */
export function basePriority(instance: FailoverInstance): Known<number> {
  if (instance.priority !== null) return instance.priority;
  if (instance.state === undefined) return undefined;
  return instance.state === 'MASTER' ? ownerPriority : 100;
}

export function isOwner(unit: Unit, choices: Choices): boolean {
  const base = basePriority(unit.instance);
  if (base !== undefined) return base === ownerPriority;
  if (unit.assumedOrder) return false;
  return choices.exceeds(priorityOf(unit), highest, lowest, ownerPriority);
}

/** Name of the unknown base priority of a unit. */
export function priorityOf(unit: Unit): string {
  return `priority#${unit.index}`;
}

/** The initial state that counts: strict mode and AH overrule what is written [vrrp_complete_instance]. */
export function startsAsMaster(unit: Unit, choices: Choices): boolean {
  const { instance } = unit;
  const owner = isOwner(unit, choices);
  if (instance.state === null) return owner;
  if (instance.strict ?? choices.holds(`strict#${unit.index}`)) return owner;
  const master = instance.state === undefined ? choices.holds(`state#${unit.index}`) : instance.state === 'MASTER';
  return master && (owner || instance.authentication?.type !== 'AH');
}

/** Whether nopreempt is in force: state MASTER and priority 255 clear it [vrrp_complete_instance]. */
export function neverPreempts(unit: Unit, choices: Choices): boolean {
  const written = unit.instance.nopreempt;
  if (written === false) return false;
  if (isOwner(unit, choices) || startsAsMaster(unit, choices)) return false;
  return written ?? choices.holds(`nopreempt#${unit.index}`);
}

/** Seconds for which a better backup waits; state MASTER, nopreempt and strict mode clear it [vrrp_complete_instance]. */
export function preemptionDelay(unit: Unit, choices: Choices): Known<number> {
  const { preemptDelay, strict } = unit.instance;
  if (preemptDelay === 0 || strict === true) return 0;
  if (neverPreempts(unit, choices) || startsAsMaster(unit, choices)) return 0;
  return preemptDelay;
}

/** A sum of a known part and unknown quantities. */
export interface Total {
  readonly known: number;
  readonly unknown: readonly Term[];
}

interface Term {
  readonly quantity: string;
  readonly sign: 1 | -1;
  readonly low: number;
  readonly high: number;
  /** Position of the node where only the order of the priorities is assumed: earlier is higher. */
  readonly rank?: number | undefined;
}

/**
 * Base priority and what the trackers add to it, before it is limited to 1..254 [vrrp_set_effective_priority].
 * Weights of 0 contribute nothing; they decide about FAULT.
 */
export function totalPriority(unit: Unit, conditions: Conditions, choices: Choices): Total {
  const base = basePriority(unit.instance);
  let known = base ?? 0;
  const unknown: Term[] = base === undefined ? [{ quantity: priorityOf(unit), sign: 1, low: lowest, high: highest, rank: unit.assumedOrder ? unit.node : undefined }] : [];
  for (const tracker of unit.weighing) {
    const part = contribution(unit, tracker, conditions, choices);
    if (typeof part === 'number') known += part;
    else unknown.push(part);
  }
  return { known, unknown };
}

/** What one tracker adds to the priority in the given conditions; an unknown weight becomes a term. */
export function contribution(unit: Unit, tracker: Acting, conditions: Conditions, choices: Choices): number | Term {
  if (tracker.working !== undefined && tracker.failing !== undefined && tracker.object !== undefined) {
    return conditions.isBroken(tracker.object) ? tracker.failing : tracker.working;
  }
  if (tracker.kind === 'file') return fileContribution(unit, tracker, conditions, choices);
  const failed = conditions.failed(unit, tracker, choices);
  const direction = isReverse(unit, tracker, choices) ? -1 : 1;
  if (tracker.weight !== undefined) {
    const raised = tracker.weight > 0;
    return raised === failed ? 0 : tracker.weight * direction;
  }
  const quantity = weightOf(unit, tracker);
  const raised = choices.exceeds(quantity, 0, -highest, highest);
  return raised === failed ? 0 : { quantity, sign: direction, low: raised ? 1 : -highest, high: raised ? highest : 0 };
}

function fileContribution(unit: Unit, tracker: EffectiveTracker, conditions: Conditions, choices: Choices): number | Term {
  const status = fileStatus(unit, tracker, conditions, choices);
  if (status !== undefined) return status <= faultFileStatus ? 0 : Math.min(status, highestFileEffect);
  // An unknown weight on a value other than zero could be anything, a fault included.
  return { quantity: `effect of ${weightOf(unit, tracker)}`, sign: 1, low: faultFileStatus, high: highestFileEffect };
}

/** value * weight, undefined when that cannot be known [process_track_file]. */
export function fileStatus(unit: Unit, tracker: EffectiveTracker, conditions: Conditions, choices: Choices): Known<number> {
  const value = conditions.fileValue(unit.node, tracker.name ?? '');
  if (value === 0) return 0;
  if (tracker.weight === undefined) return undefined;
  return value * tracker.weight * (isReverse(unit, tracker, choices) ? -1 : 1);
}

export function isReverse(unit: Unit, tracker: EffectiveTracker, choices: Choices): boolean {
  return tracker.reverse ?? choices.holds(`reverse#${unit.index} ${tracker.kind} ${tracker.name ?? ''}`);
}

export function weightOf(unit: Unit, tracker: EffectiveTracker): string {
  return `weight#${unit.index} ${tracker.kind} ${tracker.name ?? ''}`;
}

export function limited(total: number): number {
  return Math.max(lowest, Math.min(highest, total));
}

/** The effective priority where it is known. */
export function effectivePriority(total: Total): Known<number> {
  return total.unknown.length === 0 ? limited(total.known) : undefined;
}

/**
 * Compares two effective priorities.
 *
 * @returns negative, 0 or positive, as for sort
 */
export function comparePriorities(left: Total, right: Total, choices: Choices): number {
  if (left.unknown.length === 0 && right.unknown.length === 0) return limited(left.known) - limited(right.known);
  if (right.unknown.length === 0) return compareWith(left, limited(right.known), choices);
  if (left.unknown.length === 0) return -compareWith(right, limited(left.known), choices);
  // Two unknown sums: only their difference is asked for. The limits 1 and 254 are left out of account.
  const difference: Total = {
    known: left.known - right.known,
    unknown: [...left.unknown, ...right.unknown.map((term) => ({ ...term, sign: term.sign === 1 ? -1 as const : 1 as const }))],
  };
  if (exceeds(difference, 0, choices)) return 1;
  return exceeds(difference, -1, choices) ? 0 : -1;
}

function compareWith(total: Total, limit: number, choices: Choices): number {
  if (limit < highest && exceeds(total, limit, choices)) return 1;
  return limit > lowest && !exceeds(total, limit - 1, choices) ? -1 : 0;
}

function exceeds(total: Total, threshold: number, choices: Choices): boolean {
  const left = threshold - total.known;
  const terms = [...total.unknown].sort((a, b) => (a.quantity < b.quantity ? -1 : 1));
  const [first] = terms;
  if (!first) return total.known > threshold;
  // The first term is written positive, so that a - b and b - a are one quantity.
  const turned = first.sign === -1;
  const sign = (term: Term): number => (turned ? -term.sign : term.sign);
  const [, second] = terms;
  const ordered = terms.length === 2 && first.rank !== undefined && second?.rank !== undefined && sign(second) < 0;
  if (ordered) {
    const [low, high] = (first.rank ?? 0) < (second.rank ?? 0) ? [1, highest] : [-highest, -1];
    const quantity = `${first.quantity} -${second.quantity}`;
    return turned ? !choices.exceeds(quantity, -left - 1, low, high) : choices.exceeds(quantity, left, low, high);
  }
  const low = terms.reduce((sum, term) => sum + (sign(term) > 0 ? term.low : -term.high), 0);
  const high = terms.reduce((sum, term) => sum + (sign(term) > 0 ? term.high : -term.low), 0);
  const quantity = terms.length === 1 ? first.quantity : terms.map((term) => `${sign(term) > 0 ? '+' : '-'}${term.quantity}`).join(' ');
  return turned ? !choices.exceeds(quantity, -left - 1, low, high) : choices.exceeds(quantity, left, low, high);
}
