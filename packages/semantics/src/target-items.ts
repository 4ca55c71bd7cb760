import type { Version } from '@kaconf/schema';
import { parse, type Item } from '@kaconf/syntax';
import type { SourceDocument } from './document.ts';

const memo = new WeakMap<SourceDocument, readonly Item[]>();
const commentWithBackslash = /[#!][^\n]*\\\r?$/m;

/**
 * The items of a document as the target reads them. Before 2.4.0 a backslash at the end of a comment continued a
 * definition (lexical facts, section 5.2); few files have one, and only these are read anew.
 */
export function itemsFor(document: SourceDocument, target: Version): readonly Item[] {
  if (target >= 2_004_000 || target < 2_000_009 || !document.text.includes('\\')) return document.tree.items;
  const known = memo.get(document);
  if (known) return known;
  const items = commentWithBackslash.test(document.text) ? parse(document.text, { encoding: document.encoding, commentsContinue: true }).items : document.tree.items;
  memo.set(document, items);
  return items;
}
