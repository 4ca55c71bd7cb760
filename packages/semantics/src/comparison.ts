import { match, type Keyword, type MatchResult, type MatchWord, type Signature, type Version } from '@kaconf/schema';
import type { Phrase } from '@kaconf/syntax';

/** The result of a comparison, kept with the phrase that was compared: most lines of a large file occur many times. */
class Comparison {
  readonly keyword: Keyword;
  readonly signature: Signature;
  readonly target: Version;
  readonly result: MatchResult;

  constructor(keyword: Keyword, signature: Signature, target: Version, result: MatchResult) {
    this.keyword = keyword;
    this.signature = signature;
    this.target = target;
    this.result = result;
  }
}

/**
 * Compares the words of a phrase with a signature, once for all lines that share the phrase.
 *
 * @param first number of the word with which the arguments begin
 */
export function compare(phrase: Phrase, first: 0 | 1, keyword: Keyword, signature: Signature, target: Version): MatchResult {
  const known = phrase.derived;
  if (known instanceof Comparison && known.keyword === keyword && known.signature === signature && known.target === target) return known.result;
  const words: readonly MatchWord[] = first === 0 ? phrase.words : phrase.words.slice(first);
  const result = match(keyword, signature, words, target);
  phrase.derived = new Comparison(keyword, signature, target, result);
  return result;
}
