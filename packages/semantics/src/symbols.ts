import type { Keyword } from '@kaconf/schema';
import type { Range } from '@kaconf/syntax';
import type { Configuration } from './configuration.ts';
import type { Directive, Item } from './block.ts';
import type { SourceDocument } from './document.ts';

/** A name that is defined or used: `vrrp_script`, `vrrp_instance`, `virtual_server_group` … */
export interface SymbolUse {
  readonly role: 'def' | 'ref';
  readonly kind: string;
  readonly name: string;
  readonly document: SourceDocument;
  readonly range: Range;
  readonly owner: Directive | Item;
  /** Position in reading order: where keepalived wants a definition before its use, this tells. */
  readonly order: number;
}

/** All named things of one configuration, found by the `<def kind>` and `<ref kind>` of the signatures. */
export class SymbolTable {
  readonly all: readonly SymbolUse[];
  /** By kind and name. */
  readonly #definitions = new Map<string, SymbolUse[]>();
  readonly #references = new Map<string, SymbolUse[]>();
  readonly #names = new Map<string, readonly string[]>();
  #uses: ReadonlyMap<Directive | Item, SymbolUse> | undefined;

  constructor(configuration: Configuration) {
    const all: SymbolUse[] = [];
    const heads = new Set<Keyword>();
    const lists = new Set<Keyword>();
    /** Paths of blocks in which something is named; most blocks hold no names. */
    const paths = new Set<string>();
    for (const keyword of configuration.keywords) {
      const has = symbolsIn(keyword);
      if (has.signature) heads.add(keyword);
      if (has.items) lists.add(keyword);
      if (has.signature || has.items) for (let path = keyword.context; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) paths.add(path);
    }
    const visit = (directives: readonly Directive[]): void => {
      for (const directive of directives) {
        const { keyword } = directive;
        if (heads.has(keyword)) collect(directive, all);
        if (!directive.isBlock()) continue;
        if (lists.has(keyword)) for (const item of directive.items) collect(item, all);
        if (paths.has(directive.path)) visit(directive.directives);
      }
    };
    if (heads.size + lists.size > 0) visit(configuration.directives);
    this.all = all;
    for (const use of all) {
      const key = `${use.kind} ${use.name}`;
      const byName = use.role === 'def' ? this.#definitions : this.#references;
      const known = byName.get(key);
      if (known) known.push(use);
      else byName.set(key, [use]);
    }
  }

  definitions(kind: string, name: string): readonly SymbolUse[] {
    return this.#definitions.get(`${kind} ${name}`) ?? [];
  }

  references(kind: string, name: string): readonly SymbolUse[] {
    return this.#references.get(`${kind} ${name}`) ?? [];
  }

  /** The first name that a directive or item refers to. */
  useBy(owner: SymbolUse['owner']): SymbolUse | undefined {
    this.#uses ??= new Map(this.all.filter((use) => use.role === 'ref').toReversed().map((use) => [use.owner, use]));
    return this.#uses.get(owner);
  }

  /** All names defined for a kind, in reading order. */
  names(kind: string): readonly string[] {
    let names = this.#names.get(kind);
    if (!names) this.#names.set(kind, (names = [...new Set(this.all.filter((use) => use.role === 'def' && use.kind === kind).map((use) => use.name))]));
    return names;
  }
}

function collect(owner: Directive | Item, into: SymbolUse[]): void {
  for (const argument of owner.match().args) {
    if (argument.part.kind !== 'value' || !argument.part.symbol || argument.state !== 'known') continue;
    const word = owner.keyword.script ? owner.argumentWords[argument.word] : owner.texts[owner.firstArgument + argument.word];
    if (!word || word.dynamic) continue;
    const { role, kind } = argument.part.symbol;
    into.push(new Use(role, kind, word.text, owner, argument.word, into.length));
  }
}

/** There are very many of them, and few are ever shown: the place is looked up when asked for. */
class Use implements SymbolUse {
  readonly role: SymbolUse['role'];
  readonly kind: string;
  readonly name: string;
  readonly owner: Directive | Item;
  readonly order: number;
  readonly #word: number;

  constructor(role: SymbolUse['role'], kind: string, name: string, owner: Directive | Item, word: number, order: number) {
    this.role = role;
    this.kind = kind;
    this.name = name;
    this.owner = owner;
    this.order = order;
    this.#word = word;
  }

  get document(): SourceDocument {
    return this.owner.document;
  }

  get range(): Range {
    const word = this.owner.argumentWords[this.#word];
    return word ? { start: word.start, end: word.end } : this.owner.range;
  }
}

const memo = new WeakMap<Keyword, { readonly signature: boolean; readonly items: boolean }>();

/** Most keywords name nothing; found out once per keyword. */
function symbolsIn(keyword: Keyword): { readonly signature: boolean; readonly items: boolean } {
  let known = memo.get(keyword);
  if (!known) {
    known = { signature: mentionsSymbol(keyword.signature), items: keyword.items !== undefined && mentionsSymbol(keyword.items) };
    memo.set(keyword, known);
  }
  return known;
}

function mentionsSymbol(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if (Array.isArray(part)) return part.some(mentionsSymbol);
  if ('symbol' in part && part.symbol !== undefined) return true;
  return Object.values(part).some(mentionsSymbol);
}
