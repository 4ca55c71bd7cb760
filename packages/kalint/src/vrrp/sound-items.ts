import type { Configuration, Item } from '@kaconf/semantics';

/** The entries of all list blocks of these names whose words are known and good by themselves. */
export function* soundItems(configuration: Configuration, ...names: readonly string[]): Generator<Item> {
  for (const block of configuration.directivesWhere(({ kind, name, aliasOf }) => kind === 'list' && names.includes(aliasOf ?? name))) {
    if (!block.isBlock()) continue;
    for (const item of block.items) {
      const { texts } = item;
      if (texts.length === 0 || texts.some((word) => word.dynamic !== undefined)) continue;
      if (item.match().mismatches.length === 0) yield item;
    }
  }
}
