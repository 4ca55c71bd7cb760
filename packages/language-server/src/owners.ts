import { walk, type Configuration, type Directive, type Item, type SourceDocument } from '@kaconf/semantics';
import type { Argument } from '@kaconf/schema';

/** What has a keyword and words: a directive, a block, or a line of a list. */
export type Owner = Directive | Item;

const memo = new WeakMap<Configuration, Map<SourceDocument, readonly Owner[]>>();

/** Everything that a configuration makes of a document, by position. */
export function ownersIn(configuration: Configuration, document: SourceDocument): readonly Owner[] {
  let all = memo.get(configuration);
  if (!all) {
    const lists = new Map<SourceDocument, Owner[]>();
    for (const each of walk(configuration.directives)) {
      const list = lists.get(each.document);
      if (list) list.push(each);
      else lists.set(each.document, [each]);
    }
    for (const list of lists.values()) list.sort((a, b) => a.range.start - b.range.start);
    memo.set(configuration, (all = lists));
  }
  return all.get(document) ?? [];
}

/** The directive or item whose words hold an offset, the end included. A line that is read several times gives its first reading. */
export function ownerAt(configuration: Configuration, document: SourceDocument, offset: number): Owner | undefined {
  const owners = ownersIn(configuration, document);
  let low = 0;
  let high = owners.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((owners[middle]?.range.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  for (let at = low - 1; at >= 0; at--) {
    const owner = owners[at];
    if (!owner || owner.range.end < offset) return undefined;
    const same = owners.findIndex((each) => each.range.start === owner.range.start);
    return owners[same];
  }
  return undefined;
}

/** The argument that an offset is in. */
export function argumentAt(owner: Owner, offset: number): { readonly argument: Argument; readonly word: Owner['words'][number] } | undefined {
  const words = owner.argumentWords;
  for (const argument of owner.match().args) {
    const word = words[argument.word];
    if (word && word.start <= offset && offset <= word.end) return { argument, word };
  }
  return undefined;
}

/** Whether an owner is a directive: items belong to a list and have no keyword of their own. */
export function isDirective(owner: Owner): owner is Directive {
  return 'keywordRange' in owner;
}
