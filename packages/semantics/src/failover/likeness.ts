import type { FaultSet } from './faults.ts';
import type { FaultResult } from './outcome.ts';
import type { Roster } from './roster.ts';

/** What a lone election and the faults that concern it look like when names and addresses are left out. */
export interface Likeness {
  /** Everything that decides how the election fares. Of elections with one key one has to be played. */
  readonly key: string;
  /** What a set of faults means for the election. */
  readonly meaningOf: (set: FaultSet) => string;
}

/**
 * Elections that differ only in name, virtual router ID, addresses and the names of their interfaces (an instance for each VLAN)
 * fare alike.
 *
 * @returns undefined where elections are tied together, or where members refuse each other, each for a reason of its own
 */
export function likenessOf(roster: Roster): Likeness | undefined {
  if (roster.elections.length !== 1 || roster.hears.some((row, receiver) => row.some((accepted, sender) => accepted !== true && receiver !== sender))) return undefined;
  const devices = new Map<string, string>();
  for (const { carrier, trackers, configured } of roster.units) {
    const tracked = [...trackers, ...configured].filter(({ kind }) => kind === 'interface').map(({ name }) => name);
    for (const name of [carrier, ...tracked]) if (name !== undefined && !devices.has(name)) devices.set(name, `#${devices.size}`);
  }
  const objectOf = (node: number, { kind, name, object }: { kind: string; name: string | undefined; object: string | undefined }): string | undefined =>
    kind === 'interface' && name !== undefined ? `${node} interface ${devices.get(name) ?? name}` : object;
  // Of the addresses only the order counts.
  const sources = [...new Set(roster.units.map(({ source }) => source))].filter((source) => typeof source === 'string').sort();
  const units = roster.units.map(({ node, source, carrier, instance, trackers, configured }) => {
    const { priority, state, nopreempt, preemptDelay, version, family, strict, advertInterval, downTimerAdverts, ownerIgnoreAdverts, configurationFault } = instance;
    return [
      node, typeof source === 'string' ? sources.indexOf(source) : source, carrier === undefined ? carrier : devices.get(carrier),
      priority, state, nopreempt, preemptDelay, version, family, strict, advertInterval, downTimerAdverts, ownerIgnoreAdverts, configurationFault, instance.authentication?.type,
      trackers.map((tracker) => [objectOf(node, tracker), tracker.weight, tracker.reverse, tracker.stuck, tracker.onlyUnweighted]),
      configured.map((tracker) => [objectOf(node, tracker), tracker.weight, tracker.reverse]),
    ];
  });
  return {
    key: JSON.stringify(units, (_, value: unknown) => (value === undefined ? 'unknown' : value)),
    meaningOf: ({ kind, faults, detection }) => JSON.stringify([kind, detection, faults.map((fault) => ('interface' in fault ? { ...fault, interface: devices.get(fault.interface) ?? fault.interface } : fault))]),
  };
}

/** How the faults that concern an election went, by what they mean for it. */
export class Played {
  readonly #results = new Map<string, FaultResult>();

  /** @returns undefined where an explanation names what another election does not have */
  static of(likeness: Likeness, results: ReadonlyMap<FaultSet, FaultResult>): Played | undefined {
    const played = new Played();
    for (const [set, result] of results) {
      if (result.explanation.reason === 'dropped') return undefined;
      played.#results.set(likeness.meaningOf(set), result);
    }
    return played;
  }

  /**
   * The same for an election that is like the one that was played.
   *
   * @param sets those that concern it
   * @returns undefined where one of them was not played
   */
  resultsFor(likeness: Likeness, sets: readonly FaultSet[]): ReadonlyMap<FaultSet, FaultResult> | undefined {
    const results = new Map<FaultSet, FaultResult>();
    for (const set of sets) {
      const result = this.#results.get(likeness.meaningOf(set));
      if (!result) return undefined;
      results.set(set, { ...result, faults: set.faults });
    }
    return results;
  }
}
