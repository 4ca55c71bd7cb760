import { createToken, Lexer, type CustomPatternMatcherReturn, type IMultiModeLexerDefinition, type IToken, type TokenType } from 'chevrotain';
import { isBlank, lineEnd, trimWhiteSpace } from './characters.ts';
import { Scanner, type Found } from './scan.ts';
import type { WordCache } from './word-cache.ts';

/** Everything that the lexer is made of; one set serves all texts. */
export interface Vocabulary {
  readonly modes: IMultiModeLexerDefinition;
  readonly scanner: Scanner;
  readonly Condition: TokenType;
  readonly Generator: TokenType;
  readonly Definition: TokenType;
  readonly IncludeKeyword: TokenType;
  readonly Pattern: TokenType;
  /** The first word of a statement. */
  readonly Head: TokenType;
  readonly Word: TokenType;
  readonly Open: TokenType;
  readonly Close: TokenType;
  readonly Comment: TokenType;
}

/**
 * The token types. No keyword is among them: a keyword is a `Head` to the lexer, its meaning is looked up in the schema.
 *
 * Modes (there are never more than two on the stack):
 *
 * - `lineStart`: at the start of a physical line and behind a brace, a condition or a generator; here conditions,
 *   generators, definitions and includes are recognised;
 * - `words`: behind the first word, until a brace or the line end;
 * - `pattern`: behind an include keyword.
 *
 * The arguments of a generator and the lines of a definition are found by the functions that match these tokens, for where
 * they end depends on the comments of each line.
 * Line ends are no tokens: a `Head` starts a new statement by itself.
 */
export function createVocabulary(): Vocabulary {
  const scanner = new Scanner();

  const LineGap = createToken({ name: 'LineGap', pattern: /[ \t\n\v\f\r]+/, group: Lexer.SKIPPED, line_breaks: true });
  const Space = createToken({ name: 'Space', pattern: /[ \t\v\f\r]+/, group: Lexer.SKIPPED });
  const LineEnd = createToken({ name: 'LineEnd', pattern: '\n', group: Lexer.SKIPPED, line_breaks: true, pop_mode: true });
  const Open = createToken({ name: 'Open', pattern: '{' });
  const Close = createToken({ name: 'Close', pattern: '}' });
  const OpenBehindWords = createToken({ name: 'OpenBehindWords', pattern: '{', categories: Open, pop_mode: true });
  const CloseBehindWords = createToken({ name: 'CloseBehindWords', pattern: '}', categories: Close, pop_mode: true });
  const Comment = createToken({ name: 'Comment', ...custom('#!', (text, offset) => trimWhiteSpace(text, offset, lineEnd(text, offset))) });
  const Condition: TokenType = createToken({
    name: 'Condition',
    ...custom('@', (text, offset, before) => {
      if (!startsLine(text, offset, before)) return -1;
      // Only one condition per line: a second @ is part of a word.
      if (before[before.length - 1]?.tokenType === Condition && endOfLast(before) === skipBlanksBack(text, offset)) return -1;
      return scanner.condition(text, offset);
    }),
  });
  const Generator = createToken({ name: 'Generator', ...withParts('~', (text, offset) => scanner.generator(text, offset)) });
  const Definition = createToken({ name: 'Definition', ...withParts('$', (text, offset) => scanner.definition(text, offset)), line_breaks: true });
  const IncludeKeyword = createToken({ name: 'IncludeKeyword', ...custom('i', (text, offset, before) => startsLine(text, offset, before) ? scanner.includeKeyword(text, offset) : -1), push_mode: 'pattern' });
  const Pattern = createToken({ name: 'Pattern', ...custom([...wordStarts, 123, 125], (text, offset) => scanner.pattern(text, offset)), pop_mode: true });
  const wordPattern = custom(wordStarts, (text, offset) => scanner.word(text, offset), scanner.words);
  const Head = createToken({ name: 'Head', ...wordPattern, push_mode: 'words' });
  const Word = createToken({ name: 'Word', ...wordPattern });

  const modes: IMultiModeLexerDefinition = {
    modes: {
      lineStart: [LineGap, Open, Close, Condition, Generator, Definition, IncludeKeyword, Head, Comment],
      words: [Space, LineEnd, OpenBehindWords, CloseBehindWords, Word, Comment],
      pattern: [Space, Pattern],
    },
    defaultMode: 'lineStart',
  };
  return { modes, scanner, Condition, Generator, Definition, IncludeKeyword, Pattern, Head, Word, Open, Close, Comment };
}

/**
 * Characters with which a word can start, for Chevrotain's look-up by first character: one representative for each of its
 * classes (one per character up to 255, then one per 255 characters).
 * Comment signs are among them, since behind `\"` a `#` may be part of a word.
 */
const wordStarts: readonly number[] = [
  ...Array.from({ length: 256 }, (_, code) => code).filter((code) => !' \t\n\v\f\r{}'.includes(String.fromCharCode(code))),
  ...Array.from({ length: 257 }, (_, index) => Math.max(256, (index + 1) * 255)),
];

interface CustomPattern {
  readonly pattern: { readonly exec: (text: string, offset: number, before: IToken[]) => CustomPatternMatcherReturn | null };
  readonly start_chars_hint: (string | number)[];
  readonly line_breaks: boolean;
}

/** A token whose end is found by a function; an end at or before the start means no match. */
function custom(starts: string | readonly number[], endOf: (text: string, offset: number, before: IToken[]) => number, cache?: WordCache): CustomPattern {
  // The lexer takes the image out at once, so one array serves all matches.
  const match: [string] = [''];
  return {
    pattern: {
      exec: (text, offset, before) => {
        const end = endOf(text, offset, before);
        if (end <= offset) return null;
        match[0] = cache === undefined ? text.slice(offset, end) : cache.slice(text, offset, end);
        return match;
      },
    },
    start_chars_hint: [...starts],
    line_breaks: false,
  };
}

function withParts<Parts>(start: string, find: (text: string, offset: number) => Found<Parts> | undefined): CustomPattern {
  return {
    pattern: {
      exec: (text, offset, before) => {
        const found = startsLine(text, offset, before) ? find(text, offset) : undefined;
        if (found === undefined) return null;
        return Object.assign<[string], { payload: Parts }>([text.slice(offset, found.end)], { payload: found.parts });
      },
    },
    start_chars_hint: [start],
    line_breaks: false,
  };
}

/** Offset behind what stands before the blanks before `offset`. */
function skipBlanksBack(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** keepalived takes only blanks off the start of a line: behind a VT, FF or CR (outside a condition) there are just words. */
function startsLine(text: string, offset: number, before: readonly IToken[]): boolean {
  const at = skipBlanksBack(text, offset);
  const code = text.charCodeAt(at - 1);
  return !(code >= 11 && code <= 13) || at === endOfLast(before);
}

function endOfLast(tokens: readonly IToken[]): number {
  const last = tokens[tokens.length - 1];
  return last === undefined ? 0 : last.startOffset + last.image.length;
}
