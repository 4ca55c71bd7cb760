import type { Version } from '@kaconf/schema';
import type { SourceDocument } from './document.ts';
import { earlyEnds } from './early-ends.ts';
import { surplusCloses } from './surplus-closes.ts';
import { meantTree } from './target-tree.ts';

/** What the indentation of a file tells about braces that are missing or one too many. */
export interface BraceHints {
  /** Place of the file among those that are read. */
  readonly order: number;
  /** Blocks without a `}`, by the start of their head, and where each ends. */
  readonly earlyEnds: ReadonlyMap<number, number>;
  /** Where a `}` starts that is one too many. */
  readonly surplusCloses: ReadonlySet<number>;
}

/** @param documents in reading order */
export function hintsOf(documents: readonly SourceDocument[], target: Version): ReadonlyMap<SourceDocument, BraceHints> {
  return new Map(documents.map((document, order) => {
    const tree = meantTree(document, target);
    return [document, { order, earlyEnds: earlyEnds(document, tree), surplusCloses: surplusCloses(tree) }];
  }));
}
