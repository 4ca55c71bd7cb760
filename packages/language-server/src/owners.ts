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
  // One document nests as it is written, so most of it can be passed over; with includes every block may hold anything.
  if (configuration.documents.length === 1) return descend(configuration.directives, offset);
  const owners = ownersIn(configuration, document);
  let low = 0;
  let high = owners.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((owners[middle]?.range.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const last = owners[low - 1];
  if (!last || last.range.end < offset) return undefined;
  let first = low - 1;
  while (first > 0 && owners[first - 1]?.range.start === last.range.start) first--;
  return owners[first];
}

/** As deep as blocks of the vocabulary nest. A line that a generator repeats makes several blocks, of which one has the body. */
function descend(directives: readonly Directive[], offset: number): Owner | undefined {
  for (const each of directives) {
    if (holds(each.range, offset)) return each;
    if (!each.isBlock() || !holds(each.fullRange, offset)) continue;
    const found = each.items.find((item) => holds(item.range, offset)) ?? descend(each.directives, offset);
    if (found) return found;
  }
  return undefined;
}

function holds({ start, end }: { readonly start: number; readonly end: number }, offset: number): boolean {
  return start <= offset && offset <= end;
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
