import type { Condition, Item } from './tree.ts';

/** More ids in a text, or more conditions on a line, are not looked at one by one. */
const MOST_IDS = 64;
const MOST_CONDITIONS = 8;

interface BraceEvent {
  readonly open: boolean;
  /** A condition holds for the rest of its physical line; behind a brace another one may follow. */
  readonly conditions: readonly Condition[];
}

/**
 * Whether the braces match for every node: for each config id that occurs in a condition, and for a node with another id.
 * Conditional lines that look unbalanced side by side (`@a x A {` and further down `@b x B {`, one `}`) may be sound.
 * @returns false also where there are no conditions, or too many ids
 */
export function isBalancedInEveryWorld(items: readonly Item[]): boolean {
  const { events, ids } = braceEvents(items);
  if (ids.size === 0 || ids.size > MOST_IDS || events.some(({ conditions }) => conditions.length > MOST_CONDITIONS)) return false;
  return isBalancedFor(undefined, events) && [...ids].every((id) => isBalancedFor(id, events));
}

function braceEvents(items: readonly Item[]): { readonly events: readonly BraceEvent[]; readonly ids: ReadonlySet<string> } {
  const events: BraceEvent[] = [];
  const ids = new Set<string>();
  let line = -1;
  let conditions: readonly Condition[] = [];
  for (const item of items) {
    if (item.line !== line) conditions = [];
    line = item.line;
    if (!('prefixes' in item)) continue;
    for (const prefix of item.prefixes) {
      if (prefix.kind !== 'condition') continue;
      if (conditions.length <= MOST_CONDITIONS) conditions = [...conditions, prefix];
      ids.add(prefix.id);
    }
    if (item.kind === 'open' || item.kind === 'close') events.push({ open: item.kind === 'open', conditions });
  }
  return { events, ids };
}

function isBalancedFor(id: string | undefined, events: readonly BraceEvent[]): boolean {
  let depth = 0;
  for (const { open, conditions } of events) {
    if (!conditions.every((condition) => (condition.id === id) !== condition.negated)) continue;
    depth += open ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
