import type { FailoverInstance, FailoverSyncGroup, Known, Tracker, TrackerKind } from './model.ts';

/** A tracker as it acts on one instance, after what sync groups and owners do to it. */
export interface EffectiveTracker {
  readonly kind: TrackerKind;
  /** Unknown only for the own interface of an instance whose interface is unknown. */
  readonly name: Known<string>;
  readonly weight: Known<number>;
  readonly reverse: Known<boolean>;
  readonly origin: 'instance' | 'group' | 'primary' | 'address';
  /** keepalived drops this tracker if its unknown weight turns out not to be zero. */
  readonly onlyUnweighted: boolean;
  /**
   * Tracked without weight by the member and by its group: keepalived then waits for two first results of which only one comes,
   * and the instance never leaves FAULT (2.0.0 to 2.4.3) [initialise_track_script_state, process_script_update_priority].
   */
  readonly stuck?: boolean;
}

const owner = 255;

/**
 * The trackers of an instance, each object once. Group trackers reach every member; the value of the group wins
 * unless the member tracks without weight [add_vrrp_to_track_script and its likes, sync_group_tracking_init].
 *
 * @param ownerInGroup whether a member of the group has priority 255, which takes the weights off the group's trackers
 */
export function effectiveTrackers(instance: FailoverInstance, group: FailoverSyncGroup | undefined, ownerInGroup: boolean): EffectiveTracker[] {
  const weightless = instance.priority === owner || (group !== undefined && !group.trackingWeight);
  const list: EffectiveTracker[] = [];
  for (const tracker of instance.trackers) {
    // keepalived ignores an explicit line for the own interface, which it watches anyway.
    if (tracker.kind === 'interface' && tracker.name === instance.interface) continue;
    const kept = weightless ? withoutWeight(cut(tracker)) : { ...cut(tracker), onlyUnweighted: false };
    if (kept) list.push({ ...kept, origin: 'instance' });
  }
  if (instance.interface !== null && instance.dontTrackPrimary === false) {
    join(list, { kind: 'interface', name: instance.interface, weight: 0, reverse: false, origin: 'primary', onlyUnweighted: false });
  }
  for (const device of instance.addressDevices) {
    if (instance.dontTrackPrimary !== false && device === instance.interface) continue;
    join(list, { kind: 'interface', name: device, weight: 0, reverse: false, origin: 'address', onlyUnweighted: false });
  }
  for (const tracker of group?.trackers ?? []) {
    join(list, { ...cut(tracker), ...(ownerInGroup ? { weight: 0 } : {}), origin: 'group', onlyUnweighted: false });
  }
  return list;
}

/** Everything that is to be watched for an instance, with what keepalived drops and its own interface. */
export function configuredTrackers(instance: FailoverInstance, group: FailoverSyncGroup | undefined): Tracker[] {
  const watched = (name: string): Tracker => ({ kind: 'interface', name, weight: 0, reverse: false });
  const own = typeof instance.interface === 'string' && instance.dontTrackPrimary === false ? [watched(instance.interface)] : [];
  const devices = instance.addressDevices.filter((device) => device !== instance.interface).map(watched);
  return [...instance.trackers, ...(group?.trackers ?? []), ...own, ...devices];
}

/** Scripts and interfaces accept 254 but use 253 [alloc_track_script]. */
function cut(tracker: Tracker): Tracker {
  if ((tracker.kind !== 'script' && tracker.kind !== 'interface') || tracker.weight === undefined) return tracker;
  return { ...tracker, weight: Math.max(-253, Math.min(253, tracker.weight)) };
}

/**
 * What is left of a member's tracker in a sync group without sync_group_tracking_weight [vrrp_complete_instance]:
 * the weights of interfaces and processes go on working in spite of the message in the log.
 */
function withoutWeight(tracker: Tracker): Omit<EffectiveTracker, 'origin'> | undefined {
  if (tracker.kind === 'interface' || tracker.kind === 'process') return { ...tracker, onlyUnweighted: false };
  if (tracker.weight === undefined) return { ...tracker, onlyUnweighted: true };
  if (tracker.weight === 0) return { ...tracker, onlyUnweighted: false };
  // 1 is the default weight of a file and is taken for "none written".
  if (tracker.kind === 'file' && tracker.weight === 1) return { ...tracker, weight: 0, onlyUnweighted: false };
  return undefined;
}

/** Adds a tracker, or lets it replace an entry for the same object that has a weight. */
function join(list: EffectiveTracker[], tracker: EffectiveTracker): void {
  const at = list.findIndex((entry) => entry.kind === tracker.kind && entry.name !== undefined && entry.name === tracker.name);
  const entry = list[at];
  const both = entry?.weight === 0 && tracker.weight === 0 && entry.origin === 'instance' && tracker.origin === 'group';
  if (!entry) list.push(tracker);
  else if (both && (tracker.kind === 'script' || tracker.kind === 'bfd')) list[at] = { ...entry, stuck: true };
  else if (entry.weight === undefined) list[at] = tracker.weight === 0 ? { ...tracker, reverse: tracker.reverse } : { ...entry, weight: undefined };
  else if (entry.weight !== 0) {
    // For a process the direction of the member stays.
    const reverse = tracker.kind === 'process' ? entry.reverse : tracker.reverse;
    list[at] = { ...tracker, reverse, origin: entry.origin === 'primary' ? 'primary' : tracker.origin };
  }
}
