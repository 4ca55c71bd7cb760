import { readSyncGroups, type BlockOf, type Configuration, type Place, type SyncGroup, type VrrpInstance } from '@kaconf/semantics';
import { instancesOf } from './instances.ts';

type GroupBlock = BlockOf<'vrrp_sync_group'>;

/** The names that a sync group lists, with their places; only the first list counts (vrrp_group_handler). */
export function membersOf(block: GroupBlock): readonly { readonly name: string; readonly at: Place }[] {
  const list = block.blocks('group')[0];
  return (list?.items ?? []).flatMap((item) => item.words.flatMap((word) => (word.dynamic ? [] : [{ name: word.text, at: { document: item.document, range: { start: word.start, end: word.end } } }])));
}

/** The sync groups that keepalived keeps: a second one of the same name is skipped. */
export function groupsOf(configuration: Configuration): readonly SyncGroup[] {
  const all = readSyncGroups(configuration);
  return all.filter((group, index) => group.name === '' || all.findIndex((other) => other.name === group.name) === index);
}

/** Names of all instances that can be known. */
export function definedInstances(configuration: Configuration): ReadonlySet<string> {
  return new Set(instancesOf(configuration).map((instance) => instance.name));
}

/** The instances that a group holds together. */
export function instancesIn(configuration: Configuration, group: SyncGroup): readonly VrrpInstance[] {
  return group.members.flatMap((name) => instancesOf(configuration).find((instance) => instance.name === name) ?? []);
}

/** Whether a group keeps the weights that its members have. */
export function keepsWeights(group: SyncGroup): boolean {
  return group.block.has('sync_group_tracking_weight') || group.block.has('global_tracking');
}
