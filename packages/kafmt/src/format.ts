import { sameContent } from './content.ts';
import { ignoresFile } from './ignore.ts';
import { toPlainText } from './line-ends.ts';
import { lineStartOf } from './place.ts';
import { completeOptions, type FormatOptions } from './options.ts';
import { byteLength, lineLimit } from './printer/limit.ts';
import { docToText, printSource } from './printer/print.ts';
import { findRefusals, mostRefusals, refusalAt, type Refusal } from './refuse.ts';
import { readSource } from './source.ts';
import { keepalivedVocabulary } from './vocabulary.ts';

/** The formatted text, or why there is none. */
export type FormatResult =
  | { readonly kind: 'formatted'; readonly text: string }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * Formats a configuration. Pure; runs in a browser, too. Never throws.
 *
 * @param given the decoded text of a file
 * @param options what differs from the defaults
 * @returns the same text for one that asks to be left alone (`kafmt-ignore-file`); a refusal, with at least one place and
 *   reason, where keepalived's reading of the text is not certain
 */
export function format(given: string, options: Partial<FormatOptions> = {}): FormatResult {
  const complete = completeOptions(options);
  const plain = toPlainText(given);
  const settled: FormatOptions = { ...complete, endOfLine: complete.endOfLine === 'auto' ? plain.endOfLine : complete.endOfLine };
  const source = readSource(plain.text, settled);
  if (ignoresFile(source.tree)) return { kind: 'formatted', text: given };
  const early = earlyRefusals(given, plain.strayCarriageReturn, settled);
  const refusals = early.length > 0 ? early : findRefusals(source, settled);
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const text = docToText(printSource(source, settled, keepalivedVocabulary), settled);
  // The proof that nothing but the layout changed costs as much as the formatting, and is worth it.
  if (!sameContent(source, readSource(toPlainText(text).text, settled))) return { kind: 'refused', refusals: [refusalAt('not-proven', plain.text, 0)] };
  return { kind: 'formatted', text: plain.byteOrderMark + text };
}

/** What has to be judged before the line ends are taken to LF. */
function earlyRefusals(given: string, strayCarriageReturn: number, options: FormatOptions): Refusal[] {
  const refusals: Refusal[] = [];
  if (strayCarriageReturn >= 0) refusals.push(refusalAt('stray-carriage-return', given, strayCarriageReturn));
  // Once the blanks were gone, the mark would be glued to the next word, or a word would become a mark.
  if (/^(?:\uFEFF[\s\uFEFF]|[ \t\r\n]+\uFEFF)/.test(given)) refusals.push(refusalAt('misplaced-byte-order-mark', given, 0));
  refusals.push(...overlongWithCarriageReturn(given, options));
  return refusals;
}

/** Lines that are too long only because a CR stands before their LF: keepalived counts it. */
function overlongWithCarriageReturn(given: string, options: FormatOptions): Refusal[] {
  const refusals: Refusal[] = [];
  for (let end = given.indexOf('\r\n'); end >= 0 && refusals.length < mostRefusals; end = given.indexOf('\r\n', end + 2)) {
    const start = lineStartOf(given, end);
    if (byteLength(given.slice(start, end + 1), options) > lineLimit({ endOfLine: 'lf' })) refusals.push(refusalAt('line-too-long', given, start));
  }
  return refusals;
}
