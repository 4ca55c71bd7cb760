import { type RawKeyword, blockNames, buildNames, processNames, vocabulary } from './generated/keywords.ts';
import type { Extra, Invalid, Keyword, Missing, Process, Repeat } from './keyword.ts';
import { parseSignature } from './notation.ts';
import type { SequencePart } from './signature.ts';
import { type Version, parseVersion } from './version.ts';

const noSignature: SequencePart = { kind: 'sequence', parts: [] };

/** A keyword whose signatures are read from their notation when they are asked for: most runs need a few of them only. */
class Entry implements Keyword {
  readonly name: string;
  readonly context: string;
  readonly path: string;
  readonly kind: Keyword['kind'];
  readonly aliasOf: string | undefined;
  readonly since: Version | undefined;
  readonly until: Version | undefined;
  readonly deprecated: Keyword['deprecated'];
  readonly build: readonly string[];
  readonly processes: readonly Process[];
  readonly repeat: Repeat;
  readonly missing: Missing;
  readonly extra: Extra;
  readonly invalid: Invalid;
  readonly itemMissing: Missing;
  readonly itemExtra: Extra;
  readonly required: boolean;
  readonly script: boolean;
  readonly default: string | number | boolean | undefined;
  readonly doc: string;
  readonly source: string;
  readonly notation: string;
  readonly itemNotation: string | undefined;
  private parsed: SequencePart | undefined;
  private parsedItems: SequencePart | undefined;

  constructor(raw: RawKeyword, context: string) {
    this.name = raw.name;
    this.context = context;
    this.path = context === '' || context === '*' ? raw.name : `${context}.${raw.name}`;
    this.kind = raw.kind ?? 'directive';
    this.aliasOf = raw.alias;
    this.since = raw.since === undefined ? undefined : parseVersion(raw.since);
    this.until = raw.until === undefined ? undefined : parseVersion(raw.until);
    this.deprecated = raw.deprecated && {
      since: raw.deprecated.since === undefined ? undefined : parseVersion(raw.deprecated.since),
      use: raw.deprecated.use,
      reported: raw.deprecated.reported === true,
    };
    this.build = (raw.build ?? []).map((at) => buildNames[at] ?? '');
    this.processes = raw.process.map((at) => processNames[at] ?? 'parent');
    this.repeat = raw.repeat ?? (raw.kind === 'block' ? 'new-object' : raw.kind === 'list' ? 'accumulate' : raw.args === undefined ? 'idempotent' : 'last');
    this.missing = raw.missing ?? 'none';
    this.extra = raw.extra ?? 'ignored';
    this.invalid = raw.invalid ?? 'error';
    this.itemMissing = raw.itemMissing ?? 'error';
    this.itemExtra = raw.itemExtra ?? 'reported';
    this.required = raw.required === true;
    this.notation = raw.args ?? '';
    this.itemNotation = raw.items;
    this.script = this.notation.includes('<script>');
    this.default = raw.default;
    this.doc = raw.doc;
    this.source = raw.source;
  }

  get signature(): SequencePart {
    return (this.parsed ??= this.notation === '' ? noSignature : parseSignature(this.notation));
  }

  get items(): SequencePart | undefined {
    return (this.parsedItems ??= this.itemNotation === undefined ? undefined : parseSignature(this.itemNotation));
  }
}

/** The keywords of one block. Each is made when somebody asks for it: most runs meet a few of hundreds. */
class Context {
  readonly #path: string;
  readonly #raw: readonly RawKeyword[];
  readonly #rawByName: ReadonlyMap<string, RawKeyword>;
  readonly #byName = new Map<string, Keyword>();
  #list: readonly Keyword[] | undefined;

  constructor(path: string, raw: readonly RawKeyword[]) {
    this.#path = path;
    this.#raw = raw;
    this.#rawByName = new Map(raw.map((each) => [each.name, each]));
  }

  get list(): readonly Keyword[] {
    return (this.#list ??= this.#raw.flatMap(({ name }) => this.get(name) ?? []));
  }

  get(name: string): Keyword | undefined {
    const known = this.#byName.get(name);
    if (known) return known;
    const raw = this.#rawByName.get(name);
    if (!raw) return undefined;
    const made = new Entry(raw, this.#path);
    this.#byName.set(name, made);
    return made;
  }
}

const read = new Map<string, Context>();
const none = new Context('', []);

function context(path: string): Context {
  let found = read.get(path);
  if (!found) {
    // A path may be any text: "__proto__" is no block.
    const raw = Object.hasOwn(vocabulary, path) ? vocabulary[path] : undefined;
    if (!raw) return none;
    found = new Context(path, raw());
    read.set(path, found);
  }
  return found;
}

/** Paths of all blocks with keywords; `''` is the root, `*` the include forms, which may stand everywhere. */
export const contexts: readonly string[] = blockNames;

/**
 * The keyword of a name in a block, whatever the version: also one that was removed.
 *
 * @param path path of the block, `''` for the root
 * @param word the word as written
 */
export function lookup(path: string, word: string): Keyword | undefined {
  return context(path).get(word);
}

/** All keywords of a block, in the order of the vocabulary, aliases and removed ones included. */
export function keywordsOf(path: string): readonly Keyword[] {
  return context(path).list;
}

/** All keywords of a name, wherever they stand; for "belongs into ...". */
export function contextsOf(word: string): readonly Keyword[] {
  return contexts.flatMap((path) => context(path).get(word) ?? []);
}

/** Whether a version knows a keyword; builds with other options may still lack it. */
export function isKnown(keyword: Keyword, target: Version): boolean {
  return (keyword.since === undefined || keyword.since <= target) && (keyword.until === undefined || target <= keyword.until);
}

/** Path of the block that a keyword opens: that of its canonical spelling. */
export function bodyContext(keyword: Keyword): string {
  if (keyword.aliasOf === undefined) return keyword.path;
  return keyword.path.slice(0, keyword.path.length - keyword.name.length) + keyword.aliasOf;
}

/** The canonical keyword of an alias; any other keyword itself. */
export function canonical(keyword: Keyword): Keyword {
  return keyword.aliasOf === undefined ? keyword : (lookup(keyword.context, keyword.aliasOf) ?? keyword);
}
