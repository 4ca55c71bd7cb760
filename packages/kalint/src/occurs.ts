import type { Configuration } from '@kaconf/semantics';

const memo = new WeakMap<Configuration, ReadonlySet<string>>();

/**
 * Whether one of these keywords stands anywhere in a configuration: what only concerns them need not be looked for in each of its
 * blocks.
 *
 * @param names canonical names
 */
export function occurs(configuration: Configuration, ...names: readonly string[]): boolean {
  let known = memo.get(configuration);
  if (!known) {
    known = new Set(Array.from(configuration.keywords, ({ aliasOf, name }) => aliasOf ?? name));
    memo.set(configuration, known);
  }
  for (const name of names) if (known.has(name)) return true;
  return false;
}
