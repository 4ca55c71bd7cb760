import type { Block, Item } from './block.ts';
import type { Configuration } from './configuration.ts';
import type { AnyDirective, AnyItem } from './instance.ts';
import type { BlockOf } from './model.ts';
import { misspelt } from './setting.ts';

export type TrackerKind = 'script' | 'process' | 'file' | 'bfd' | 'interface';

/** A line of a `track_*` block that takes effect, with what its definition says merged in. */
export interface ListedTracker {
  readonly kind: TrackerKind;
  readonly name: string;
  /** undefined: not knowable. */
  readonly weight: number | undefined;
  readonly reverse: boolean;
  readonly item: AnyItem;
  /** `vrrp_script` and the like; interfaces have none. */
  readonly definition: Block | undefined;
  /** Where the weight was written: in the list, else in the definition; undefined: the default. */
  readonly weightAt: AnyItem | AnyDirective | undefined;
}

export interface Listing {
  readonly trackers: readonly ListedTracker[];
  /** Entries whose definition is missing, or comes later than its use: keepalived drops them (alloc_track_script and others). */
  readonly undefined: readonly { readonly kind: TrackerKind; readonly name: string; readonly item: AnyItem }[];
  /** Some entry is not knowable. */
  readonly unknown: boolean;
}

/** A block that may track things. */
export type TrackingBlock = BlockOf<'vrrp_instance'> | BlockOf<'vrrp_sync_group'>;

const lists = [
  { keyword: 'track_interface', kind: 'interface', definitions: [], limit: 253, standard: 0 },
  { keyword: 'track_script', kind: 'script', definitions: ['vrrp_script'], limit: 253, standard: 0 },
  { keyword: 'track_file', kind: 'file', definitions: ['track_file', 'vrrp_track_file'], limit: 254, standard: 1 },
  { keyword: 'track_process', kind: 'process', definitions: ['vrrp_track_process'], limit: 254, standard: 0 },
  { keyword: 'track_bfd', kind: 'bfd', definitions: ['bfd_instance'], limit: 253, standard: 0 },
] as const;

type List = (typeof lists)[number];

/** Many rules ask, and a sync group once for each of its members. */
const memo = new WeakMap<TrackingBlock, Listing>();

/**
 * What the `track_*` lists of one block say. A second entry of the same name is ignored.
 *
 * @param configuration the one that the block is part of
 */
export function listedTrackers(configuration: Configuration, block: TrackingBlock): Listing {
  let listing = memo.get(block);
  if (!listing) {
    listing = readListing(configuration, block);
    memo.set(block, listing);
  }
  return listing;
}

function readListing(configuration: Configuration, block: TrackingBlock): Listing {
  const trackers: ListedTracker[] = [];
  const missing: { kind: TrackerKind; name: string; item: AnyItem }[] = [];
  let unknown = !configuration.complete;
  for (const list of lists) {
    unknown ||= misspelt(configuration, block, list.keyword);
    const items = (block as unknown as Block).itemsOf(list.keyword);
    for (const item of items) {
      const name = item.texts[0];
      if (!name || name.dynamic) {
        unknown = true;
        continue;
      }
      if (trackers.some((each) => each.kind === list.kind && each.name === name.text)) continue;
      const definition = definitionOf(configuration, list, name.text, item);
      if (list.definitions.length > 0 && !definition) {
        missing.push({ kind: list.kind, name: name.text, item });
        continue;
      }
      trackers.push({ kind: list.kind, name: name.text, item, definition, ...weightOf(list, item, definition) });
    }
  }
  return { trackers, undefined: missing, unknown };
}

/** The definition that stands before the use; a later one comes too late. */
function definitionOf(configuration: Configuration, list: List, name: string, item: Item): Block | undefined {
  if (list.definitions.length === 0) return undefined;
  const use = configuration.symbols.useBy(item);
  for (const kind of list.definitions) {
    const found = configuration.symbols.definitions(kind, name).find((each) => !use || each.order < use.order)?.owner;
    if (found && 'isBlock' in found && found.isBlock()) return found;
  }
  return undefined;
}

function weightOf(list: List, item: Item, definition: Block | undefined): Pick<ListedTracker, 'weight' | 'reverse' | 'weightAt'> {
  const inherited = definition?.get('weight');
  const base = inherited ? inherited.argument('value')?.value : list.standard;
  const baseReverse = inherited?.argument('direction')?.value === 'reverse';
  const own = item.argument('weight');
  if (!own) return { weight: clamp(base, list.limit), reverse: baseReverse, weightAt: inherited };
  const direction = item.argument('direction')?.value;
  return { weight: clamp(own.value, list.limit), reverse: direction === undefined ? baseReverse : direction === 'reverse', weightAt: item };
}

/** A weight of 254 is cut to 253 where the code does so; what is out of range is not known to us. */
function clamp(weight: unknown, limit: number): number | undefined {
  return typeof weight === 'number' ? Math.max(-limit, Math.min(limit, weight)) : undefined;
}
