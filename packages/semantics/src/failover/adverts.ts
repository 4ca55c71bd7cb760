import { acceptsOtherAddresses } from './model.ts';
import { neverPreempts } from './priority.ts';
import type { Simulation, Turn } from './simulation.ts';

/** Whether the adverts of one unit reach another one and are accepted there, now. */
export function hears(simulation: Simulation, receiver: number, sender: number): boolean {
  const { choices, conditions, roster } = simulation;
  const accepted = roster.hears[receiver]?.[sender] ?? false;
  if (accepted === false) return false;
  if (conditions.unheard(simulation.unit(receiver), choices) || conditions.unheard(simulation.unit(sender), choices)) return false;
  if (accepted !== true && !accepted.every((condition) => choices.holds(condition))) return false;
  return !ignoresAdverts(simulation, receiver);
}

/**
 * owner_ignore_adverts (2.3.3 and later). Strict mode switches it on for owners; so does, against its words, an explicit
 * "off" [vrrp_complete_instance].
 */
function ignoresAdverts(simulation: Simulation, index: number): boolean {
  if (simulation.roster.cluster.target < acceptsOtherAddresses) return false;
  const { ownerIgnoreAdverts, strict } = simulation.unit(index).instance;
  if (ownerIgnoreAdverts === null && strict === false) return false;
  if (!simulation.owner(index)) return false;
  if (typeof ownerIgnoreAdverts === 'boolean' || strict === true) return true;
  return simulation.choices.holds(`owner_ignore_adverts#${index}`);
}

/** Whether the adverts of a master keep a backup from taking over, sooner or later [vrrp_state_backup]. */
export function holdsOpen(simulation: Simulation, backup: number, master: number): boolean {
  return simulation.compare(master, backup) >= 0 || neverPreempts(simulation.unit(backup), simulation.choices);
}

/** Whether a master is better than another one: the higher priority, then the higher address [vrrp_state_master_rx]. */
export function isBetter(simulation: Simulation, master: number, than: number): boolean {
  const order = simulation.compare(master, than);
  return order === 0 ? hasHigherAddress(simulation, master, than) : order > 0;
}

function hasHigherAddress(simulation: Simulation, left: number, right: number): boolean {
  const mine = simulation.unit(left).source;
  const yours = simulation.unit(right).source;
  if (typeof mine === 'string' && typeof yours === 'string') return mine > yours;
  const first = Math.min(left, right);
  return simulation.choices.holds(`address#${first} above #${Math.max(left, right)}`) === (left === first);
}

/**
 * Two address owners. Up to 2.3.2 the one that hears the other gives in, whatever the addresses; of two that were started
 * together both do. From 2.3.3 on the addresses decide, and the higher one gives in only if the other does not hear it.
 *
 * @returns undefined when the usual rule decides
 */
export function givesInToOwner(simulation: Simulation, index: number, other: number, turn: Turn): boolean | undefined {
  if (!simulation.owner(index) || !simulation.owner(other)) return undefined;
  if (simulation.roster.cluster.target >= acceptsOtherAddresses) return hears(simulation, other, index) ? undefined : true;
  const news = turn.fresh.has(other);
  if (news !== turn.fresh.has(index)) return news;
  if (news || !hears(simulation, other, index)) return true;
  const first = Math.min(index, other);
  return simulation.choices.holds(`start order: owner#${first} before owner#${Math.max(index, other)}`) === (other === first);
}
