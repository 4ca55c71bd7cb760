/** Classes of characters as keepalived sees them: bytes, no character set, white space as `isspace` of the C locale. */

const LF = 10;
const CR = 13;

/** Space or tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** Space, tab, LF, VT, FF, CR; no-break spaces and line separators of Unicode are letters to keepalived. */
export function isWhiteSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Letter or underscore. */
export function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

/** Letter, digit or underscore. */
export function isNameChar(code: number): boolean {
  return isNameStart(code) || (code >= 48 && code <= 57);
}

/** Offset of the LF that ends the line of `offset`, or the length of the text. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** `end` without the white space before it. */
export function trimWhiteSpace(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isWhiteSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/**
 * `end` without the blanks before it, and without the CRs of a line end.
 * @param atLineEnd whether `end` is the end of a physical line (only there a CR is no text)
 */
export function trimBlanks(text: string, start: number, end: number, atLineEnd: boolean): number {
  let at = end;
  if (atLineEnd) while (at > start && text.charCodeAt(at - 1) === CR) at--;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Whether there is nothing but white space between two offsets. */
export function isWhiteSpaceOnly(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isWhiteSpace(text.charCodeAt(at))) return false;
  return true;
}

/** Offsets at which the physical lines start; only LF ends a line. Behind a final LF one more, empty line starts. */
export function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

export { LF, CR };
