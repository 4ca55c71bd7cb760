import { contribution, basePriority, limited, neverPreempts } from './priority.ts';
import { failingTracker, sound } from './verdicts.ts';
import { refusal } from './accepts.ts';
import type { Fault } from './model.ts';
import type { Simulation } from './simulation.ts';

/** Why a master stays or goes. */
export type Reason =
  | 'priority' | 'tie' | 'nopreempt' | 'owner' | 'group' | 'dropped' | 'fault' | 'down' | 'unheard' | 'refused' | 'alone' | 'nobody' | 'unknown' | 'flapping';

export interface Explanation {
  /** `150 - 30 = 120 > 100`, or empty where nothing is compared. */
  readonly arithmetic: string;
  readonly outcome: 'stays' | 'moves' | 'nobody' | 'several' | 'open';
  readonly reason: Reason;
  /** What the reason is about: a keyword, an instance, or a value that is missing. */
  readonly detail: string;
  /** The masters afterwards. */
  readonly nodes: readonly string[];
}

/** English words for an explanation: `150 - 30 = 120 > 100: stays on lb1`. */
export function inWords(explanation: Explanation): string {
  const { arithmetic, outcome, nodes, reason, detail } = explanation;
  const where = nodes.join(' and ');
  const what = { stays: `stays on ${where}`, moves: `moves to ${where}`, nobody: 'no node is master', several: `${where} are master at the same time`, open: 'cannot be decided' }[outcome];
  const why: Partial<Record<Reason, string>> = {
    tie: 'equal priorities never preempt', nopreempt: `nopreempt on ${detail}`, owner: 'weights do not change priority 255',
    group: `${detail} does not move, and the sync group moves as a whole`, dropped: `keepalived drops the weighted tracker ${detail} of a sync group member`,
    alone: 'no other node can take over', unheard: 'the adverts do not arrive', refused: `${detail} differs`, unknown: `${detail} is not known`, flapping: 'it never comes to rest',
    fault: outcome === 'moves' ? `${detail} is in FAULT` : '', down: outcome === 'moves' ? `${detail} is down` : '',
  };
  const said = why[reason] ?? '';
  return `${arithmetic === '' ? '' : `${arithmetic}: `}${what}${said === '' ? '' : ` (${said})`}`;
}

/** Explains the state of one election after faults, in one world. */
export function explain(simulation: Simulation, election: number, previous: readonly number[], faults: readonly Fault[]): Explanation {
  const units = simulation.roster.elections[election]?.units ?? [];
  const masters = units.filter((index) => simulation.masters[index]);
  const nodes = simulation.mastersOf(election);
  const [master] = masters;
  const [before] = previous;
  if (master === undefined) return { arithmetic: '', outcome: 'nobody', reason: 'nobody', detail: '', nodes };
  if (masters.length > 1) return { arithmetic: '', outcome: 'several', nodes, ...separation(simulation, masters) };
  if (before === undefined || before === master) return staying(simulation, units, master, faults, nodes);
  const left = simulation.unit(before);
  const rivals = units.filter((index) => index !== before && index !== master && sound(simulation, index));
  if (!simulation.conditions.alive(left)) return { arithmetic: versus(simulation, master, best(simulation, rivals)), outcome: 'moves', reason: 'down', detail: left.owner.name, nodes };
  if (simulation.faulty(before)) return { arithmetic: versus(simulation, master, best(simulation, rivals)), outcome: 'moves', reason: 'fault', detail: left.owner.name, nodes };
  return { arithmetic: versus(simulation, before, master), outcome: 'moves', reason: 'priority', detail: '', nodes };
}

/** Why several are master: a broken network, or the first thing in which they disagree. */
function separation(simulation: Simulation, masters: readonly number[]): { reason: Reason; detail: string } {
  for (const receiver of masters) {
    for (const sender of masters) {
      const keyword = receiver === sender ? undefined : refusal(simulation.roster.cluster.target, simulation.unit(receiver), simulation.unit(sender));
      if (keyword !== undefined) return { reason: 'refused', detail: keyword };
    }
  }
  return { reason: 'unheard', detail: '' };
}

function staying(simulation: Simulation, units: readonly number[], master: number, faults: readonly Fault[], nodes: readonly string[]): Explanation {
  const unit = simulation.unit(master);
  const rival = best(simulation, units.filter((index) => index !== master && simulation.conditions.alive(simulation.unit(index)) && !simulation.faulty(index)));
  const told = { arithmetic: versus(simulation, master, rival), outcome: 'stays', nodes } as const;
  if (rival === undefined) return { ...told, reason: 'alone', detail: '' };
  const failing = faults.map((fault) => failingTracker(unit, fault, simulation.conditions)).find((tracker) => tracker !== undefined);
  if (failing && simulation.owner(master)) return { ...told, reason: 'owner', detail: '' };
  const acts = failing === undefined || unit.trackers.some((tracker) => tracker.kind === failing.kind && tracker.name === failing.name);
  if (!acts) return { ...told, reason: 'dropped', detail: failing.name };
  const order = compareKnown(simulation, master, rival);
  if (order === undefined || order > 0) return { ...told, reason: 'priority', detail: '' };
  if (neverPreempts(simulation.unit(rival), simulation.choices)) return { ...told, reason: 'nopreempt', detail: simulation.unit(rival).owner.name };
  if (order === 0) return { ...told, reason: 'tie', detail: '' };
  const others = (simulation.roster.groups[simulation.unit(rival).group] ?? []).filter((index) => index !== rival);
  const blocking = others.find((index) => simulation.wanting[index] !== true);
  return { ...told, reason: blocking === undefined ? 'unheard' : 'group', detail: blocking === undefined ? '' : simulation.unit(blocking).instance.name };
}

/** The unit with the highest known priority. */
function best(simulation: Simulation, units: readonly number[]): number | undefined {
  return units.reduce<number | undefined>((top, index) => {
    if (top === undefined) return index;
    return (simulation.priority(index) ?? 0) > (simulation.priority(top) ?? 0) ? index : top;
  }, undefined);
}

function compareKnown(simulation: Simulation, left: number, right: number): number | undefined {
  const mine = simulation.priority(left);
  const yours = simulation.priority(right);
  return mine === undefined || yours === undefined ? undefined : mine - yours;
}

function versus(simulation: Simulation, left: number, right: number | undefined): string {
  if (right === undefined) return '';
  const order = compareKnown(simulation, left, right);
  const sign = order === undefined ? '?' : order === 0 ? '=' : order > 0 ? '>' : '<';
  return `${sum(simulation, left)} ${sign} ${sum(simulation, right)}`;
}

/** `150 - 30 = 120`; only the number where no tracker contributes; `?` for what nobody knows. */
export function sum(simulation: Simulation, index: number): string {
  if (simulation.owner(index)) return '255';
  const unit = simulation.unit(index);
  const base = simulation.lowered[index] ? 254 : basePriority(unit.instance);
  const parts = unit.weighing.map((tracker) => contribution(unit, tracker, simulation.conditions, simulation.choices)).filter((part) => part !== 0);
  const written = parts.map((part) => (typeof part !== 'number' ? ' + ?' : part > 0 ? ` + ${part}` : ` - ${-part}`)).join('');
  if (parts.length === 0) return String(base ?? '?');
  const known = base !== undefined && parts.every((part) => typeof part === 'number');
  if (!known) return `${base ?? '?'}${written}`;
  const total = parts.reduce<number>((all, part) => all + (typeof part === 'number' ? part : 0), base);
  return `${base}${written} = ${total}${limited(total) === total ? '' : `, limited to ${limited(total)},`}`;
}
