import type { Range, Tree } from '@kaconf/syntax';

/** One file as it was read, with its tree. Identity is the cache key of everything derived from it. */
export interface SourceDocument {
  /** As the user wrote it or as an include named it; `/` between folders. */
  readonly path: string;
  readonly text: string;
  readonly encoding: 'utf-8' | 'latin1';
  readonly tree: Tree;
}

/** A stretch of one document. */
export interface Place {
  readonly document: SourceDocument;
  readonly range: Range;
}
