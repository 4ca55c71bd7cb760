import { references, type Definition, type Generator, type Item, type Range as Offsets } from '@kaconf/syntax';
import type { Configuration, SourceDocument } from '@kaconf/semantics';

/** A `$NAME=` or a use of it. The range is that of the name alone. */
export interface VariableUse {
  readonly name: string;
  readonly range: Offsets;
  readonly role: 'def' | 'ref';
}

const memo = new WeakMap<SourceDocument, readonly VariableUse[]>();

/** All definitions and uses of variables in a document, by position. */
export function variablesIn(document: SourceDocument): readonly VariableUse[] {
  let uses = memo.get(document);
  if (!uses) {
    const all = document.text.includes('$') || document.text.includes('~') ? document.tree.items.flatMap((item) => usesOf(document.text, item)) : [];
    memo.set(document, (uses = all.sort((a, b) => a.range.start - b.range.start)));
  }
  return uses;
}

function usesOf(text: string, item: Item): VariableUse[] {
  if (item.kind === 'comment' || item.kind === 'blank') return [];
  const uses: VariableUse[] = [];
  const refs = (range: Offsets): void => {
    for (const { name, nameRange } of references(text, range)) uses.push({ name, range: nameRange, role: 'ref' });
  };
  for (const prefix of item.prefixes) {
    if (prefix.kind !== 'generator' || !prefix.args) continue;
    uses.push(...generatorNames(text, prefix));
    refs(prefix.args);
  }
  if (item.kind === 'definition') {
    uses.push({ name: item.name, range: item.nameRange, role: 'def' });
    for (const piece of item.pieces) refs(piece);
  } else if (item.kind === 'include') refs(item.pattern);
  else if (item.kind === 'statement') for (const word of item.words) refs(word);
  return uses;
}

/** `~SEQ(NAME, …)` and `~LST({A, B}, …)` define the names that they begin with. */
function generatorNames(text: string, { args }: Generator): VariableUse[] {
  if (!args) return [];
  const written = text.slice(args.start, args.end);
  const braced = /^\s*\{([^}]*)\}/.exec(written);
  const head = braced ? braced[0] : (/^[^,]*/.exec(written)?.[0] ?? '');
  return [...head.matchAll(/[A-Za-z_]\w*/g)].map((match): VariableUse => ({
    name: match[0], role: 'def', range: { start: args.start + match.index, end: args.start + match.index + match[0].length },
  }));
}

/** The variable at an offset. */
export function variableAt(document: SourceDocument, offset: number): VariableUse | undefined {
  // The `$` and the brace before the name belong to it.
  return variablesIn(document).find(({ range }) => {
    const before = /\$\{?$/.exec(document.text.slice(Math.max(0, range.start - 2), range.start))?.[0].length ?? 0;
    return range.start - before <= offset && offset <= range.end;
  });
}

/** Every place where a configuration defines a name. */
export function definitionsNamed(configuration: Configuration, name: string): readonly { readonly document: SourceDocument; readonly item: Definition }[] {
  return configuration.documents.flatMap((document) =>
    document.tree.items.flatMap((item) => (item.kind === 'definition' && item.name === name ? [{ document, item }] : [])));
}
