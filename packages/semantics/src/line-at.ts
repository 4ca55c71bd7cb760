import type { SourceDocument } from './document.ts';

/** The 1-based number of the physical line that an offset stands on. */
export function lineAt(document: SourceDocument, offset: number): number {
  const starts = document.tree.lineStarts;
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
