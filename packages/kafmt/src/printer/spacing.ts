import { makeRow, type Row } from './row.ts';

/** First of the comments that belong to the row at `index`: those right above it. */
function leadingComments(rows: readonly Row[], index: number): number {
  let first = index;
  while (rows[first - 1]?.kind === 'comment' && rows[first - 1]?.depth === 0) first -= 1;
  return first;
}

/** Rows before which an empty line has to stand: blocks of the outermost level stand apart. */
function separated(rows: readonly Row[]): Set<Row> {
  const found = new Set<Row>();
  const add = (row: Row | undefined): void => {
    if (row) found.add(row);
  };
  for (const [index, row] of rows.entries()) {
    if (row.depth !== 0 && row.kind !== 'raw') continue;
    if (row.blockStart && !row.blockEnd) add(rows[leadingComments(rows, index)]);
    if (!row.blockEnd || row.blockStart) continue;
    // What follows a block, with the comments that belong to it.
    let next = index + 1;
    while (rows[next]?.kind === 'comment') next += 1;
    if (rows[next] && rows[next]?.kind !== 'blank') add(rows[index + 1]);
  }
  return found;
}

/**
 * Settles the empty lines: at most one, none at the start and the end of the file and of a block, one around each block
 * of the outermost level. Lines that are pinned keep their neighbours.
 */
export function spaceRows(rows: readonly Row[]): Row[] {
  const apart = separated(topLevelOnly(rows));
  const spaced: Row[] = [];
  let blank = false;
  for (const row of rows) {
    if (row.kind === 'blank') {
      blank = true;
      continue;
    }
    const previous = spaced[spaced.length - 1];
    const touchesTag = row.kind === 'tag' || previous?.kind === 'tag';
    const wanted = !row.closes && (blank || (apart.has(row) && !touchesTag));
    const isEmpty = previous?.kind === 'raw' && previous.text.trim() === '';
    if (previous && wanted && !previous.opens && !row.pinned && !isEmpty) spaced.push(makeRow('blank', 0, ''));
    spaced.push(row);
    blank = false;
  }
  return spaced;
}

/** The rows that stand on the outermost level, the lines of blocks left out. */
function topLevelOnly(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.depth === 0);
}
