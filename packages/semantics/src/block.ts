import { bodyContext, type Keyword, type Signature, type Version } from '@kaconf/schema';
import { splitScript, type Range, type Word } from '@kaconf/syntax';
import type { LogicalLine, SourceWord } from './logical-line.ts';
import { Matched } from './matched.ts';

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
const noDirectives: readonly Directive[] = [];
const roomOfList = 12;

/** Where a brace is: as good as always one character, of which the start is enough to keep. */
function placeOf({ start, end }: Range): number | Range {
  return end - start === 1 ? start : { start, end };
}

function braceAt(place: number | Range | undefined): Range | undefined {
  return typeof place === 'number' ? { start: place, end: place + 1 } : place;
}

/** Paths by keyword: asked for each block, and a string is made of two each time otherwise. */
const paths = new Map<Keyword, string>();

/** A directive with a body. */
export class Block extends Directive {
  #directives: Directive[] | undefined;
  #items: Item[] | undefined;
  #open: number | Range | undefined;
  #close: number | Range | undefined;
  /** 1-based line of the `}` (or of the last line, where the file ends first): checks at the end of a block are reported there. */
  endLine = 0;

  get directives(): readonly Directive[] {
    return this.#directives ?? noDirectives;
  }

  /** Where the user wrote the `{`; undefined where it is missing. */
  get open(): Range | undefined {
    return braceAt(this.#open);
  }

  get close(): Range | undefined {
    return braceAt(this.#close);
  }

  /** For the one who reads the block. */
  opened(brace: Range | undefined): void {
    this.#open = brace && placeOf(brace);
  }

  /** For the one who reads the block: nothing is added behind its `}`. */
  closed(brace: Range, line: number): void {
    this.#close = placeOf(brace);
    this.endLine = line;
    // A list that grew has room for more than a dozen further directives.
    if (this.#directives && this.#directives.length < roomOfList) this.#directives = this.#directives.slice();
  }

  /** For the one who reads the block. */
  add(directive: Directive): void {
    if (this.#directives) this.#directives.push(directive);
    else this.#directives = [directive];
  }

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
