import type { Definition } from '@kaconf/syntax';
import { blanksAtEnd, trimBlanksStart } from '../blanks.ts';
import type { Source } from '../source.ts';
import type { Line } from './lines.ts';
import { makeRow, type Row } from './row.ts';

/** How many blocks a piece of a definition opens (positive) or closes, and the lowest point on the way. */
export interface BraceBalance {
  readonly net: number;
  readonly lowest: number;
}

/** Counts the braces outside double quotes and references, as keepalived splits a line at them. */
export function braceBalance(piece: string): BraceBalance {
  let net = 0;
  let lowest = 0;
  for (const [brace] of piece.matchAll(/"[^"]*"?|\$\{[^}]*\}|[{}]/g)) {
    if (brace === '{') net += 1;
    else if (brace === '}') lowest = Math.min(lowest, (net -= 1));
  }
  return { net, lowest };
}

/**
 * The lines of a definition. Each stays a line of its own and keeps every character but its indentation, for keepalived
 * stores them as they are; the indentation shows the blocks that the definition holds.
 */
export function definitionRows(source: Source, definition: Definition, line: Line, depth: number): Row[] {
  const { text } = source.tree;
  const lines = text.slice(definition.start, line.comment?.start ?? line.end).split('\n');
  const rows: Row[] = [];
  let inner = 0;
  for (const [index, whole] of lines.entries()) {
    const content = trimBlanksStart(whole);
    const blanks = blanksAtEnd(content);
    const printed = content.slice(0, content.length - blanks.length);
    const isLast = index === lines.length - 1;
    const piece = definition.pieces[index];
    const balance = braceBalance(piece ? text.slice(piece.start, piece.end) : '');
    const level = index === 0 ? 0 : 1 + Math.max(0, inner + balance.lowest);
    // Only the blanks in front of the last line's comment may change.
    rows.push(makeRow('code', depth + level, printed, { tail: isLast ? line.tail : blanks, pinned: index > 0 }));
    inner += balance.net;
  }
  const last = rows[rows.length - 1];
  if (last && line.comment) last.comment = text.slice(line.comment.start, line.comment.end);
  return rows;
}
