import type { Item, Phrase } from '@kaconf/syntax';
import type { SourceWord } from './logical-line.ts';
import type { Signs } from './reading-source.ts';
import { Span } from './span.ts';

/** A backslash at the end of a line loses the blanks before it, and so becomes a part of the last word (150). */
export function glueBackslash(words: readonly SourceWord[]): readonly SourceWord[] {
  const last = words.at(-1);
  const before = words.at(-2);
  if (last?.text !== '\\' || last.quoted || !before || before.quoted) return words;
  return [...words.slice(0, -2), { ...before, text: `${before.text}\\`, end: last.end }];
}

export function hasEscape(word: SourceWord): boolean {
  return !word.quoted && word.text.includes('\\') && /\\[#!]/.test(word.text);
}

/** `\#` and `\!` lose their backslash when comments are stripped (lexical facts, section 3). */
export function unescape(word: SourceWord): SourceWord {
  return hasEscape(word) ? { ...word, text: word.text.replace(/\\([#!])/g, '$1') } : word;
}

/** The phrase of an item, if the words that were made of it still say what it says. */
export function meaningOf(item: Item, words: readonly SourceWord[]): Phrase | undefined {
  const phrase = item.kind === 'statement' ? item.phrase : undefined;
  return phrase?.plain === true && words.every((word, index) => word.dynamic === undefined && word.text === phrase.words[index]?.text) ? phrase : undefined;
}

export function insideQuotes(text: string, offset: number): boolean {
  let quoted = false;
  for (let index = 0; index < offset; index++) if (text[index] === '"') quoted = !quoted;
  return quoted;
}

/** To keepalived the braces of a reference that stayed are braces (387). */
export function withoutReferences(span: Span): Span {
  let result = span;
  for (const match of [...span.text.matchAll(/\$\{/g)].toReversed()) {
    if (insideQuotes(span.text, match.index)) continue;
    const at = match.index + 1;
    result = Span.concat(result.slice(0, at), Span.inserted('\v', result.origin(at, at), undefined), result.slice(at));
  }
  return result;
}

export function needsExpansion(text: string, start: number, end: number, signs: Signs): boolean {
  if (signs.references) {
    const at = text.indexOf('$', start);
    if (at >= 0 && at < end) return true;
  }
  return signs.escapes && /\\[#!]/.test(text.slice(start, end));
}
