import { cells, visible, wrap } from '../render/terminal-text.ts';
import { xml } from '../render/xml.ts';

/** Height of a line, in units of the drawing (pixels at its natural size). */
export const lineHeight = 17;

/** A little more than a column of the usual fixed-width fonts at 12 px, as no font is measured here. */
const columnWidth = 7.3;

/** How wide a text is at most; wide characters take two columns. */
export function widthOf(text: string, size = 12): number {
  return Math.ceil((cells(text) * columnWidth * size) / 12);
}

/** Breaks a text into lines of at most so many columns; words that are longer are broken, behind a separator if possible. */
export function fold(text: string, columns: number): readonly string[] {
  return wrap(visible(text), columns).flatMap((line) => {
    const parts: string[] = [];
    let rest = line;
    while (cells(rest) > columns) {
      const head = longestHead(rest, columns);
      const separator = Math.max(...['-', '.', '_', '/', ':', ',', '@', ' '].map((character) => head.lastIndexOf(character)));
      const end = separator >= head.length / 3 ? separator + 1 : head.length;
      parts.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    return [...parts, rest];
  });
}

function longestHead(text: string, columns: number): string {
  let head = '';
  let used = 0;
  for (const character of text) {
    used += cells(character);
    if (used > columns && head !== '') break;
    head += character;
  }
  return head;
}

/** One line of text; the base line is at `y`. */
export function textAt(x: number, y: number, text: string, style: string, anchor: 'start' | 'middle' = 'start'): string {
  return `<text x="${round(x)}" y="${round(y)}" class="${style}"${anchor === 'middle' ? ' text-anchor="middle"' : ''}>${xml(visible(text))}</text>`;
}

/** A line of text with its looks. */
export interface Line {
  readonly text: string;
  readonly style: string;
}

/** A text folded into lines of one look. */
export function foldLines(text: string, columns: number, style: string): readonly Line[] {
  return text === '' ? [] : fold(text, columns).map((line) => ({ text: line, style }));
}

/** Lines below each other; `y` is the upper edge. */
export function textLines(x: number, y: number, lines: readonly Line[]): string {
  return lines.map(({ text, style }, index) => textAt(x, y + index * lineHeight + 13, text, style)).join('');
}

/** The room that the widest of some lines takes. */
export function widest(lines: readonly Line[]): number {
  return Math.max(0, ...lines.map(({ text }) => widthOf(text)));
}

/** Numbers of the drawing need no more digits. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
