import type { Place } from '@kaconf/semantics';
import type { Edit } from '../diagnostic.ts';

/** Something that stands on lines of its own: a directive, a block with its braces, an entry of a list. */
export interface Written extends Place {
  readonly words: readonly { readonly text: string; readonly start: number; readonly definition?: unknown; readonly dynamic?: unknown }[];
  readonly fullRange?: Place['range'];
}

/** Whether a text stands in the file as keepalived reads it, not behind a definition or a generator. */
export function isPlain(written: Written): boolean {
  const { text } = written.document;
  return written.words.every((word) => word.definition === undefined && word.dynamic === undefined && text.startsWith(word.text, text[word.start] === '"' ? word.start + 1 : word.start));
}

/**
 * Takes a directive, block or entry out: with its line where nothing else stands on it; a comment behind it stays.
 *
 * @returns undefined where it shares its line with something that the edit could harm, or comes from a definition
 */
export function certainRemoval(written: Written): Edit | undefined {
  const { text, path } = written.document;
  const { start, end } = written.fullRange ?? written.range;
  if (!isPlain(written)) return undefined;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const before = text.slice(lineStart, start);
  const after = text.slice(end, newline < 0 ? text.length : newline);
  const blanks = after.length - after.trimStart().length;
  if (before.trim() !== '') return /\{[ \t]*$/.test(before) && /^[ \t]*\}/.test(after) ? { path, start, end: end + blanks, text: '' } : undefined;
  if (after.trim() === '') return { path, start: lineStart, end: newline < 0 ? text.length : newline + 1, text: '' };
  return /^[ \t]*[#!]/.test(after) ? { path, start, end: end + blanks, text: '' } : undefined;
}

/** A new line below a directive, indented as it is. */
export function lineBelow(written: Written, line: string): Edit | undefined {
  const { text, path } = written.document;
  const { start, end } = written.fullRange ?? written.range;
  if (!isPlain(written)) return undefined;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  const newline = text.indexOf('\n', end);
  const at = newline < 0 ? text.length : newline;
  const rest = text.slice(end, at);
  if (indent.trim() !== '' || !/^[ \t\r]*([#!].*)?$/.test(rest) || rest.trimEnd().endsWith('\\')) return undefined;
  const ending = text[at - 1] === '\r' ? '\r\n' : '\n';
  return { path, start: at, end: at, text: `${ending}${indent}${line}` };
}

/** Another text for a word, where the word is written as it is read. */
export function certainReplacement(place: Place, was: string, text: string): Edit | undefined {
  const { document, range } = place;
  const written = document.text.slice(range.start, range.end);
  if (written !== was && written !== `"${was}"`) return undefined;
  return { path: document.path, start: range.start, end: range.end, text: written === was ? text : `"${text}"` };
}
