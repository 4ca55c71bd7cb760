import type { BlockPath, Keyword, Process, Version } from '@kaconf/schema';
import { Block, type Directive, type Item } from './block.ts';
import type { Place, SourceDocument } from './document.ts';
import { hintsOf } from './brace-hints.ts';
import type { Fact, FactCode, FactOf } from './fact.ts';
import { noIncludes, type IncludeResolver } from './include.ts';
import { ReadingEnds } from './machine-state.ts';
import { Machine } from './machine.ts';
import { fragmentOf } from './fragment.ts';
import type { BlockOf } from './model.ts';
import { Reader } from './reader.ts';
import { SymbolTable } from './symbols.ts';
import { treeFor } from './target-tree.ts';

export interface ConfigurationOptions {
  readonly target: Version;
  /** As `keepalived -i`; undefined: no id matches. */
  readonly configId?: string | undefined;
  readonly includes?: IncludeResolver;
  /** As `keepalived -e`. */
  readonly includeCheck?: boolean | undefined;
}

interface Contents {
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

/**
 * Reads a root file for one config id. Never throws on what the files hold.
 *
 * @param root the main file
 */
export function readConfiguration(root: SourceDocument, options: ConfigurationOptions): Configuration {
  // A block may end in another file: where files are included, the indentation is asked only if something is wrong.
  const several = root.text.includes('include');
  let written = readOnce(root, options, undefined, several ? [] : [root]);
  const { documents } = written.contents;
  if (several && written.anomalous && documents.some((document) => hasOddBraces(document, options.target))) written = readOnce(root, options, undefined, documents);
  // What keepalived makes of tags is nobody's question.
  const asRead = written.anomalous && !root.template ? readAsKeepalived(root, options) : undefined;
  return new Configuration(root, options, written.contents, asRead);
}

const processes: readonly Process[] = ['parent', 'checker', 'vrrp', 'bfd'];

/** The four passes of keepalived (lexical facts, section 1), merged; each contributes the blocks of its concern. */
function readAsKeepalived(root: SourceDocument, options: ConfigurationOptions): Configuration {
  const directives: Directive[] = [];
  const facts = new Map<string, Fact>();
  let documents: readonly SourceDocument[] = [];
  let definitions: Contents['definitions'] = new Map();
  let complete = true;
  let hasUnknownWords = false;
  for (const process of processes) {
    const pass = readOnce(root, options, process);
    directives.push(...pass.contents.directives);
    for (const fact of pass.contents.facts) {
      const key = `${fact.code} ${fact.document.path} ${fact.range.start} ${fact.line}`;
      const known = facts.get(key);
      if (!known || (!known.reported && fact.reported)) facts.set(key, fact);
    }
    if (process === 'parent') ({ documents, definitions } = pass.contents);
    complete = complete && pass.contents.complete;
    hasUnknownWords ||= pass.contents.hasUnknownWords;
    if (pass.ended || pass.contents.facts.some(isFailedInclude)) break;
  }
  return new Configuration(root, options, { directives, facts: [...facts.values()], documents, complete, hasUnknownWords, definitions }, undefined);
}

/** Whether braces of a file have no partner in it. */
function hasOddBraces(document: SourceDocument, target: Version): boolean {
  return treeFor(document, target).problems.some((problem) => problem.code === 'unclosed-block' || problem.code === 'unexpected-close');
}

/** @param guided files in which the indentation tells where a brace is missing or one too many */
function readOnce(root: SourceDocument, options: ConfigurationOptions, process: Process | undefined, guided: readonly SourceDocument[] = [root]): { contents: Contents; anomalous: boolean; ended: boolean } {
  const unbalanced = guided.some((document) => hasOddBraces(document, options.target));
  const hints = process === undefined && unbalanced ? hintsOf(guided, options.target) : undefined;
  const fragment = process === undefined ? fragmentOf(root, options.target) : undefined;
  const machine = new Machine({ target: options.target, process, unbalanced, hints, context: fragment?.context });
  const reader = new Reader(
    { target: options.target, configId: options.configId, includes: options.includes ?? noIncludes, includeCheck: options.includeCheck, pass: process === undefined ? 'written' : process === 'parent' ? 'parent' : 'child' },
    machine,
  );
  let ended = false;
  try {
    reader.read(root);
    machine.end();
  } catch (error) {
    if (!(error instanceof ReadingEnds)) throw error;
    ended = true;
  }
  const definitions = new Map([...reader.definitions].map(([name, definition]) => [name, definition.place]));
  const facts = [...reader.facts, ...machine.facts];
  if (fragment) facts.unshift({ code: 'fragment', ...fragment, document: root, range: firstLine(root), line: 0, reported: false });
  const anomalous = machine.anomalous || facts.some((fact) => anomalies.has(fact.code) || isOnOpenLastLine(fact) || isFailedInclude(fact));
  return { contents: { directives: machine.directives, facts, documents: reader.documents, complete: reader.complete, hasUnknownWords: reader.hasUnknownWords, definitions }, anomalous, ended };
}

/** The first statement of a document: where something about the file as a whole is said. */
function firstLine(document: SourceDocument): { start: number; end: number } {
  const item = document.tree.items.find((each) => each.kind !== 'comment' && each.kind !== 'blank');
  return item ? { start: item.start, end: item.end } : { start: 0, end: 0 };
}

/** A checked include that failed: keepalived ends after the parent's pass. */
function isFailedInclude(fact: Fact): boolean {
  return fact.code === 'include' && fact.reported;
}

/** keepalived's parent process counts line ends: in a last line without one its messages name the line before. */
function isOnOpenLastLine(fact: Fact): boolean {
  const { text, tree } = fact.document;
  return fact.reported && fact.line === tree.lineStarts.length && !text.endsWith('\n');
}

/** Facts about the text after which keepalived's passes see something else than a reader. */
const anomalies: ReadonlySet<FactCode> = new Set<FactCode>(['line-too-long', 'nul-byte', 'byte-order-mark', 'utf-16', 'fragment', 'late-prefix', 'invalid-generator', 'undefined-variable', 'bad-parameters']);
