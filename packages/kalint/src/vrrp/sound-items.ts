import type { Configuration, Item } from '@kaconf/semantics';
import { occurs } from '../occurs.ts';

/**
 * The entries of all list blocks of these names whose words are known and good by themselves.
 *
 * @param wanted tells those that are asked about: cheaper than to find out whether they are good
 */
export function* soundItems(configuration: Configuration, names: readonly string[], wanted: (item: Item) => boolean = () => true): Generator<Item> {
  if (!occurs(configuration, ...names)) return;
  for (const block of configuration.directivesWhere(({ kind, name, aliasOf }) => kind === 'list' && names.includes(aliasOf ?? name))) {
    if (!block.isBlock()) continue;
    for (const item of block.items) {
      if (!wanted(item) || item.match().mismatches.length > 0) continue;
      const { texts } = item;
      if (texts.length > 0 && texts.every((word) => word.dynamic === undefined)) yield item;
    }
  }
}
