import type { BlockPath, Keyword, Version } from '@kaconf/schema';
import type { Block, Directive, Item } from './block.ts';
import type { Place, SourceDocument } from './document.ts';
import type { Fact, FactCode, FactOf } from './fact.ts';
import type { IncludeResolver } from './include.ts';
import type { BlockOf } from './model.ts';
import { SymbolTable } from './symbols.ts';

export interface ConfigurationOptions {
  readonly target: Version;
  /** As `keepalived -i`; undefined: no id matches. */
  readonly configId?: string | undefined;
  readonly includes?: IncludeResolver;
  /** As `keepalived -e`. */
  readonly includeCheck?: boolean | undefined;
}

/** What reading came to. */
export interface Contents {
  readonly directives: readonly Directive[];
  readonly facts: readonly Fact[];
  readonly documents: readonly SourceDocument[];
  readonly complete: boolean;
  readonly hasUnknownWords: boolean;
  readonly definitions: ReadonlyMap<string, Place | undefined>;
}

/** A root file with its includes, as one node reads it. Immutable. */
export class Configuration {
  readonly root: SourceDocument;
  readonly target: Version;
  readonly configId: string | undefined;
  /** The root and all files it includes, in reading order, each once. */
  readonly documents: readonly SourceDocument[];
  /** What stands at the root, in reading order. */
  readonly directives: readonly Directive[];
  readonly facts: readonly Fact[];
  /** False where an include could not be followed; what seems to be missing may stand there. */
  readonly complete: boolean;
  /** Some word that keepalived would judge is not known before it runs. */
  readonly hasUnknownWords: boolean;
  /** Where each definition was made last. */
  readonly definitions: ReadonlyMap<string, Place | undefined>;
  /**
   * What keepalived makes of the same files where that differs from what was meant: after a stray brace or an unknown
   * block it reads on at another level. Absent where both agree.
   */
  readonly asRead: Configuration | undefined;
  readonly #index = new Map<string, Block[]>();
  readonly #byKeyword = new Map<Keyword, Directive[]>();
  readonly #globals = new Map<string, Directive | undefined>();
  #allBlocks: readonly Block[] | undefined;
  #symbols: SymbolTable | undefined;
  #facts: Map<FactCode, Fact[]> | undefined;

  constructor(root: SourceDocument, options: ConfigurationOptions, contents: Contents, asRead: Configuration | undefined) {
    this.root = root;
    this.target = options.target;
    this.configId = options.configId;
    this.documents = contents.documents;
    this.directives = contents.directives;
    this.facts = contents.facts;
    this.complete = contents.complete;
    this.hasUnknownWords = contents.hasUnknownWords;
    this.definitions = contents.definitions;
    this.asRead = asRead;
    this.#add(contents.directives);
  }

  #add(directives: readonly Directive[]): void {
    for (const directive of directives) {
      append(this.#byKeyword, directive.keyword, directive);
      if (!directive.isBlock()) continue;
      append(this.#index, directive.path, directive);
      this.#add(directive.directives);
    }
  }

  /** All blocks with that path (`vrrp_instance`, `virtual_server.real_server` …), in reading order. */
  blocks<P extends BlockPath>(path: P): readonly BlockOf<P>[] {
    return (this.#index.get(path) ?? []) as unknown as readonly BlockOf<P>[];
  }

  /** The same for a path that only a run can tell; its keywords are not typed. */
  blocksAt(path: string): readonly Block[] {
    return this.#index.get(path) ?? [];
  }

  /** The directive of `global_defs` that counts, over all such blocks. */
  global(name: string): Directive | undefined {
    if (!this.#globals.has(name)) this.#globals.set(name, this.#findGlobal(name));
    return this.#globals.get(name);
  }

  #findGlobal(name: string): Directive | undefined {
    let found: Directive | undefined;
    for (const block of this.#index.get('global_defs') ?? []) {
      const directive = block.get(name);
      if (directive && (directive.keyword.repeat === 'first' || directive.keyword.repeat === 'first-reported')) return found ?? directive;
      found = directive ?? found;
    }
    return found;
  }

  /** Every block, by kind. */
  get allBlocks(): readonly Block[] {
    this.#allBlocks ??= [...this.#index.values()].flat();
    return this.#allBlocks;
  }

  /**
   * All directives whose keyword fulfils a condition, in no particular order: the condition is asked once for each
   * keyword of the vocabulary that occurs, not for each line.
   */
  directivesWhere(condition: (keyword: Keyword) => boolean): readonly Directive[] {
    const found: Directive[] = [];
    for (const [keyword, directives] of this.#byKeyword) if (condition(keyword)) for (const directive of directives) found.push(directive);
    return found;
  }

  /** The keywords of the vocabulary that occur. */
  get keywords(): Iterable<Keyword> {
    return this.#byKeyword.keys();
  }

  /** Directives with that canonical name at the root. */
  atRoot(name: string): readonly Directive[] {
    return this.directives.filter((directive) => directive.name === name);
  }

  factsOf<C extends FactCode>(code: C): readonly FactOf<C>[] {
    if (!this.#facts) {
      this.#facts = new Map();
      for (const fact of this.facts) append(this.#facts, fact.code, fact);
    }
    // Grouped by code, so each list holds facts of one kind.
    return (this.#facts.get(code) ?? []) as readonly Fact[] as readonly FactOf<C>[];
  }

  get symbols(): SymbolTable {
    this.#symbols ??= new SymbolTable(this);
    return this.#symbols;
  }
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Every item, directive or block in a tree of directives. */
export function* walk(directives: readonly Directive[]): Generator<Directive | Item> {
  for (const directive of directives) {
    yield directive;
    if (!directive.isBlock()) continue;
    yield* directive.items;
    yield* walk(directive.directives);
  }
}
