/**
 * The hand-written part of the lexer: where a word, a comment, a condition, a generator, a definition ends.
 * Every function looks at each character once; none backtracks.
 */
import type { Range } from './range.ts';
import { CommentView } from './comment-view.ts';
import { WordCache } from './word-cache.ts';
import { isBlank, isNameStart, isNameChar, isWhiteSpace, lineEnd, trimBlanks, trimWhiteSpace } from './characters.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const HASH = 35;
const BANG = 33;
const DOLLAR = 36;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

/** What a `$NAME=` token carries besides its text. */
export interface DefinitionParts {
  readonly name: Range;
  readonly pieces: readonly Range[];
}

/** What a `~SEQ(...)` token carries besides its text. */
export interface GeneratorParts {
  readonly name: 'SEQ' | 'SEQx' | 'LST' | 'unknown';
  readonly args: Range | undefined;
}

/** A token with what was found inside it. */
export interface Found<Parts> {
  readonly end: number;
  readonly parts: Parts;
}

const ORDINARY = 0;
const ENDS_WORD = 1;
const COMMENT_SIGN = 2;
const ESCAPE = 3;
const REFERENCE = 4;

/** How a character below 128 behaves inside an unquoted word. */
const wordClass = new Uint8Array(128);
for (const sign of ' \t\n\v\f\r"{}') wordClass[sign.charCodeAt(0)] = ENDS_WORD;
wordClass[HASH] = COMMENT_SIGN;
wordClass[BANG] = COMMENT_SIGN;
wordClass[BACKSLASH] = ESCAPE;
wordClass[DOLLAR] = REFERENCE;

/**
 * End of the reference whose `$` stands at `offset`, if it is written with braces: `${NAME}` or `${NAME PARAMETERS}`.
 * @returns the offset behind `}`, or -1 where there is no such reference
 */
export function bracedReferenceEnd(text: string, offset: number): number {
  if (text.charCodeAt(offset + 1) !== OPEN || !isNameStart(text.charCodeAt(offset + 2))) return -1;
  let at = offset + 3;
  while (isNameChar(text.charCodeAt(at))) at++;
  if (isBlank(text.charCodeAt(at))) {
    at++;
    while (isNameChar(text.charCodeAt(at)) || isBlank(text.charCodeAt(at))) at++;
  }
  return text.charCodeAt(at) === CLOSE ? at + 1 : -1;
}

/** Finds the ends of tokens in one text after the other; `begin` has to be called for each. */
export class Scanner {
  readonly comments = new CommentView();
  readonly words = new WordCache();
  private commentsContinue = false;

  /**
   * Starts on a new text.
   * @param commentsContinue a backslash at the end of a comment continues a definition, as it did before 2.4.0
   */
  begin(text: string, commentsContinue = false): void {
    this.comments.begin(text);
    this.words.clear();
    this.commentsContinue = commentsContinue;
  }

  /** End of the word at `offset`, quoted or not; `offset` itself where a comment starts there. */
  word(text: string, offset: number): number {
    const limit = this.comments.limit(offset);
    if (text.charCodeAt(offset) === QUOTE) return quotedEnd(text, offset, limit);
    return limit < 0 ? plainEnd(text, offset) : plainEndBefore(text, offset, limit);
  }

