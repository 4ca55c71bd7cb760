import { preemptionDelay } from './priority.ts';
import { advertMicroseconds, protocolVersion, silence, skewPerPoint } from './timing.ts';
import type { Simulation } from './simulation.ts';

/** When a timer runs out, in microseconds after the faults: a fixed part, and one that is longer for lower priorities. */
export interface Deadline {
  readonly fixed: number;
  readonly perPoint: number;
  /** False when an unknown interval or delay had to be replaced by a usual one. */
  readonly exact: boolean;
  readonly index?: number;
  /** The timer was wound up by the last advert of a master, not by the faults themselves. */
  readonly running?: boolean;
}

const usualInterval = 1_000_000;
const usualAdverts = 3;
const second = 1_000_000;

/**
 * The timer of a unit that nobody holds: the master-down interval, only the skew after an advert of priority 0,
 * and preempt_delay on top when a lower master is heard. A unit that has been waiting for its group is ready at once.
 */
export function deadlineAt(simulation: Simulation, index: number, now: Deadline, heard: { goodbye: boolean; delayed: boolean }): Deadline {
  if (simulation.wanting[index]) return { fixed: now.fixed, perPoint: 0, exact: now.exact, index };
  const unit = simulation.unit(index);
  const learnt = simulation.learnt[index];
  const interval = learnt ?? advertMicroseconds(unit.instance);
  const known = interval !== undefined && !Number.isNaN(interval) ? interval : undefined;
  const used = known ?? usualInterval;
  const perPoint = skewPerPoint(protocolVersion(unit.instance), used);
  if (heard.goodbye) return { fixed: now.fixed, perPoint, exact: now.exact && known !== undefined, index };
  const quiet = silence(unit.instance, used);
  const delay = heard.delayed ? preemptionDelay(unit, simulation.choices) : 0;
  return {
    fixed: now.fixed + (quiet ?? usualAdverts * used) + (delay ?? 0) * second,
    perPoint, index, running: now.fixed === 0 && simulation.following[index] === true,
    exact: now.exact && known !== undefined && quiet !== undefined && delay !== undefined,
  };
}

const highestPoints = 255;

function points(simulation: Simulation, deadline: Deadline): number | undefined {
  if (deadline.perPoint === 0 || deadline.index === undefined) return 0;
  const priority = simulation.priority(deadline.index);
  return priority === undefined ? undefined : 256 - priority;
}

/** The moment in microseconds; where the priority is unknown, the latest possible. */
export function momentOf(simulation: Simulation, deadline: Deadline): number {
  return Math.floor(deadline.fixed + deadline.perPoint * (points(simulation, deadline) ?? highestPoints));
}

/** Microseconds by which real daemons may differ from what is calculated. */
const jitter = 100_000;

/** Whether two timers run out so closely that nobody can say which is first. */
export function nearlyTogether(simulation: Simulation, left: Deadline, right: Deadline): boolean {
  if (simulation.ties === 'together') return false;
  const distance = Math.abs(momentOf(simulation, left) - momentOf(simulation, right));
  if (simulation.ties === 'any') return distance === 0;
  // A timer that an advert wound up started up to one interval before the faults.
  return distance <= (left.running === right.running ? jitter : usualInterval + jitter);
}

/** Which of two timers runs out first: negative, 0 or positive. */
export function compareDeadlines(simulation: Simulation, left: Deadline, right: Deadline): number {
  const leftPoints = points(simulation, left);
  const rightPoints = points(simulation, right);
  if (leftPoints !== undefined && rightPoints !== undefined) return momentOf(simulation, left) - momentOf(simulation, right);
  const leftIndex = left.index ?? 0;
  const rightIndex = right.index ?? 0;
  if (left.fixed === right.fixed && left.perPoint === right.perPoint) {
    return leftIndex === rightIndex ? 0 : simulation.compare(rightIndex, leftIndex);
  }
  const latest = (deadline: Deadline, known: number | undefined): number => deadline.fixed + deadline.perPoint * (known ?? highestPoints);
  if (latest(left, leftPoints) < right.fixed + right.perPoint * (rightPoints ?? 1)) return -1;
  if (latest(right, rightPoints) < left.fixed + left.perPoint * (leftPoints ?? 1)) return 1;
  const first = Math.min(leftIndex, rightIndex);
  return simulation.choices.holds(`timer#${first} before #${Math.max(leftIndex, rightIndex)}`) === (leftIndex === first) ? -1 : 1;
}
