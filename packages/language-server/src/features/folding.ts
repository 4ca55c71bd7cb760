import { walk, isBlock, type Item } from '@kaconf/syntax';
import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import type { Feature } from '../feature.ts';
import type { View } from '../view.ts';

function folds(view: View): FoldingRange[] {
  const { positions, document: { tree } } = view;
  const lineOf = (offset: number): number => positions.position(offset).line;
  const result: FoldingRange[] = [];
  const add = (startLine: number, endLine: number, kind?: FoldingRangeKind): void => {
    if (endLine > startLine) result.push({ startLine, endLine, ...(kind === undefined ? {} : { kind }) });
  };
  for (const [node] of walk(tree.nodes)) {
    if (isBlock(node)) {
      const close = node.body.closes.at(-1);
      // The line of the `}` stays visible.
      add(lineOf(node.heads[0]?.start ?? node.start), close ? lineOf(close.end) - 1 : lineOf(node.end));
    } else if (node.kind === 'definition') add(lineOf(node.start), lineOf(node.end));
  }
  for (const [first, last] of commentRuns(tree.items)) add(first, last, FoldingRangeKind.Comment);
  return result;
}

/** First and last line of comments that stand on lines of their own, one below the other. */
function commentRuns(items: readonly Item[]): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const item of items) {
    if (item.kind !== 'comment' || !item.ownLine) continue;
    const last = runs.at(-1);
    if (last && last[1] === item.line - 1) last[1] = item.line;
    else runs.push([item.line, item.line]);
  }
  return runs;
}

/** Blocks, definitions of several lines, and comments below each other. */
export const folding: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  listen(session, connection) {
    connection.onFoldingRanges(answering(session, (view) => {
      const limit = session.client.textDocument?.foldingRange?.rangeLimit;
      return folds(view).sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine).slice(0, limit);
    }));
  },
};
