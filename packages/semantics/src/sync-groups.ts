import type { Block } from './block.ts';
import type { Configuration } from './configuration.ts';
import type { SyncGroup } from './instance.ts';
import { isKnown } from './value.ts';

const memo = new WeakMap<Configuration, readonly SyncGroup[]>();

/**
 * The sync groups of a configuration, in reading order. Only the first `group` list of a group counts
 * (vrrp_group_handler), and an instance stays in the first group that names it (vrrp_sync_set_group).
 */
export function readSyncGroups(configuration: Configuration): readonly SyncGroup[] {
  const known = memo.get(configuration);
  if (known) return known;
  const taken = new Set<string>();
  const groups = configuration.blocks('vrrp_sync_group').map((block): SyncGroup => {
    const list = block.directives.find((each): each is Block => each.name === 'group' && each.isBlock());
    const members: string[] = [];
    let unknown = !configuration.complete && !list;
    for (const item of list?.items ?? []) {
      for (const name of item.values('value')) {
        if (!isKnown(name)) unknown = true;
        else if (!taken.has(name.text)) {
          taken.add(name.text);
          members.push(name.text);
        }
      }
    }
    const name = block.args.name;
    return { name: isKnown(name) ? name.value : '', block, members, unknown };
  });
  memo.set(configuration, groups);
  return groups;
}

const byMember = new WeakMap<Configuration, ReadonlyMap<string, SyncGroup>>();

/** The group that lists an instance of that name. */
export function syncGroupOf(configuration: Configuration, instance: string): SyncGroup | undefined {
  let groups = byMember.get(configuration);
  if (!groups) {
    groups = new Map(readSyncGroups(configuration).flatMap((group) => group.members.map((member) => [member, group] as const)));
    byMember.set(configuration, groups);
  }
  return groups.get(instance);
}
