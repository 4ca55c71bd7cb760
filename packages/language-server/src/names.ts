import type { Configuration, Node, SourceDocument, SymbolUse } from '@kaconf/semantics';
import type { Range as Offsets } from '@kaconf/syntax';
import { argumentAt, isDirective, ownerAt } from './owners.ts';
import { variableAt, variablesIn } from './variables.ts';
import type { View } from './view.ts';

/** Something that has a name and is known by it in several places. */
export interface Named {
  /** `variable`, or the kind of a symbol: `vrrp_script`, `vrrp_instance` … */
  readonly kind: string;
  readonly name: string;
  /** The name at the cursor. */
  readonly range: Offsets;
}

/** A place where a name stands. */
export interface NameUse {
  readonly document: SourceDocument;
  /** The name alone, without quotes. */
  readonly range: Offsets;
  readonly role: 'def' | 'ref';
  /** The block that the name stands for, where it is defined. */
  readonly whole?: Offsets;
  /** The name stands there as it is; false where it is put together from variables. */
  readonly literal: boolean;
}

/** Kinds that are defined in more than one way. */
const families: Readonly<Record<string, readonly string[]>> = {
  track_file: ['track_file', 'vrrp_track_file'],
  vrrp_track_file: ['track_file', 'vrrp_track_file'],
};

/** All kinds under which the definition of a name may stand. */
export function kindsLike(kind: string): readonly string[] {
  return Object.hasOwn(families, kind) ? (families[kind] ?? [kind]) : [kind];
}

/** The name at an offset. */
export function nameAt(view: View, offset: number): Named | undefined {
  const variable = variableAt(view.document, offset);
  if (variable) return { kind: 'variable', name: variable.name, range: variable.range };
  for (const configuration of view.configurations) {
    const owner = ownerAt(configuration, view.document, offset);
    const found = owner && argumentAt(owner, offset);
    if (found?.argument.part.kind !== 'value' || !found.argument.part.symbol || found.argument.state !== 'known') continue;
    return { kind: found.argument.part.symbol.kind, name: found.word.text, range: inner(view.document, found.word) };
  }
  return undefined;
}

/** A word without its quotes. */
function inner({ text }: SourceDocument, { start, end }: Offsets): Offsets {
  const open = text.charAt(start) === '"';
  return { start: start + (open ? 1 : 0), end: open && end - 1 > start && text.charAt(end - 1) === '"' ? end - 1 : end };
}

/**
 * The nodes that know a thing by its name: those that read the document, the other nodes of their clusters (the same name
 * means the same thing there, and rules compare them), and whoever shares a file with one of these.
 */
export function nodesAround(view: View): readonly Node[] {
  const found = new Set<Node>(view.nodes);
  for (const node of found) {
    for (const peer of view.snapshot.clusterOf(node)?.nodes ?? []) found.add(peer);
    for (const document of node.configuration.documents) for (const reader of view.snapshot.nodesOf(document)) found.add(reader);
  }
  return [...found];
}

/** All uses of a name in some nodes, by file and position, each once. */
export function usesOf(nodes: readonly Node[], named: Pick<Named, 'kind' | 'name'>): readonly NameUse[] {
  const found = new Map<SourceDocument, Map<number, NameUse>>();
  const add = (use: NameUse): void => {
    const uses = found.get(use.document) ?? new Map<number, NameUse>();
    if (!uses.has(use.range.start)) uses.set(use.range.start, use);
    found.set(use.document, uses);
  };
  for (const { configuration } of nodes) {
    if (named.kind === 'variable') for (const use of variableUses(configuration, named.name)) add(use);
    else for (const use of symbolUses(configuration, named)) add(use);
  }
  return [...found.values()].flatMap((uses) => [...uses.values()].sort((a, b) => a.range.start - b.range.start));
}

function* variableUses(configuration: Configuration, name: string): Generator<NameUse> {
  for (const document of configuration.documents) {
    for (const { name: own, range, role } of variablesIn(document)) if (own === name) yield { document, range, role, literal: true };
  }
}

function* symbolUses({ symbols }: Configuration, { kind, name }: Pick<Named, 'kind' | 'name'>): Generator<NameUse> {
  for (const each of kindsLike(kind)) {
    for (const use of [...symbols.definitions(each, name), ...symbols.references(each, name)]) yield toUse(use);
  }
}

function toUse({ document, range, role, name, owner }: SymbolUse): NameUse {
  const bare = inner(document, range);
  const block = role === 'def' && isDirective(owner) && owner.isBlock() ? { whole: owner.fullRange } : {};
  return { document, range: bare, role, ...block, literal: document.text.slice(bare.start, bare.end) === name };
}
