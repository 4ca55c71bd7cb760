import { match, type Argument, type Keyword, type MatchResult, type MatchWord, type Signature, type Version } from '@kaconf/schema';
import type { Range } from '@kaconf/syntax';
import { toValue } from './argument-value.ts';
import { compare } from './comparison.ts';
import type { Place, SourceDocument } from './document.ts';
import type { LogicalLine, SourceWord } from './logical-line.ts';
import type { Given, Value } from './value.ts';

/** Arguments by name; options by their keyword, repeated ones as lists. */
export type Arguments = Readonly<Record<string, Value<unknown> | readonly Value<unknown>[] | undefined>>;

/** Words that were matched with a signature: the common part of directives and list items. */
export abstract class Matched implements Place {
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

  /** What the words say; their places may be those of an equal line. */
  get texts(): readonly SourceWord[] {
    return (this.#source.meaning ?? this.#source).words;
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
