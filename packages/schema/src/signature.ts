import type { Version } from './version.ts';

/**
 * The shape of the words behind a keyword, parsed from the notation of `grammar/README.md`:
 * `literal`, `<type range>`, `<name:type>`, `[optional]`, `(group)`, `a | b`, `...`, `{ any order }`, `<def kind>`, `<ref kind>`.
 */
export type Signature = SequencePart;

export interface SequencePart {
  readonly kind: 'sequence';
  readonly parts: readonly Part[];
}

export interface LiteralPart {
  readonly kind: 'literal';
  readonly text: string;
  readonly since: Version | undefined;
  readonly until: Version | undefined;
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
  /** Digits behind the decimal point that keepalived reads. */
  readonly decimals: number | undefined;
  readonly unit: string | undefined;
  readonly maxLength: number | undefined;
  readonly minLength: number | undefined;
  /** False where keepalived does not check the range. */
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

/** Options in any order, each a keyword with its own words. */
export interface OptionsPart {
  readonly kind: 'options';
  readonly options: readonly OptionPart[];
}

export interface OptionPart {
  readonly kind: 'option';
  readonly name: string;
  readonly aliases: readonly LiteralPart[];
  readonly since: Version | undefined;
  readonly until: Version | undefined;
  readonly args: SequencePart;
}

export type Part = SequencePart | LiteralPart | ValuePart | EnumPart | OptionalPart | ChoicePart | RepeatPart | OptionsPart;
