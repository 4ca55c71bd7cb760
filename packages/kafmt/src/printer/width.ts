import { eastAsianWidth } from 'get-east-asian-width';

const ascii = /^[\x20-\x7e]*$/;
/** Characters that take no column of their own: combining marks, joiners, variation selectors. */
const zeroWidth = /^(?:\p{Mn}|\p{Me}|\p{Cf})$/u;

/** Columns that a text takes on a terminal; CJK characters take two, a tab one level of indentation. */
export function displayWidth(text: string, tabWidth: number): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (character === '\t') width += tabWidth;
    else if (codePoint >= 0x20 && !zeroWidth.test(character)) width += eastAsianWidth(codePoint);
  }
  return width;
}
