import type { VrrpInstance } from '@kaconf/semantics';

/** A member whose value differs from what the others (or, of two, the first) have. */
export interface Deviation<T> {
  readonly member: VrrpInstance;
  readonly value: T;
  /** The members that agree with each other; the first of them stands for all. */
  readonly reference: readonly VrrpInstance[];
  readonly first: VrrpInstance;
  readonly expected: T;
  /** More than half of at least three members agree: what is right is clear. */
  readonly decided: boolean;
}

const none: readonly never[] = [];

/**
 * Compares a value over the members of a cluster instance. With three or more the most frequent value is taken as the
 * right one; in a draw, and with two, that of the earliest member.
 *
 * @param valueOf undefined: not knowable or not comparable; such a member takes no part
 * @param keyOf two values with one key are equal
 */
export function deviations<T>(members: readonly VrrpInstance[], valueOf: (member: VrrpInstance) => T | undefined, keyOf: (value: T) => unknown = (value) => value): readonly Deviation<T>[] {
  if (agree(members, valueOf, keyOf)) return none;
  const groups = new Map<unknown, { value: T; members: VrrpInstance[] }>();
  let count = 0;
  for (const member of members) {
    const value = valueOf(member);
    if (value === undefined) continue;
    count++;
    const group = groups.get(keyOf(value));
    if (group) group.members.push(member);
    else groups.set(keyOf(value), { value, members: [member] });
  }
  const [first, ...others] = [...groups.values()].sort((a, b) => b.members.length - a.members.length);
  const [head] = first?.members ?? [];
  if (!first || !head) return [];
  const decided = count >= 3 && first.members.length * 2 > count;
  return others
    .flatMap((group) => group.members.map((member): Deviation<T> => ({ member, value: group.value, reference: first.members, first: head, expected: first.value, decided })))
    .sort((a, b) => members.indexOf(a.member) - members.indexOf(b.member));
}

/** The usual case: nothing has to be counted. */
function agree<T>(members: readonly VrrpInstance[], valueOf: (member: VrrpInstance) => T | undefined, keyOf: (value: T) => unknown): boolean {
  let compared = false;
  let expected: unknown;
  for (const member of members) {
    const value = valueOf(member);
    if (value === undefined) continue;
    const key = keyOf(value);
    if (compared && key !== expected) return false;
    compared = true;
    expected = key;
  }
  return true;
}
