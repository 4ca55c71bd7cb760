import type { Configuration, FactCode } from '@kaconf/semantics';

/** A keyword of the vocabulary, or a kind of fact that was noticed in reading. */
export type Sign = `fact:${FactCode}` | (string & {});

const memo = new WeakMap<Configuration, ReadonlySet<string>>();

function signsOf(configuration: Configuration): ReadonlySet<string> {
  let signs = memo.get(configuration);
  if (!signs) {
    const found = new Set<string>();
    for (const { aliasOf, name } of configuration.keywords) {
      found.add(name);
      if (aliasOf !== undefined) found.add(aliasOf);
    }
    for (const { code } of configuration.facts) found.add(`fact:${code}`);
    signs = found;
    memo.set(configuration, signs);
  }
  return signs;
}

/**
 * Whether one of these is anywhere in a configuration: what only concerns them need not be looked for in each of its blocks.
 *
 * @param names keywords, an alias also by its canonical name, and kinds of facts
 */
export function occurs(configuration: Configuration, ...names: readonly Sign[]): boolean {
  return occursIn(signsOf(configuration), names);
}

/** The same for one configuration and many questions. */
export function occurrences(configuration: Configuration): (names: readonly Sign[]) => boolean {
  const signs = signsOf(configuration);
  return (names) => occursIn(signs, names);
}

function occursIn(signs: ReadonlySet<string>, names: readonly Sign[]): boolean {
  for (const name of names) if (signs.has(name)) return true;
  return false;
}
