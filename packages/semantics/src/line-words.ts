import { match, type Keyword, type Mismatch, type Version } from '@kaconf/schema';
import { RewrittenLine, type LogicalLine, type SourceWord } from './logical-line.ts';

/** keepalived drops a word whose quote is not closed and keeps those before it (102). */
export function withoutUnterminated(line: LogicalLine): LogicalLine {
  if (!(line instanceof RewrittenLine)) return line;
  const last = line.words.at(-1);
  return !last || last.terminated ? line : line.withWords(line.words.slice(0, -1));
}

/** The range of a word, or of the whole line where it has no such word. */
export function mismatchRange(words: readonly SourceWord[], index: number, fallback: { readonly start: number; readonly end: number }): { start: number; end: number } {
  const word = words[index];
  return word ? { start: word.start, end: word.end } : { start: fallback.start, end: fallback.end };
}

/** Whether keepalived complains about a `{` among the entries of a list: where names are listed it is a name. */
export function refusesBrace(list: Keyword, target: Version): boolean {
  return list.items !== undefined && match(list, list.items, [{ text: '{', quoted: false }], target).mismatches.some((mismatch) => mismatch.reported);
}

/** An entry of a list that begins with the wrong word is none; how it goes on does not matter. */
export function mismatchesOfEntry(mismatches: readonly Mismatch[]): readonly Mismatch[] {
  const [first] = mismatches;
  return first?.word === 0 && (first.code === 'invalid' || first.code === 'enum') ? [first] : mismatches;
}
