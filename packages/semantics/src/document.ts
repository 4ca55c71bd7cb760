import type { Range, Tree } from '@kaconf/syntax';

/** One file as it was read, with its tree. Identity is the cache key of everything derived from it. */
export interface SourceDocument {
  /** As the user wrote it or as an include named it; `/` between folders. */
  readonly path: string;
  readonly text: string;
  readonly encoding: 'utf-8' | 'latin1';
  /** Of a template the tree is that of the text with its tags made unknown; offsets are the same. */
  readonly tree: Tree;
  /** Has template tags: only what is certain is judged. */
  readonly template?: true;
}

/** A stretch of one document. */
export interface Place {
  readonly document: SourceDocument;
  readonly range: Range;
}
