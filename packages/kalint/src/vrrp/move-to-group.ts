import { isKnown, listedTrackers, type AnyItem, type Configuration, type SyncGroup, type VrrpInstance } from '@kaconf/semantics';
import type { Edit } from '../diagnostic.ts';
import { certainRemoval, isPlain, lineBelow, type Written } from './certain-edits.ts';
import { instancesIn } from './groups.ts';

type List = 'track_script' | 'track_file' | 'track_bfd' | 'track_interface';

/**
 * Takes an entry of a member to its sync group, where its weight counts for all members.
 *
 * @returns undefined where the group already tracks it, another member tracks it too or has it for its own interface, or
 * the text does not allow it
 */
export function moveToGroup(configuration: Configuration, instance: VrrpInstance, group: SyncGroup, list: List, item: AnyItem): readonly Edit[] | undefined {
  const name = item.words[0]?.text;
  if (name === undefined || group.unknown || group.block.document !== instance.block.document || isOwned(configuration, group)) return undefined;
  const tracked = (block: VrrpInstance['block'] | SyncGroup['block']): boolean => listedTrackers(configuration, block).trackers.some((each) => each.item !== item && each.name === name);
  if (tracked(group.block) || instancesIn(configuration, group).some((member) => member.block !== instance.block && tracked(member.block))) return undefined;
  if (list === 'track_interface' && instancesIn(configuration, group).some((member) => member.interface.value === name)) return undefined;
  // A definition below the group would come too late there.
  const definition = listedTrackers(configuration, instance.block).trackers.find((each) => each.item === item)?.definition;
  if (definition && (definition.document !== group.block.document || definition.range.start > group.block.range.start)) return undefined;
  const { parent } = item;
  const alone = parent.items.length === 1;
  const { text } = item.document;
  if (alone && /[#!]/.test(text.slice(parent.fullRange.start, parent.fullRange.end))) return undefined;
  const source: Written = alone ? parent : item;
  const removal = certainRemoval(source);
  const insertion = inGroup(group, list, text.slice(item.range.start, item.range.end));
  return removal && insertion && isPlain(item) ? [insertion, removal] : undefined;
}

/** Into the list that the group has, else into a new one below its last directive. */
function inGroup(group: SyncGroup, list: List, entry: string): Edit | undefined {
  const existing = group.block.blocks(list)[0];
  const lastItem = existing?.items.at(-1);
  if (lastItem) return lineBelow(lastItem, entry);
  if (existing) return undefined;
  const last = group.block.directives.at(-1);
  if (!last) return undefined;
  const { text } = last.document;
  const start = text.lastIndexOf('\n', last.range.start - 1) + 1;
  const indent = text.slice(start, last.range.start);
  const first = last.isBlock() ? last.items[0] : undefined;
  const inner = first ? text.slice(text.lastIndexOf('\n', first.range.start - 1) + 1, first.range.start) : `${indent}    `;
  if (indent.trim() !== '' || inner.trim() !== '') return undefined;
  return lineBelow(last, `${list} {\n${inner}${entry}\n${indent}}`);
}

/** With an address owner among its members a group cannot have weights either. */
function isOwned(configuration: Configuration, group: SyncGroup): boolean {
  return instancesIn(configuration, group).some((member) => member.priority.value === 255 || member.priority.unknown) || !group.block.words.every((word) => word.dynamic === undefined) || !isKnown(group.block.args.name);
}
