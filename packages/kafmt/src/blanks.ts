/**
 * Blanks are spaces and tabs, as keepalived takes them; other white space is part of a line to it.
 * Written as loops, since `/[ \t]+$/` needs quadratic time on a line that is full of blanks.
 */
const isBlank = (character: string): boolean => character === ' ' || character === '\t';

/** The text without the blanks at its start. */
export function trimBlanksStart(text: string): string {
  let start = 0;
  while (isBlank(text.charAt(start))) start += 1;
  return text.slice(start);
}

/** The text without the blanks at its end. */
export function trimBlanksEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The blanks at the end of a text. */
export function blanksAtEnd(text: string): string {
  return text.slice(trimBlanksEnd(text).length);
}
