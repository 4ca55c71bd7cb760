import { parseValue } from './fit.ts';
import type { Keyword } from './keyword.ts';
import { Matcher } from './matcher.ts';
import type { Part, SequencePart, Signature } from './signature.ts';
import { Failure } from './types/value-type.ts';
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

/** The type of `match`, for those who pass it on. */
export type Match = (keyword: Keyword, signature: Signature, words: readonly MatchWord[], target: Version) => MatchResult;

const noMismatches: readonly Mismatch[] = [];
const nothing: MatchResult = { args: [], mismatches: noMismatches };

/** Most directives hold nothing or a few values one behind the other, and most files nothing but such directives. */
function simple({ parts }: SequencePart, words: readonly MatchWord[]): MatchResult | undefined {
  if (words.length === 0) return parts.every(({ kind }) => kind === 'optional') ? nothing : undefined;
  if (words.length > parts.length) return undefined;
  const args: Argument[] = [];
  for (let index = 0; index < parts.length; index++) {
    const outer = parts[index];
    const word = words[index];
    if (outer === undefined) return undefined;
    if (word === undefined) {
      if (outer.kind !== 'optional') return undefined;
      continue;
    }
    const part = outer.kind === 'optional' ? outer.part : outer;
    if (part.kind !== 'value' || part.decimalsSince !== undefined || word.dynamic !== undefined) return undefined;
    const value = parseValue(part, word.text);
    if (value instanceof Failure) return undefined;
    args.push({ name: part.name, word: index, part, value, state: 'known', repeated: false });
  }
  return { args, mismatches: noMismatches };
}

/**
 * Compares the words behind a keyword (or of a list item) with a signature. Never throws.
 *
 * @param keyword the keyword whose signature it is: says what keepalived reports
 * @param signature `keyword.signature` or `keyword.items`
 * @param words all words behind the keyword
 * @param target the version that is to read the file
 */
export function match(keyword: Keyword, signature: SequencePart, words: readonly MatchWord[], target: Version): MatchResult {
  const quick = simple(signature, words);
  if (quick) return quick;
  const matcher = new Matcher(keyword, signature === keyword.items, words, target, false);
  matcher.run(signature);
  return { args: matcher.args, mismatches: matcher.mismatches };
}

/**
 * What may stand behind some words: the completion list.
 *
 * @param words the words before the place in question
 * @returns parts of which each may stand next; empty where nothing may follow
 */
export function expectedAfter(keyword: Keyword, signature: SequencePart, words: readonly MatchWord[], target: Version): readonly Part[] {
  const matcher = new Matcher(keyword, signature === keyword.items, words, target, true);
  matcher.run(signature);
  return matcher.at === words.length ? matcher.triedFrom(words.length) : [];
}
