import { compareDeadlines, deadlineAt, momentOf, nearlyTogether, type Deadline } from './deadline.ts';
import { holdsOpen, hears, isBetter, givesInToOwner } from './adverts.ts';
import { advertMicroseconds, protocolVersion } from './timing.ts';
import type { Unit } from './roster.ts';
import { acceptsOtherAddresses } from './model.ts';
import type { Simulation, Turn } from './simulation.ts';

/** How a part of a cluster came to rest. */
export interface Settled {
  /** It did not: the same masters came round again and again. */
  readonly flapping: boolean;
  /** When each new master took over, in microseconds after the faults; undefined where that cannot be known. */
  readonly since: ReadonlyMap<number, number | undefined>;
}

/** Nothing has changed. */
export const atRest: Settled = { flapping: false, since: new Map() };

/** The same masters may come back once or twice on the way; more often is a circle. */
const sameMastersAtMost = 3;

/**
 * Lets the daemons talk until nothing changes. Adverts are taken to arrive without delay or loss:
 * 1. dead and faulty masters are gone; 2. a master that hears a better one steps back, with its sync group;
 * 3. else the group whose last timer runs out first takes over; 4. from the beginning until nothing moves.
 */
export function settle(simulation: Simulation, turn: Turn): Settled {
  const { masters, roster } = simulation;
  if (isAtRest(simulation, turn)) return atRest;
  const since = new Map<number, number | undefined>();
  for (const unit of roster.units) {
    const { index } = unit;
    if (masters[index] && (!simulation.conditions.alive(unit) || simulation.faulty(index))) masters[index] = false;
    else if (masters[index] && turn.fresh.has(index)) since.set(index, 0);
  }
  const timers = new Map<number, Deadline>();
  const seen = new Map<string, number>();
  let now: Deadline = { fixed: 0, perPoint: 0, exact: true };
  for (;;) {
    const beaten = beatenMasters(simulation, turn);
    if (beaten.length > 0) {
      for (const index of stepBack(simulation, beaten)) {
        masters[index] = false;
        since.delete(index);
        timers.delete(index);
      }
    } else {
      wind(simulation, turn, timers, now);
      const next = firstGroups(simulation, timers);
      if (next.groups.length === 0 || !next.deadline) break;
      if (momentOf(simulation, next.deadline) > now.fixed) now = { ...next.deadline, fixed: momentOf(simulation, next.deadline), perPoint: 0 };
      for (const group of next.groups) takeOver(simulation, group, now, since);
    }
    const picture = masters.map((master) => (master ? '1' : '0')).join('');
    const times = (seen.get(picture) ?? 0) + 1;
    seen.set(picture, times);
    if (times > sameMastersAtMost) return { flapping: true, since };
  }
  remember(simulation, timers);
  return { flapping: false, since };
}

/** The usual case, which needs no timers: no master hears a better one and somebody holds every backup. */
function isAtRest(simulation: Simulation, turn: Turn): boolean {
  const { masters, roster } = simulation;
  if (turn.fresh.size > 0) return false;
  for (const unit of roster.units) {
    const { index } = unit;
    if (!simulation.conditions.alive(unit) || simulation.faulty(index)) return false;
    if (masters[index]) continue;
    if (simulation.following[index] !== true || simulation.wanting[index] === true || !isHeld(simulation, unit)) return false;
  }
  return beatenMasters(simulation, turn).length === 0;
}

function isHeld(simulation: Simulation, unit: Unit): boolean {
  for (const other of simulation.roster.elections[unit.election]?.units ?? []) {
    if (simulation.masters[other] && hears(simulation, unit.index, other) && holdsOpen(simulation, unit.index, other)) return true;
  }
  return false;
}

interface Beaten {
  readonly index: number;
  readonly by: readonly number[];
  /** An owner that met another owner: it gives in even if the other does the same. */
  readonly givesIn: boolean;
}

/** The masters that hear a better one, with those they hear. */
function beatenMasters(simulation: Simulation, turn: Turn): Beaten[] {
  const beaten: Beaten[] = [];
  for (const { units } of simulation.roster.elections) {
    let count = 0;
    for (const index of units) if (simulation.masters[index]) count += 1;
    if (count < 2) continue;
    const running = units.filter((index) => simulation.masters[index]);
    for (const index of running) {
      const by = running.filter((other) => other !== index && hears(simulation, index, other)
        && (givesInToOwner(simulation, index, other, turn) ?? isBetter(simulation, other, index)));
      if (by.length > 0) beaten.push({ index, by, givesIn: simulation.owner(index) && by.some((other) => simulation.owner(other)) });
    }
  }
  // Owners give in only after all have been looked at, or the order of the nodes would matter.
  if (simulation.roster.cluster.target < acceptsOtherAddresses) {
    for (const { index } of beaten.filter((entry) => entry.givesIn)) simulation.lower(index);
  }
  return beaten;
}

/**
 * The units that step back: a whole sync group when one member hears a better master [vrrp_sync_backup].
 * Where two groups would push each other out, the one whose advert comes first survives.
 */
