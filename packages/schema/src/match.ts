import type { Keyword } from './keyword.ts';
import type { Part, Signature } from './signature.ts';
import type { Version } from './version.ts';

/** A word as the matcher sees it. */
export interface MatchWord {
  readonly text: string;
  readonly quoted: boolean;
  /** The text is not known before keepalived runs (environment, template tag, undefined variable): fits everywhere. */
  readonly dynamic?: string | undefined;
}

/** One argument that was recognised; `word` is an index into the words that were matched (the keyword is not among them). */
export interface Argument {
  readonly name: string;
  readonly word: number;
  readonly part: Part;
  /** The converted value: number, boolean, string or a structure of `types/`; undefined where dynamic or invalid. */
  readonly value: unknown;
  readonly state: 'known' | 'dynamic' | 'invalid';
  /** Stands in a repeated part of the signature: there may be several of that name. */
  readonly repeated: boolean;
}

export type MismatchCode =
  | 'missing' // a required word is not there
  | 'invalid' // wrong type
  | 'out-of-range'
  | 'too-long'
  | 'too-short'
  | 'enum' // none of the words that may stand here
  | 'extra' // surplus words
  | 'duplicate-option'
  | 'needs-version' // a word or option of a later version
  | 'removed'; // a word or option that the target no longer knows

/** One way in which the words differ from the signature. */
export interface Mismatch {
  readonly code: MismatchCode;
  /** Index of the (first) word concerned; the number of words for one that is missing. */
  readonly word: number;
  /** What may stand there: the error text and the completion list are made from it. */
  readonly expected: readonly Part[];
  readonly version?: Version;
  /** Whether keepalived's config test says so. */
  readonly reported: boolean;
}

export interface MatchResult {
  /** By name; options appear under their keyword, repeated parts as several entries with one name. */
  readonly args: readonly Argument[];
  readonly mismatches: readonly Mismatch[];
}

/**
 * Compares the words behind a keyword (or of a list item) with a signature. Never throws.
 *
 * @param signature `keyword.signature` or `keyword.items`
 * @param words all words behind the keyword
 */
export type Match = (keyword: Keyword, signature: Signature, words: readonly MatchWord[], target: Version) => MatchResult;

export { expectedAfter, match } from './matcher.ts';
