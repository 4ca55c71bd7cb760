import type { Version } from './version.ts';

/**
 * The shape of the words behind a keyword, parsed from the notation of `grammar/README.md`:
 * `literal`, `<type range>`, `<name:type>`, `<a | b>`, `[optional]`, `(group)`, `(a | b)`, `...`, `{ any order }`, `<def kind>`, `<ref kind>`.
 */
export type Signature = SequencePart;

export interface SequencePart {
  readonly kind: 'sequence';
  readonly parts: readonly Part[];
}

export interface LiteralPart {
  readonly kind: 'literal';
  readonly text: string;
  /** Key in `args` of a word that says something by being there (`all`, `overwrite`); undefined where it only leads to a value. */
  readonly name: string | undefined;
  readonly since: Version | undefined;
  readonly until: Version | undefined;
  /** The word to write instead. */
  readonly deprecated: string | undefined;
}

export interface ValuePart {
  readonly kind: 'value';
  /** Key in `args`; `value` where the notation gives none. */
  readonly name: string;
  /** A type of `types/`, or `def`/`ref` with `symbol`. */
  readonly type: string;
  readonly symbol: { readonly role: 'def' | 'ref'; readonly kind: string } | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** `max` where a double cannot hold it (`18446744073709551615`). */
  readonly exactMax: string | undefined;
  /** Digits behind the decimal point that keepalived reads. */
  readonly decimals: number | undefined;
  /** Before this version keepalived read whole numbers only. */
  readonly decimalsSince: Version | undefined;
  readonly unit: string | undefined;
  readonly maxLength: number | undefined;
  readonly minLength: number | undefined;
  /** Numbers as in C: `0x` hexadecimal, leading `0` octal. */
  readonly cNotation: boolean;
  /** `x` stands for any digit (`hex`). */
  readonly wildcard: boolean;
  /** An address to which no prefix may be added. */
  readonly bare: boolean;
  /** False where keepalived does not check the range or length. */
  readonly enforced: boolean;
  readonly default: string | number | boolean | undefined;
  /** What is meant when the word is left out. */
  readonly omitted: string | number | boolean | undefined;
}

/** One of several words; each may have a version of its own. */
export interface EnumPart {
  readonly kind: 'enum';
  readonly name: string;
  readonly values: readonly LiteralPart[];
  readonly caseInsensitive: boolean;
  /** Each word may follow a `+` or `-`. */
  readonly signed: boolean;
  /** Several words may be joined by `|`. */
  readonly joined: boolean;
  /** The host may know further names (files of iproute2), so any other word that is no number fits too. */
  readonly open: boolean;
  readonly default: string | undefined;
  readonly omitted: string | undefined;
}

export interface OptionalPart {
  readonly kind: 'optional';
  readonly part: Part;
}

export interface ChoicePart {
  readonly kind: 'choice';
  readonly parts: readonly Part[];
}

export interface RepeatPart {
  readonly kind: 'repeat';
  readonly part: Part;
}

/** Options in any order, each a keyword with its own words; between them words without a keyword. */
export interface OptionsPart {
  readonly kind: 'options';
  readonly options: readonly OptionPart[];
  /** Parts without a keyword, each at most once; one that is not optional must be there. */
  readonly others: readonly Part[];
  /** At least one option must be there. */
  readonly required: boolean;
}

export interface OptionPart {
  readonly kind: 'option';
  /** Key in `args`, with the options around it: `encap.tos`. */
  readonly name: string;
  /** The keyword of the option. */
  readonly word: LiteralPart;
  readonly aliases: readonly LiteralPart[];
  readonly args: SequencePart;
  /** May be given several times. */
  readonly many: boolean;
  /** keepalived reports a second one. */
  readonly once: boolean;
}

export type Part = SequencePart | LiteralPart | ValuePart | EnumPart | OptionalPart | ChoicePart | RepeatPart | OptionsPart | OptionPart;
