import type { Version } from '@kaconf/schema';
import { parse, type Tree } from '@kaconf/syntax';
import type { SourceDocument } from './document.ts';

const memo = new WeakMap<SourceDocument, Tree>();

/** Whether a line may end with a comment whose last sign is a backslash. */
function hasCommentWithBackslash(text: string): boolean {
  return text.includes('\\') && text.split('\n').some((line) => /[#!]/.test(line) && /\\\r?$/.test(line));
}

/**
 * The tree of a document as the target reads it. Before 2.4.0 a backslash at the end of a comment continued a
 * definition (lexical facts, section 5.2); few files have one, and only these are read anew.
 */
export function treeFor(document: SourceDocument, target: Version): Tree {
  if (target >= 2_004_000 || target < 2_000_009 || !document.text.includes('\\')) return document.tree;
  const known = memo.get(document);
  if (known) return known;
  const tree = hasCommentWithBackslash(document.text) ? parse(document.text, { encoding: document.encoding, commentsContinue: true }) : document.tree;
  memo.set(document, tree);
  return tree;
}

/**
 * The tree of a document as its writer meant it: a comment with a backslash at its end goes on with the definition around
 * it, also where the target ends the definition there. That lines are left behind which make no sense tells that it was
 * meant so.
 */
export function meantTree(document: SourceDocument, target: Version): Tree {
  const cut = target >= 2_004_000 && document.tree.problems.some(({ code }) => code === 'stray-backslash');
  return treeFor(document, cut ? 2_003_003 : target);
}
