import type { Configuration, Item } from '@kaconf/semantics';

const memo = new WeakMap<Configuration, ReadonlySet<string>>();

/** Lines of list blocks in which something does not fit its signature. */
function faulty(configuration: Configuration): ReadonlySet<string> {
  let places = memo.get(configuration);
  if (!places) {
    places = new Set(configuration.factsOf('mismatch').filter((fact) => fact.item).map((fact) => `${fact.line} ${fact.document.path}`));
    memo.set(configuration, places);
  }
  return places;
}

/** The entries of all list blocks of these names whose words are known and good by themselves. */
export function* soundItems(configuration: Configuration, ...names: readonly string[]): Generator<Item> {
  const bad = faulty(configuration);
  for (const block of configuration.directivesWhere(({ kind, name, aliasOf }) => kind === 'list' && names.includes(aliasOf ?? name))) {
    if (!block.isBlock()) continue;
    for (const item of block.items) {
      const { texts } = item;
      if (texts.length === 0 || texts.some((word) => word.dynamic !== undefined)) continue;
      if (bad.size === 0 || !bad.has(`${item.line} ${item.document.path}`)) yield item;
    }
  }
}
