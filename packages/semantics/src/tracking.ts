import type { Configuration } from './configuration.ts';
import type { SyncGroup, VrrpInstance } from './instance.ts';
import { readSyncGroups } from './sync-groups.ts';
import { listedTrackers, type ListedTracker } from './trackers.ts';

/** A tracker as it acts on an instance. */
export interface Tracker extends ListedTracker {
  /** Whether the sync group brings it in. */
  readonly fromGroup: boolean;
}

export interface Tracking {
  readonly trackers: readonly Tracker[];
  /** Something is not knowable: nothing can be concluded from what is missing here. */
  readonly unknown: boolean;
}

const memo = new WeakMap<VrrpInstance, Tracking>();

/**
 * What acts on an instance: its own trackers and those of its sync group, after keepalived has thrown out what an
 * address owner or a member of a group may not have (vrrp_complete_instance, sync_group_tracking_init).
 */
export function trackingOf(instance: VrrpInstance): Tracking {
  let tracking = memo.get(instance);
  if (!tracking) {
    tracking = compute(instance);
    memo.set(instance, tracking);
  }
  return tracking;
}

/** As the author wants it; something may have no definition. */
export interface WantedTracking extends Tracking {
  readonly undefined: boolean;
}

const wantedMemo = new WeakMap<VrrpInstance, WantedTracking>();

/**
 * What the instance and its sync group list, before anything is thrown out: what the author wants to be tracked. Something
 * that both list counts once.
 */
export function wantedTracking(instance: VrrpInstance): WantedTracking {
  let wanted = wantedMemo.get(instance);
  if (!wanted) {
    wanted = computeWanted(instance);
    wantedMemo.set(instance, wanted);
  }
  return wanted;
}

function computeWanted(instance: VrrpInstance): WantedTracking {
  const own = listedTrackers(instance.configuration, instance.block);
  const group = instance.syncGroup ? listedTrackers(instance.configuration, instance.syncGroup.block) : undefined;
  const trackers: Tracker[] = own.trackers.filter((tracker) => tracker.kind !== 'interface' || tracker.name !== instance.interface.value).map((tracker) => ({ ...tracker, fromGroup: false }));
  for (const tracker of group?.trackers ?? []) merge(trackers, { ...tracker, fromGroup: true });
  return { trackers, unknown: own.unknown || (group?.unknown ?? false), undefined: own.undefined.length + (group?.undefined.length ?? 0) > 0 };
}

function compute(instance: VrrpInstance): Tracking {
  const { configuration, syncGroup } = instance;
  const own = listedTrackers(configuration, instance.block);
  const owner = instance.priority.value === 255;
  const restricted = syncGroup !== undefined && !syncGroup.block.has('sync_group_tracking_weight') && !syncGroup.block.has('global_tracking');
  const trackers: Tracker[] = [];
  for (const tracker of own.trackers) {
    if (tracker.kind === 'interface' && tracker.name === instance.interface.value) continue;
    const weight = owner || restricted ? restrictedWeight(tracker, owner) : tracker.weight;
    if (weight !== 'removed') trackers.push({ ...tracker, weight, fromGroup: false });
  }
  const group = syncGroup ? listedTrackers(configuration, syncGroup.block) : undefined;
  for (const tracker of group?.trackers ?? []) merge(trackers, { ...tracker, weight: ownedBy(instance) ? 0 : tracker.weight, fromGroup: true });
  const unknown = own.unknown || (group?.unknown ?? false) || instance.priority.unknown || readSyncGroups(configuration).some((each) => each.unknown);
  return { trackers, unknown };
}

/** Weighted scripts, files and BFD sessions are removed; a file of weight 1 becomes unweighted; processes are not looked at. */
function restrictedWeight(tracker: ListedTracker, owner: boolean): number | undefined | 'removed' {
  if (tracker.weight === undefined || tracker.weight === 0 || tracker.kind === 'process') return tracker.weight;
  if (tracker.kind === 'interface') return owner ? 'removed' : tracker.weight;
  return tracker.kind === 'file' && tracker.weight === 1 ? 0 : 'removed';
}

const ownedMemo = new WeakMap<SyncGroup, boolean>();

/** Whether the group of the instance has a member with priority 255: then the weights of the group are cleared. */
function ownedBy({ priority, syncGroup, configuration }: VrrpInstance): boolean {
  if (priority.value === 255) return true;
  if (!syncGroup) return false;
  let owned = ownedMemo.get(syncGroup);
  if (owned === undefined) {
    owned = hasOwner(configuration, syncGroup);
    ownedMemo.set(syncGroup, owned);
  }
  return owned;
}

function hasOwner(configuration: Configuration, group: SyncGroup): boolean {
  const members = new Set(group.members);
  for (const block of configuration.blocks('vrrp_instance')) {
    // Of two instances with one name the first counts.
    if (!members.delete(block.args.name.text)) continue;
    const priority = block.get('priority');
    if (priority ? priority.args.value.text === '255' : block.get('state')?.args.value.text === 'MASTER') return true;
  }
  return false;
}

/** Tracked by the instance and by its group: the value of the group, unless that of the instance is 0. */
function merge(trackers: Tracker[], added: Tracker): void {
  const at = trackers.findIndex((each) => each.kind === added.kind && each.name === added.name);
  if (at < 0) trackers.push(added);
  else if (trackers[at]?.weight !== 0) trackers[at] = added;
}
