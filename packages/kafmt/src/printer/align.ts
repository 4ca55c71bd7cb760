import type { FormatOptions } from '../options.ts';
import { byteLength, lineLimit } from './limit.ts';
import { rowText, type Row } from './row.ts';
import { displayWidth } from './width.ts';

/** Stretches of neighbouring rows of one depth that all satisfy a condition, of at least two rows. */
function runs(rows: readonly Row[], belongs: (row: Row) => boolean): Row[][] {
  const found: Row[][] = [];
  let run: Row[] = [];
  const finish = (): void => {
    if (run.length > 1) found.push(run);
    run = [];
  };
  for (const row of rows) {
    if (!belongs(row)) {
      finish();
      continue;
    }
    if (run[0] && run[0].depth !== row.depth) finish();
    run.push(row);
  }
  finish();
  return found;
}

/** Fits with the deepest indentation that a reader could wish for. */
function fits(row: Row, options: FormatOptions): boolean {
  return byteLength(rowText(row), options) + row.depth * options.tabWidth <= lineLimit(options);
}

/** Pads a column of neighbouring rows to one width, unless a line would become too long by it. */
function pad(rows: readonly Row[], options: FormatOptions, column: 'condition' | 'text', width: (row: Row) => number): void {
  const widest = rows.reduce((most, row) => Math.max(most, width(row)), 0);
  const padded = rows.map((row) => ({ ...row, [column]: row[column] + ' '.repeat(widest - width(row)) }));
  if (!padded.every((row) => fits(row, options))) return;
  for (const [index, row] of rows.entries()) row[column] = padded[index]?.[column] ?? row[column];
}

/**
 * Lines up what follows the conditions of neighbouring lines, and with `alignComments` their trailing comments.
 * Changes the rows.
 */
export function alignRows(rows: readonly Row[], options: FormatOptions): void {
  for (const row of rows) {
    // A comment that was glued to a line as long as can be stays so.
    if (row.kind === 'code' && row.comment !== '') row.glued = byteLength(rowText(row), options) > lineLimit(options);
  }
  for (const run of runs(rows, (row) => row.kind === 'code' && row.condition !== '' && row.text !== '')) {
    pad(run, options, 'condition', (row) => displayWidth(row.condition, options.tabWidth));
  }
  if (!options.alignComments) return;
  // A comment behind a brace speaks of the block, not of a line.
  for (const run of runs(rows, (row) => row.kind === 'code' && row.comment !== '' && !row.opens && !row.closes)) {
    pad(run, options, 'text', (row) => displayWidth(rowText({ ...row, comment: '' }), options.tabWidth));
  }
}
