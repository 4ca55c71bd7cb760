import type { Tracker } from '@kaconf/semantics';

/** Names under which nodes run one command: script name to the first name it has anywhere. */
export type Aliases = ReadonlyMap<string, string>;

/** Finds scripts that differ in name only. */
export function aliasesOf(lists: readonly (readonly Tracker[])[]): Aliases {
  const byCommand = new Map<string, string>();
  const aliases = new Map<string, string>();
  for (const tracker of lists.flat()) {
    const command = tracker.kind === 'script' ? tracker.definition?.get('script')?.words.slice(1).map((word) => word.text).join(' ') : undefined;
    if (command === undefined) continue;
    const name = aliases.get(tracker.name) ?? byCommand.get(command) ?? tracker.name;
    aliases.set(tracker.name, name);
    byCommand.set(command, name);
  }
  return aliases;
}

/**
 * Two trackers with one key do the same. Scripts are compared by name or command, interfaces by weight only: an
 * interface may have another name on another node.
 */
export function trackerKey(tracker: Tracker, aliases: Aliases): string {
  const name = tracker.kind === 'interface' ? '' : tracker.kind === 'script' ? (aliases.get(tracker.name) ?? tracker.name) : tracker.name;
  return `${tracker.kind} ${name} ${tracker.weight ?? '?'} ${tracker.weight !== 0 && tracker.reverse ? 'reverse' : ''}`;
}

/** As a person would write it: `script chk weight -20`. */
export function shownTracker({ kind, name, weight, reverse }: Tracker): string {
  const weighted = weight === undefined || weight === 0 ? '' : ` weight ${weight}${reverse ? ' reverse' : ''}`;
  return `${kind} ${name}${weighted}`;
}

const timings = ['interval', 'timeout', 'fall', 'rise'];

/** The first script of `a` that runs in another rhythm in `b`, as far as it is known. */
export function otherTiming(a: readonly Tracker[], b: readonly Tracker[], aliases: Aliases): { readonly tracker: Tracker; readonly twin: Tracker; readonly keyword: string } | undefined {
  const named = (name: string): string => aliases.get(name) ?? name;
  for (const tracker of a) {
    const twin = b.find((other) => other.kind === tracker.kind && named(other.name) === named(tracker.name));
    if (tracker.kind !== 'script' || !twin) continue;
    const keyword = timings.find((each) => timing(tracker, each) !== timing(twin, each));
    if (keyword !== undefined) return { tracker, twin, keyword };
  }
  return undefined;
}

function timing(tracker: Tracker, keyword: string): unknown {
  const directive = tracker.definition?.get(keyword);
  const value = directive?.args['value'];
  if (!value || !('kind' in value)) return keyword === 'timeout' ? timing(tracker, 'interval') : 1;
  return value.kind === 'known' ? value.value : undefined;
}
