import type { Suppression } from './suppressions.ts';

/** What a finding has that a suppression can be about. */
export interface Suppressible {
  readonly rule: string;
  /** 0-based. */
  readonly line: number;
}

/** The suppressions that name one rule or group, in file order, and the first of them that has not ended yet. */
interface Queue {
  readonly suppressions: number[];
  first: number;
}

/** Stands for a suppression of all rules. */
const all = '';

/**
 * For each finding the first suppression that covers it. A file of a stranger may have as many of both as it has lines, so they
 * are gone through once, from the first line to the last.
 *
 * @param suppressions in file order
 */
export function firstCovering(suppressions: readonly Suppression[], findings: readonly Suppressible[]): readonly (Suppression | undefined)[] {
  const queues = new Map<string, Queue>();
  for (const [index, { rules }] of suppressions.entries()) {
    for (const name of rules.length === 0 ? [all] : rules.map(({ id }) => id)) {
      const queue = queues.get(name);
      if (queue) queue.suppressions.push(index);
      else queues.set(name, { suppressions: [index], first: 0 });
    }
  }
  const result = new Array<Suppression | undefined>(findings.length).fill(undefined);
  const inOrder = findings.map(({ rule, line }, at) => ({ rule, line, at })).sort((one, other) => one.line - other.line);
  for (const { rule, line, at } of inOrder) {
    let first = Infinity;
    for (const name of namesOf(rule)) first = Math.min(first, firstAt(queues.get(name), line, suppressions));
    result[at] = suppressions[first];
  }
  return result;
}

/** The names under which a rule can be suppressed: its own, those of its groups, and none. */
function namesOf(rule: string): readonly string[] {
  const names = [all, rule];
  for (let at = rule.indexOf('/'); at >= 0; at = rule.indexOf('/', at + 1)) names.push(rule.slice(0, at));
  return names;
}

/** Number of the first suppression of a queue that covers a line; asked for lines in ascending order. */
function firstAt(queue: Queue | undefined, line: number, suppressions: readonly Suppression[]): number {
  if (!queue) return Infinity;
  for (;;) {
    const index = queue.suppressions[queue.first];
    const suppression = index === undefined ? undefined : suppressions[index];
    // What starts later stands further down in the file.
    if (index === undefined || !suppression || suppression.fromLine > line) return Infinity;
    if (line < suppression.toLine) return index;
    queue.first++;
  }
}
