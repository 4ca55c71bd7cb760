import type { Choices } from './choices.ts';
import { Conditions, objectOf } from './conditions.ts';
import { inFault, initialFlag } from './fault.ts';
import { acceptsOtherAddresses, type Fault } from './model.ts';
import { isOwner, isReverse, startsAsMaster, totalPriority, comparePriorities, limited, type Total } from './priority.ts';
import type { Roster, Unit } from './roster.ts';
import { atRest, settle, type Settled } from './settle.ts';

/**
 * How timers that run out at the same moment are treated. `together`: all of them become master and the addresses decide.
 * `any`: any of them may be first, as of daemons that somebody starts one after the other. `loose`: so may any that runs out
 * almost at the same moment, as real daemons do, whose adverts and checks have their own rhythm.
 */
export type Ties = 'together' | 'any' | 'loose';

/** What the daemons have just been through. */
export interface Turn {
  /** Units that left with an advert of priority 0. */
  readonly saidGoodbye: ReadonlySet<number>;
  /** Units of a daemon that has just been started. */
  readonly fresh: ReadonlySet<number>;
}

/** The course of one part of a cluster in one possible world: what is broken, who is master, and what the daemons remember. */
export class Simulation {
  readonly roster: Roster;
  readonly choices: Choices;
  readonly ties: Ties;
  readonly conditions: Conditions;
  readonly masters: boolean[];
  /** Owners that gave in to another owner and run with 254 until they are restarted. */
  readonly lowered: boolean[];
  /** Interval learnt from a master (version 3), in microseconds; NaN when it is not known. */
  readonly learnt: (number | undefined)[];
  /** Units whose timer ran out but whose sync group cannot follow. */
  readonly wanting: boolean[];
  /** Units that were backups when the cluster last came to rest: their timers are in the rhythm of the master's adverts. */
  readonly following: boolean[];
  readonly #flags: boolean[];
  #totals: (Total | undefined)[] = [];
  #faults: (boolean | undefined)[] = [];

  constructor(roster: Roster, choices: Choices, ties: Ties, from?: Simulation) {
    this.roster = roster;
    this.choices = choices;
    this.ties = ties;
    this.conditions = from ? from.conditions.copy() : new Conditions(roster);
    const none = from ? [] : roster.units.map(() => false);
    this.masters = (from?.masters ?? none).slice();
    this.lowered = (from?.lowered ?? none).slice();
    this.learnt = from?.learnt.slice() ?? [];
    this.wanting = (from?.wanting ?? none).slice();
    this.following = (from?.following ?? none).slice();
    this.#flags = (from ? from.#flags : none).slice();
  }

  /** A second course that goes on from the present state of this one. */
  fork(choices: Choices, ties: Ties = this.ties): Simulation {
    return new Simulation(this.roster, choices, ties, this);
  }

  /** Starts all daemons at once, with nothing broken. */
  start(): Settled {
    const fresh = new Set(this.roster.units.keys());
    for (const index of fresh) this.#flags[index] = initialFlag(this.unit(index), this.conditions, this.choices);
    this.#claim(fresh);
    return settle(this, { saidGoodbye: new Set(), fresh });
  }

