import { bodyContext, match, type Argument, type Keyword, type MatchResult, type MatchWord, type Signature, type Version } from '@kaconf/schema';
import { splitScript, type Range, type Word } from '@kaconf/syntax';
import { toValue } from './argument-value.ts';
import { compare } from './comparison.ts';
import type { Place, SourceDocument } from './document.ts';
import type { LogicalLine, SourceWord } from './logical-line.ts';
import type { Given, Value } from './value.ts';

/** Arguments by name; options by their keyword, repeated ones as lists. */
export type Arguments = Readonly<Record<string, Value<unknown> | readonly Value<unknown>[] | undefined>>;

/** Words that were matched with a signature: the common part of directives and list items. */
abstract class Matched implements Place {
  readonly keyword: Keyword;
  readonly target: Version;
  readonly #source: LogicalLine;
  #result: MatchResult | undefined;
  #args: Arguments | undefined;

  constructor(keyword: Keyword, source: LogicalLine, target: Version) {
    this.keyword = keyword;
    this.target = target;
    this.#source = source;
  }

  get document(): SourceDocument {
    return this.#source.document;
  }

  /** 1-based line that keepalived names for it. */
  get line(): number {
    return this.#source.line;
  }

  get words(): readonly SourceWord[] {
    return this.#source.words;
  }

  /** The words; their places may be those of an equal line. */
  get texts(): readonly SourceWord[] {
    return (this.#source.phrase ?? this.#source).words;
  }

  get range(): Range {
    const source = this.#source;
    // As it is written and without prefixes: the line is its words.
    if (source.phrase) return { start: source.start, end: source.end };
    const first = source.words[0];
    const last = source.words.at(-1);
    return first && last ? { start: first.start, end: Math.max(first.end, last.end) } : { start: source.start, end: source.end };
  }

  /** The text of the line after replacement. */
  get raw(): string {
    return this.#source.raw;
  }

  abstract get signature(): Signature;
  /** Number of the word with which the arguments begin. */
  abstract get firstArgument(): 0 | 1;
  /** The words that the signature is about. */
  abstract get argumentWords(): readonly SourceWord[];

  /** Compares the words with the signature. */
  match(): MatchResult {
    return this.#result ??= this.#compare();
  }

  #compare(): MatchResult {
    const { meaning } = this.#source;
    const { keyword, signature, target } = this;
    if (meaning?.plain === true && !keyword.script) return compare(meaning, this.firstArgument, keyword, signature, target);
    return match(keyword, signature, this.argumentWords as readonly MatchWord[], target);
  }

  /**
   * What was given for one argument name, without its place; undefined where nothing was given. Of an option that is given
   * twice the second counts, as in `args`. Costs less than `args`, for who looks at every line.
   */
  argument(name: string): Given<unknown> | undefined {
    let found: Argument | undefined;
    for (const argument of this.match().args) if (argument.name === name && (found === undefined || !argument.repeated)) found = argument;
    return found;
  }

  get args(): Arguments {
    this.#args ??= this.#collect();
    return this.#args;
  }

  /** All values given for one argument name, in order. */
  values(name: string): readonly Value<unknown>[] {
    const wordOf = this.#wordOf();
    return this.match().args.filter((argument) => argument.name === name).map((argument) => toValue(argument, wordOf(argument), this));
  }

  /** The word of an argument, for its text. */
  #wordOf(): (argument: Argument) => SourceWord | undefined {
    const [words, first] = this.keyword.script ? [this.argumentWords, 0] : [this.texts, this.firstArgument];
    return ({ word }) => words[first + word];
  }

  #collect(): Arguments {
    const wordOf = this.#wordOf();
    const args: Record<string, Value<unknown> | Value<unknown>[]> = {};
    for (const argument of this.match().args) {
      const value = toValue(argument, wordOf(argument), this);
      const known = argument.repeated ? args[argument.name] : undefined;
      if (Array.isArray(known)) known.push(value);
      else args[argument.name] = argument.repeated ? [value] : value;
    }
    // A required word that is missing is an invalid value at the end of the line: the types promise that it is there.
    for (const part of this.signature.parts) {
      if ((part.kind !== 'value' && part.kind !== 'enum') || args[part.name] !== undefined) continue;
      args[part.name] = { kind: 'invalid', expected: part.name, text: '', range: { start: this.range.end, end: this.range.end } };
    }
    return args;
  }
}

/** A keyword with its arguments. */
export class Directive extends Matched {
  readonly parent: Block | undefined;

  constructor(keyword: Keyword, source: LogicalLine, parent: Block | undefined, target: Version) {
    super(keyword, source, target);
    this.parent = parent;
  }

  /** The canonical keyword, whatever alias was written. */
  get name(): string {
    return this.keyword.aliasOf ?? this.keyword.name;
  }

  override get signature(): Signature {
    return this.keyword.signature;
  }

