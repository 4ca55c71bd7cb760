import type { Statement } from '@kaconf/syntax';
import type { Source } from '../source.ts';
import type { Vocabulary } from '../vocabulary.ts';

/**
 * What goes between two pieces of a line: one blank for any number of blanks, nothing where there was nothing
 * (`a"b` are two words), and other white space as it stands (keepalived does not treat VT and FF as blanks).
 */
export function tidyGap(gap: string): string {
  return /^[ \t]+$/.test(gap) ? ' ' : gap;
}

/** Behind the braces of an unknown `${NAME}`, which end a line to keepalived, a definition or an include may begin. */
const lineBehindReference = /\}[ \t]*(?:\$[A-Za-z_]|include|~)/;

/** From which gap on the blanks between words count, since keepalived may read them in another way; undefined if nowhere. */
function firstRawGap(source: Source, statement: Statement, vocabulary: Vocabulary): number | undefined {
  const first = statement.words[0];
  const last = statement.words[statement.words.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const raw = source.tree.text.slice(first.start, last.end);
  if (lineBehindReference.test(raw)) return 0;
  // Script directives are read again with quotes and escapes of another kind; a reference or tag may stand for one.
  const again = vocabulary.isScript(first.text) || first.text.includes('$') || source.hasTag(first.text) || raw.includes("'") || raw.includes('\\');
  return again ? 1 : undefined;
}

/** The words of a statement with single blanks between them; the command of a script directive byte for byte. */
export function wordsText(source: Source, statement: Statement, vocabulary: Vocabulary): string {
  const { text } = source.tree;
  const [first, ...rest] = statement.words;
  if (first === undefined) return '';
  let printed = text.slice(first.start, first.end);
  let position = first.end;
  let rawFrom: number | undefined;
  let known = false;
  for (const [index, word] of rest.entries()) {
    const gap = text.slice(position, word.start);
    const tidy = tidyGap(gap);
    // Most lines are tidy already, and need no look into the vocabulary.
    if (tidy !== gap && !known) {
      rawFrom = firstRawGap(source, statement, vocabulary);
      known = true;
    }
    printed += rawFrom !== undefined && index >= rawFrom ? gap : tidy;
    printed += text.slice(word.start, word.end);
    position = word.end;
  }
  return printed;
}
