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
  const met = new Set<string>();
  return readSyncGroups(configuration).filter(({ name }) => name === '' || (!met.has(name) && met.add(name)));
}

const memo = new WeakMap<Configuration, ReadonlyMap<string, VrrpInstance>>();

/** The instances of a configuration by name, the first of each. */
function instancesByName(configuration: Configuration): ReadonlyMap<string, VrrpInstance> {
  let byName = memo.get(configuration);
  if (!byName) memo.set(configuration, (byName = new Map(instancesOf(configuration).toReversed().map((instance) => [instance.name, instance]))));
  return byName;
}

/** Names of all instances that can be known. */
export function definedInstances(configuration: Configuration): { has(name: string): boolean } {
  return instancesByName(configuration);
}

/** The instances that a group holds together. */
export function instancesIn(configuration: Configuration, group: SyncGroup): readonly VrrpInstance[] {
  const byName = instancesByName(configuration);
  return group.members.flatMap((name) => byName.get(name) ?? []);
}

/** Whether a group keeps the weights that its members have. */
export function keepsWeights(group: SyncGroup): boolean {
  return group.block.has('sync_group_tracking_weight') || group.block.has('global_tracking');
}
