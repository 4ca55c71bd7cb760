import type { Condition, Prefix } from './tree.ts';

/**
 * Conditions of lines of which every node reads at most one: `@a`, `@b`, `@c`, or `@a` and `@^a`.
 * Such lines are alternatives to each other. Asking takes constant time, however many there are.
 */
export class Alternatives {
  private readonly ids = new Set<string>();
  private negated: string | undefined;

  /** The group of a first line; undefined for a line without condition, which every node reads. */
  static of(prefixes: readonly Prefix[]): Alternatives | undefined {
    const condition = conditionOf(prefixes);
    if (condition === undefined) return undefined;
    const group = new Alternatives();
    group.add(condition);
    return group;
  }

  /** Takes in one more line, if it is an alternative to all that are in. */
  join(prefixes: readonly Prefix[]): boolean {
    const condition = conditionOf(prefixes);
    if (condition === undefined || !this.admits(condition)) return false;
    this.add(condition);
    return true;
  }

  /** Whether a line with just this condition is in. */
  has(prefixes: readonly Prefix[]): boolean {
    const condition = conditionOf(prefixes);
    if (condition === undefined) return false;
    return condition.negated ? this.negated === condition.id : this.ids.has(condition.id);
  }

  private admits({ negated, id }: Condition): boolean {
    if (this.negated !== undefined) return !negated && this.negated === id && this.ids.size === 0;
    return negated ? this.ids.size === 1 && this.ids.has(id) : !this.ids.has(id);
  }

  private add({ negated, id }: Condition): void {
    if (negated) this.negated = id;
    else this.ids.add(id);
  }
}

/** The condition among the prefixes of a line, if it has one. */
function conditionOf(prefixes: readonly Prefix[]): Condition | undefined {
  for (const prefix of prefixes) if (prefix.kind === 'condition') return prefix;
  return undefined;
}
