import type { FactOf } from '@kaconf/semantics';

type Mismatch = FactOf<'mismatch'>;

/** The words that a mismatch counts, as keepalived reads them: references replaced, quotes gone. */
function readWords({ item, words, directive }: Mismatch): readonly string[] {
  return item ? words : directive.argumentWords.map((word) => word.text);
}

/** The word that does not fit, as keepalived reads it; what the user wrote may be `$NAME` or have quotes. */
export function valueOf(fact: Mismatch): string {
  return readWords(fact)[fact.mismatch.word] ?? writtenOf(fact);
}

/** What stands in the file where the word does not fit. */
export function writtenOf({ document, range }: Mismatch): string {
  return document.text.slice(range.start, range.end);
}

/** Whether the word stands in the file as it is read, perhaps in quotes: only then it is the place to change. */
export function isWritten(fact: Mismatch): boolean {
  const value = valueOf(fact);
  const written = writtenOf(fact);
  return written === value || written === `"${value}"`;
}

/** The words from the one that does not fit on, with what is between them where they are written so. */
export function surplus(fact: Mismatch): { readonly text: string; readonly range: { start: number; end: number } } {
  const words = fact.item ? [] : fact.directive.argumentWords.slice(fact.mismatch.word);
  const range = { start: fact.range.start, end: Math.max(fact.range.end, words.at(-1)?.end ?? 0) };
  const replaced = words.some((word) => word.definition !== undefined) || (fact.item && !isWritten(fact));
  return { text: replaced ? readWords(fact).slice(fact.mismatch.word).join(' ') : fact.document.text.slice(range.start, range.end), range };
}