  /** End of `@ID` or `@^ID`: the id extends to the first blank, whatever it consists of. */
  condition(text: string, offset: number): number {
    let limit = this.comments.limit(offset);
    let at = offset + 1;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LF || isBlank(code) || at === limit) break;
      if (limit < 0) {
        if (code === HASH || code === BANG) break;
        if (code === QUOTE || code === BACKSLASH) limit = this.comments.examine(offset);
      }
    }
    // White space that is no blank is part of the id, but at the end of the line it is not worth the trouble.
    return isBlank(text.charCodeAt(at)) ? at : Math.max(offset + 1, trimWhiteSpace(text, offset, at));
  }

  /** `~SEQ(...)`, `~SEQx(...)`, `~LST(...)`; undefined for any other word with a tilde. */
  generator(text: string, offset: number): Found<GeneratorParts> | undefined {
    let at = offset + 1;
    while (isNameChar(text.charCodeAt(at))) at++;
    const word = text.slice(offset + 1, at);
    if (!word.startsWith('SEQ') && !word.startsWith('LST')) return undefined;
    const name = word === 'SEQ' || word === 'SEQx' || word === 'LST' ? word : 'unknown';
    const wordEnd = at;
    while (isBlank(text.charCodeAt(at))) at++;
    if (text[at] !== '(') return { end: wordEnd, parts: { name, args: undefined } };
    const start = ++at;
    let limit = this.comments.limit(offset);
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (text[at] === ')' && at !== limit) return { end: at + 1, parts: { name, args: { start, end: at } } };
      if (code === LF || at === limit) break;
      if (limit < 0) {
        if (code === HASH || code === BANG) break;
        if (code === QUOTE || code === BACKSLASH) limit = this.comments.examine(offset);
      }
    }
    const end = Math.max(start, trimWhiteSpace(text, start, at));
    return { end, parts: { name, args: { start, end } } };
  }

  /**
   * `$NAME=value` with all its continuation lines (lexical facts, section 5.2): a line continues where it ends with a
   * backslash once comment and trailing blanks are taken away. A line without text ends the definition, since the
   * processes that read the copy of the configuration see it so.
   */
  definition(text: string, offset: number): Found<DefinitionParts> | undefined {
    if (!isNameStart(text.charCodeAt(offset + 1))) return undefined;
    let at = offset + 2;
    while (isNameChar(text.charCodeAt(at))) at++;
    if (text[at] !== '=') return undefined;
    const name = { start: offset + 1, end: at };
    const pieces: Range[] = [];
    let end = at + 1;
    let from = at + 1;
    let limit = this.comments.limit(offset);
    for (;;) {
      const stop = lineEnd(text, from);
      const comment = limit < 0 ? this.comments.strip(from, stop) : limit;
      while (from < comment && isBlank(text.charCodeAt(from))) from++;
      const textEnd = trimBlanks(text, from, comment, comment === stop);
      const byComment = this.commentsContinue && comment < stop && text.charCodeAt(lineTextEnd(text, stop) - 1) === BACKSLASH;
      if (textEnd === from && pieces.length > 0 && !byComment) break;
      end = byComment ? lineTextEnd(text, stop) : Math.max(end, textEnd);
      const bySlash = textEnd > from && text.charCodeAt(textEnd - 1) === BACKSLASH;
      const continues = bySlash || byComment;
      pieces.push({ start: from, end: bySlash ? trimBlanks(text, from, textEnd - 1, false) : textEnd });
      if (!continues || stop >= text.length) break;
      from = stop + 1;
      limit = -1;
    }
    return { end, parts: { name, pieces } };
  }

  /** End of an include keyword; -1 unless white space and a pattern follow it. */
  includeKeyword(text: string, offset: number): number {
    if (!text.startsWith('include', offset)) return -1;
    let at = offset + 7;
    if ('rmwba'.includes(text.charAt(at)) && at < text.length) at++;
    const end = at;
    while (isWhiteSpace(text.charCodeAt(at)) && text.charCodeAt(at) !== LF) at++;
    if (at === end || at >= text.length || text.charCodeAt(at) === LF) return -1;
    const limit = this.comments.limit(at);
    if (limit >= 0) return at < limit ? end : -1;
    const code = text.charCodeAt(at);
    return code === HASH || code === BANG ? -1 : end;
  }

  /** End of an include pattern: the rest of the line up to a comment. */
  pattern(text: string, offset: number): number {
    const stop = lineEnd(text, offset);
    const limit = this.comments.limit(offset);
    const comment = limit < 0 ? this.comments.strip(offset, stop) : limit;
    return Math.max(offset + 1, trimBlanks(text, offset, comment, comment === stop));
  }
}

/** End of what stands on a line, without the CR of a CR LF. */
function lineTextEnd(text: string, stop: number): number {
  let end = stop;
  while (end > 0 && text.charCodeAt(end - 1) === CR) end--;
  return end;
}

function quotedEnd(text: string, offset: number, limit: number): number {
  let at = offset + 1;
  const stop = limit < 0 ? text.length : limit;
  for (; at < stop; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === LF) break;
  }
  return Math.max(offset + 1, trimWhiteSpace(text, offset, at));
}

function plainEnd(text: string, offset: number): number {
  let at = offset;
  const length = text.length;
  while (at < length) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? wordClass[code] : ORDINARY;
    if (kind === ORDINARY) {
      at++;
    } else if (kind === ESCAPE) {
      const next = text.charCodeAt(at + 1);
      at += next === HASH || next === BANG || next === BACKSLASH ? 2 : 1;
    } else if (kind === REFERENCE) {
      at = Math.max(at + 1, bracedReferenceEnd(text, at));
    } else {
      break;
    }
  }
  return at;
}

/** As `plainEnd`, on a line where only `limit` tells the start of the comment. */
function plainEndBefore(text: string, offset: number, limit: number): number {
  let at = offset;
  while (at < limit) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? wordClass[code] : ORDINARY;
    if (kind === ENDS_WORD) break;
    const reference = kind === REFERENCE ? bracedReferenceEnd(text, at) : -1;
    at = reference > 0 && reference <= limit ? reference : at + 1;
  }
  return at;
}