function stepBack(simulation: Simulation, beaten: readonly Beaten[]): number[] {
  const groupOf = (index: number): number => simulation.unit(index).group;
  const losing = new Set(beaten.map((entry) => groupOf(entry.index)));
  const sure = new Set(beaten.filter((entry) => entry.givesIn || entry.by.some((other) => !losing.has(groupOf(other)))).map((entry) => groupOf(entry.index)));
  if (sure.size === 0) {
    const mutual = [...losing];
    const first = mutual.slice(0, -1).find((group) => simulation.choices.holds(`start order: group#${group} loses`)) ?? mutual.at(-1);
    if (first !== undefined) sure.add(first);
  }
  return [...sure].flatMap((group) => simulation.roster.groups[group] ?? []);
}

/** Starts the timers of units that nobody holds any longer and stops those of units that somebody holds. */
function wind(simulation: Simulation, turn: Turn, timers: Map<number, Deadline>, now: Deadline): void {
  const heard: number[] = [];
  for (const { units } of simulation.roster.elections) {
    for (const index of units) {
      if (simulation.masters[index] || !simulation.conditions.alive(simulation.unit(index)) || simulation.faulty(index)) {
        timers.delete(index);
        continue;
      }
      heard.length = 0;
      for (const other of units) if (simulation.masters[other] && hears(simulation, index, other)) heard.push(other);
      if (heard.some((other) => holdsOpen(simulation, index, other))) {
        timers.delete(index);
        simulation.wanting[index] = false;
      } else if (!timers.has(index)) {
        const goodbye = turn.saidGoodbye.size > 0 && units.some((other) => turn.saidGoodbye.has(other) && other !== index && hears(simulation, index, other));
        timers.set(index, deadlineAt(simulation, index, now, { goodbye: goodbye && now.fixed === 0, delayed: heard.length > 0 }));
      }
    }
  }
}

interface Candidate {
  readonly group: number;
  readonly deadline: Deadline;
}

/** The groups that take over next: all members are master already or have a timer, and the last timer is the earliest. */
function firstGroups(simulation: Simulation, timers: ReadonlyMap<number, Deadline>): { groups: number[]; deadline: Deadline | undefined } {
  const ready: Candidate[] = [];
  for (const [group, members] of simulation.roster.groups.entries()) {
    if (members.some((index) => !simulation.masters[index] && !timers.has(index))) continue;
    let last: Deadline | undefined;
    for (const index of members) {
      const deadline = simulation.masters[index] ? undefined : timers.get(index);
      if (deadline && (!last || compareDeadlines(simulation, last, deadline) < 0)) last = deadline;
    }
    if (last) ready.push({ group, deadline: last });
  }
  const [head, ...rest] = ready;
  if (!head) return { groups: [], deadline: undefined };
  const earliest = rest.reduce((best, candidate) => (compareDeadlines(simulation, candidate.deadline, best.deadline) < 0 ? candidate : best), head);
  if (simulation.ties === 'together') {
    const first = ready.filter((candidate) => candidate === earliest || compareDeadlines(simulation, candidate.deadline, earliest.deadline) === 0);
    return { groups: first.map((candidate) => candidate.group), deadline: earliest.deadline };
  }
  const close = ready.filter((candidate) => candidate === earliest || nearlyTogether(simulation, candidate.deadline, earliest.deadline));
  return { groups: contested(simulation, close.map((candidate) => candidate.group)), deadline: earliest.deadline };
}

function race(group: number, other: number): string {
  return `start order: group#${group} before group#${other}`;
}

/** Whether a guess is about which of two groups is faster, which matters only while ties are not decided by addresses. */
export function isRace(guess: string): boolean {
  return guess.startsWith('start order: group#') && guess.includes(' before ');
}

/** Of groups that would take over together, one per rivalry: anybody may have been started first. */
function contested(simulation: Simulation, first: readonly number[]): number[] {
  const kept: number[] = [];
  const elections = (group: number): number[] => (simulation.roster.groups[group] ?? []).map((index) => simulation.unit(index).election);
  for (const group of first) {
    const rivals = first.filter((other) => other !== group && elections(other).some((election) => elections(group).includes(election)));
    const ahead = rivals.every((other) => simulation.choices.holds(race(Math.min(group, other), Math.max(group, other))) === group < other);
    if (ahead) kept.push(group);
  }
  return kept.length > 0 ? kept : first.slice(0, 1);
}

function takeOver(simulation: Simulation, group: number, now: Deadline, since: Map<number, number | undefined>): void {
  for (const index of simulation.roster.groups[group] ?? []) {
    if (simulation.masters[index]) continue;
    simulation.masters[index] = true;
    simulation.wanting[index] = false;
    since.set(index, now.exact ? now.fixed : undefined);
  }
}

/** Notes which units wait for the rest of their group, and the interval that version 3 backups learn from their master. */
function remember(simulation: Simulation, timers: ReadonlyMap<number, Deadline>): void {
  for (const unit of simulation.roster.units) {
    const { index } = unit;
    simulation.wanting[index] = timers.has(index);
    simulation.following[index] = !simulation.masters[index] && simulation.conditions.alive(unit) && !simulation.faulty(index);
    if (!simulation.conditions.alive(unit) || simulation.faulty(index)) simulation.learnt[index] = undefined;
    else if (!simulation.masters[index] && protocolVersion(unit.instance) === 3) {
      const rivals = simulation.roster.elections[unit.election]?.units ?? [];
      const holder = rivals.find((other) => simulation.masters[other] && hears(simulation, index, other) && holdsOpen(simulation, index, other));
      if (holder !== undefined) simulation.learnt[index] = advertMicroseconds(simulation.unit(holder).instance) ?? Number.NaN;
    }
  }
}