  override get firstArgument(): 1 {
    return 1;
  }

  override get argumentWords(): readonly SourceWord[] {
    return argumentWords(this.keyword, this.words, this.raw, this.target);
  }

  /** The word of the keyword itself. */
  get keywordRange(): Range {
    const word = this.words[0];
    return word ? { start: word.start, end: word.end } : this.range;
  }

  isBlock(): this is Block {
    return false;
  }
}

/** Script directives re-read their line with shell-like quotes (lexical facts, section 8.3); most lines need no second look. */
function argumentWords(keyword: Keyword, words: readonly SourceWord[], raw: string, target: Version): readonly SourceWord[] {
  const rest = words.slice(1);
  if (!keyword.script || !/['\\]/.test(raw)) return rest;
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return rest;
  const split = splitScript(raw, target).words.slice(1);
  if (words.some((word) => word.dynamic ?? word.definition)) return withPlaces(split, rest);
  return split.map((word) => ({ ...word, start: first.start + word.start, end: Math.min(first.start + word.end, last.end) }));
}

/** The second look at a line with references: offsets of its text are none of the file, so a word takes the place of those that it was read from. */
function withPlaces(split: readonly Word[], rest: readonly SourceWord[]): readonly SourceWord[] {
  let tail = 0;
  while (tail < Math.min(split.length, rest.length) && split[split.length - 1 - tail]?.text === rest[rest.length - 1 - tail]?.text) tail++;
  const covered = rest.slice(0, rest.length - tail);
  const [first = rest[0]] = covered;
  const last = covered.at(-1) ?? first;
  if (!first || !last) return rest;
  const dynamic = covered.find((word) => word.dynamic !== undefined)?.dynamic;
  const definition = covered.find((word) => word.definition !== undefined)?.definition;
  return [...split.slice(0, split.length - tail).map((word) => ({ ...word, start: first.start, end: last.end, dynamic, definition })), ...rest.slice(rest.length - tail)];
}

/** An entry of a list block: an address, a route, a name with its options. */
export class Item extends Matched {
  readonly parent: Block;

  constructor(source: LogicalLine, parent: Block, target: Version) {
    super(parent.keyword, source, target);
    this.parent = parent;
  }

  override get signature(): Signature {
    return this.keyword.items ?? this.keyword.signature;
  }

  override get firstArgument(): 0 {
    return 0;
  }

  override get argumentWords(): readonly SourceWord[] {
    return this.words;
  }
}

const noItems: readonly Item[] = [];
const noBlocks: readonly Block[] = [];

/** Paths by keyword: asked for each block, and a string is made of two each time otherwise. */
const paths = new Map<Keyword, string>();

/** A directive with a body. */
export class Block extends Directive {
  readonly directives: Directive[] = [];
  #items: Item[] | undefined;
  open: Range | undefined;
  close: Range | undefined;
  /** 1-based line of the `}` (or of the last line, where the file ends first): checks at the end of a block are reported there. */
  endLine = 0;

  /** The lines of a list block. */
  get items(): readonly Item[] {
    return this.#items ?? noItems;
  }

  /** For the one who reads the block. */
  addItem(item: Item): void {
    if (this.#items) this.#items.push(item);
    else this.#items = [item];
  }

  /** The path of the body: the context in which its keywords are looked up. */
  get path(): string {
    let path = paths.get(this.keyword);
    if (path === undefined) {
      path = bodyContext(this.keyword);
      paths.set(this.keyword, path);
    }
    return path;
  }

  override isBlock(): this is Block {
    return true;
  }

  /** The directive that counts where a keyword is given several times: the first or the last, as the keyword has it. */
  get(name: string): Directive | undefined {
    let found: Directive | undefined;
    for (const directive of this.directives) {
      if (directive.name !== name) continue;
      if (directive.keyword.repeat === 'first' || directive.keyword.repeat === 'first-reported') return directive;
      found = directive;
    }
    return found;
  }

  has(name: string): boolean {
    for (const directive of this.directives) if (directive.name === name) return true;
    return false;
  }

  all(name: string): readonly Directive[] {
    return this.directives.filter((directive) => directive.name === name);
  }

  blocks(name: string): readonly Block[] {
    let found: Block[] | undefined;
    for (const directive of this.directives) {
      if (directive.name !== name || !directive.isBlock()) continue;
      if (found) found.push(directive);
      else found = [directive];
    }
    return found ?? noBlocks;
  }

  /** The items of all list blocks of that name (they accumulate). */
  itemsOf(name: string): readonly Item[] {
    const lists = this.blocks(name);
    return lists.length > 1 ? lists.flatMap((block) => block.items) : (lists[0]?.items ?? noItems);
  }

  /** The range of the head's keyword to the closing brace. */
  get fullRange(): Range {
    return { start: this.range.start, end: Math.max(this.range.end, this.open?.end ?? 0, this.close?.end ?? 0) };
  }
}
