import type { Place, SourceDocument } from '@kaconf/semantics';
import type { Item, Statement } from '@kaconf/syntax';
import type { Edit } from './diagnostic.ts';

/** Puts a text in the place of another. */
export function replacement(at: Place, text: string): Edit {
  return { path: at.document.path, start: at.range.start, end: at.range.end, text };
}

/**
 * Takes a directive or block out: with its line where nothing else stands on it; a comment behind it stays.
 *
 * @param at from the keyword to the last word or the closing brace
 */
export function removal({ document, range }: Place): Edit {
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  const before = text.slice(lineStart, range.start);
  let end = range.end;
  while (text[end] === ' ' || text[end] === '\t') end++;
  const rest = /[^\r\n]/.exec(text[end] ?? '') ? 'more' : 'nothing';
  // A condition in front belongs to what is removed.
  const alone = /^[ \t]*(?:@\S+[ \t]+)?$/.test(before);
  if (rest === 'nothing' && alone) {
    if (text[end] === '\r') end++;
    if (text[end] === '\n') end++;
    return { path: document.path, start: lineStart, end, text: '' };
  }
  if (rest === 'nothing') return { path: document.path, start: lineStart + before.trimEnd().length, end: range.end, text: '' };
  return { path: document.path, start: range.start, end, text: '' };
}

/** The statement whose first word begins at an offset, as it stands in the file; undefined for text that a definition brought in. */
export function statementAt(document: SourceDocument, offset: number): Statement | undefined {
  const { items } = document.tree;
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (!item) return undefined;
    if (item.end <= offset) low = middle + 1;
    else if (item.start > offset) high = middle - 1;
    else return item.kind === 'statement' && item.words[0]?.start === offset ? item : undefined;
  }
  return undefined;
}

/** The words of a statement with what is between them. */
export function statementRange(statement: Statement): { start: number; end: number } {
  return { start: statement.words[0]?.start ?? statement.start, end: statement.words.at(-1)?.end ?? statement.end };
}

/** What a block needs for an insertion: it was written as it stands, in one file. */
interface Body extends Place {
  readonly open: { readonly start: number; readonly end: number } | undefined;
  readonly directives: readonly Place[];
}

/**
 * Puts a line in at the top of a block, indented as its first line.
 *
 * @returns undefined where the block has no brace of its own
 */
export function firstLine(block: Body, line: string): Edit | undefined {
  const { document, open } = block;
  if (!open) return undefined;
  const { text } = document;
  const first = block.directives[0];
  const path = document.path;
  const oneLine = first?.document === document && !text.slice(open.end, first.range.start).includes('\n');
  // Words end at a line end or a brace, so several directives cannot share a line.
  const inner = first?.document === document && !oneLine ? indentation(text, first.range.start) : `${indentation(text, block.range.start)}    `;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (oneLine) return { path, start: open.end, end: first.range.start, text: `${newline}${inner}${line}${newline}${inner}` };
  const lineEnd = text.indexOf('\n', open.end);
  const onBraceLine = text.slice(open.end, lineEnd < 0 ? text.length : lineEnd);
  if (/^[ \t\r]*(?:[#!]|$)/.test(onBraceLine) && lineEnd >= 0) return { path, start: lineEnd + 1, end: lineEnd + 1, text: `${inner}${line}${newline}` };
  return { path, start: open.end, end: open.end, text: `${newline}${inner}${line}${newline}${indentation(text, block.range.start)}` };
}

function indentation(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

/** The items that lie wholly in a piece of the file, found by halving: a file has many, and many pieces are asked for. */
export function itemsWithin({ tree }: SourceDocument, range: { readonly start: number; readonly end: number }): readonly Item[] {
  const { items } = tree;
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) < range.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while ((items[end]?.end ?? Infinity) <= range.end) end++;
  return items.slice(low, end);
}

/** Whether a piece of the file holds a comment: what is taken out with it would be lost. */
export function hasComment(document: SourceDocument, range: { readonly start: number; readonly end: number }): boolean {
  return itemsWithin(document, range).some(({ kind }) => kind === 'comment');
}
