import { eastAsianWidth } from 'get-east-asian-width';

// Characters that move the cursor, hide text or turn its direction round: a file must not be able to write on the terminal.
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const mark = /^[\p{M}\u200D\uFE00-\uFE0F]$/u;

/** Writes what a terminal would obey as `\x1b` or `\u202e`. */
export function visible(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Columns that a text takes on a terminal: two for a wide character, none for a combining one. */
export function cells(text: string): number {
  let width = 0;
  for (const character of text) width += cellsOf(character);
  return width;
}

function cellsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x7f) return 1;
  return mark.test(character) ? 0 : eastAsianWidth(code);
}

/** A piece of a line as it is shown, with the column at which it begins. */
export interface Piece {
  readonly text: string;
  /** Offset in the line as written. */
  readonly offset: number;
  readonly column: number;
  readonly width: number;
}

/** A line as the terminal is to show it: tabs filled up to stops of four, unsafe characters spelt out. */
export function pieces(line: string): readonly Piece[] {
  const result: Piece[] = [];
  let column = 0;
  let offset = 0;
  for (const character of line) {
    const text = character === '\t' ? ' '.repeat(4 - (column % 4)) : visible(character);
    const width = text === character ? cellsOf(character) : text.length;
    result.push({ text, offset, column, width });
    column += width;
    offset += character.length;
  }
  return result;
}

/**
 * Breaks a text at blanks, and between wide characters, into lines of at most `width` columns; a longer word stays whole.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const unit of text.match(/[ ]+|(?:(?![\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF])[^ ])+|[^ ][，。；：、！？）」』”]*/gu) ?? []) {
    const size = cells(unit);
    if (used + size > width && line.trim() !== '' && !unit.startsWith(' ')) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    if (line === '' && unit.startsWith(' ') && lines.length > 0) continue;
    line += unit;
    used += size;
  }
  return [...lines, line.trimEnd()];
}