  /** Lets faults happen at the same time and waits until nothing changes any more. */
  apply(faults: readonly Fault[]): Settled {
    const fresh = new Set<number>();
    const goodbye = new Set<number>();
    let touched = false;
    for (const fault of faults) {
      if (!this.conditions.apply(fault)) continue;
      for (const unit of this.roster.units) {
        if (unit.owner.name === fault.node && this.#happen(unit, fault, fresh, goodbye)) touched = true;
      }
      // The kernel tells of a lost link at once, so even one that is back in the same moment costs the address.
      if (fault.type === 'interface_down' || fault.type === 'cable_pulled') this.#leave(goodbye);
    }
    if (!touched) return atRest;
    this.#leave(goodbye);
    if (fresh.size > 0) this.#claim(fresh);
    return settle(this, { saidGoodbye: goodbye, fresh });
  }

  /** What the daemons remember while nothing is broken: where it is equal, they go on in the same way. */
  get memory(): string {
    return [this.masters, this.lowered, this.wanting, this.following, this.#flags, this.learnt].join(' ');
  }

  unit(index: number): Unit {
    const unit = this.roster.units[index];
    if (!unit) throw new RangeError(`no unit ${index}`);
    return unit;
  }

  /** Whether a unit cannot take part: in FAULT itself, or a member of its sync group is [vrrp_sync_fault]. */
  faulty(index: number): boolean {
    const group = this.roster.groups[this.unit(index).group] ?? [];
    return group.some((member) => this.#ownFault(member));
  }

  /** Effective priority as a sum; an owner that gave in has 254. */
  total(index: number): Total {
    return this.#totals[index] ??= this.lowered[index] ? { known: 254, unknown: [] } : totalPriority(this.unit(index), this.conditions, this.choices);
  }

  /** Whether the unit advertises 255. */
  owner(index: number): boolean {
    return this.lowered[index] !== true && isOwner(this.unit(index), this.choices);
  }

  /** An owner gives in to another owner: it goes on with 254 until it is started again [vrrp_state_master_rx]. */
  lower(index: number): void {
    this.lowered[index] = true;
    this.#totals[index] = undefined;
  }

  /** Effective priority where it is a known number. */
  priority(index: number): number | undefined {
    if (this.owner(index)) return 255;
    const total = this.total(index);
    return total.unknown.length === 0 ? limited(total.known) : undefined;
  }

  /** Sign of the difference of two effective priorities. */
  compare(left: number, right: number): number {
    const leftOwner = this.owner(left);
    const rightOwner = this.owner(right);
    if (leftOwner || rightOwner) return Number(leftOwner) - Number(rightOwner);
    return comparePriorities(this.total(left), this.total(right), this.choices);
  }

  /** Names of the nodes that are master of an election, sorted. */
  mastersOf(election: number): string[] {
    const units = this.roster.elections[election]?.units ?? [];
    return units.filter((index) => this.masters[index]).map((index) => this.unit(index).owner.name).sort();
  }

  #ownFault(index: number): boolean {
    return this.#faults[index] ??= inFault(this.unit(index), this.conditions, this.#flags[index] ?? false, this.roster.cluster.target, this.choices);
  }

  /** Units in FAULT lose the addresses, and say so if their link still works. */
  #leave(goodbye: Set<number>): void {
    this.#totals = [];
    this.#faults = [];
    for (const unit of this.roster.units) {
      const { index } = unit;
      if (!this.conditions.alive(unit) || !this.faulty(index)) continue;
      this.following[index] = false;
      this.wanting[index] = false;
      if (!this.masters[index]) continue;
      this.masters[index] = false;
      if (!this.conditions.unheard(unit, this.choices)) goodbye.add(index);
    }
  }

  /**
   * What one fault means for one unit of the node on which it happens.
   *
   * @returns whether it means anything
   */
  #happen(unit: Unit, fault: Fault, fresh: Set<number>, goodbye: Set<number>): boolean {
    const { index } = unit;
    switch (fault.type) {
      case 'node_down': case 'daemon_stop':
        if (fault.type === 'daemon_stop' && this.masters[index] && !this.conditions.unheard(unit, this.choices)) goodbye.add(index);
        this.masters[index] = false;
        this.wanting[index] = false;
        fresh.delete(index);
        return true;
      case 'node_back':
        this.following[index] = false;
        this.lowered[index] = false;
        this.learnt[index] = undefined;
        this.#flags[index] = initialFlag(unit, this.conditions, this.choices);
        fresh.add(index);
        return true;
      case 'interface_down': case 'cable_pulled': case 'interface_up':
        this.#raise(unit, fault.interface, fault.type !== 'interface_up');
        return unit.carrier === undefined || unit.carrier === fault.interface || unit.objects.has(objectOf(unit.node, fault)) || unit.objects.has(undefined);
      case 'partition': case 'join':
        return unit.carrier === undefined || unit.carrier === fault.interface;
      default:
        return unit.objects.has(objectOf(unit.node, fault));
    }
  }

  /** Keeps the flag that the unweighted interfaces share from 2.3.3 on. */
  #raise(unit: Unit, name: string, down: boolean): void {
    if (this.roster.cluster.target < acceptsOtherAddresses || !this.conditions.alive(unit)) return;
    for (const tracker of unit.watched) {
      const concerned = tracker.name === undefined ? this.choices.holds(`interface#${unit.index} ${name}`) : tracker.name === name;
      if (concerned) this.#flags[unit.index] = down !== isReverse(unit, tracker, this.choices);
    }
  }

  /** Owners that start do not wait for anybody; in a sync group only if all members are such [vrrp_init_state]. */
  #claim(fresh: ReadonlySet<number>): void {
    for (const index of fresh) {
      const group = this.roster.groups[this.unit(index).group] ?? [];
      const ready = group.every((member) => isOwner(this.unit(member), this.choices) && startsAsMaster(this.unit(member), this.choices));
      if (ready && this.conditions.alive(this.unit(index)) && !this.faulty(index)) this.masters[index] = true;
    }
  }
}
