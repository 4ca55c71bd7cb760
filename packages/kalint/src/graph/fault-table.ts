import { faultRows, type FaultRow } from './fault-rows.ts';
import { foldLines, lineHeight, textAt, textLines, widest, type Line } from './svg-text.ts';
import type { TopologyCluster } from './topology.ts';

/** A part of a drawing with its size. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

interface Column {
  readonly head: string;
  readonly lines: (row: FaultRow) => readonly Line[];
}

const gap = 24;

/** The faults of a cluster as lines of a drawing; empty where nothing can fail over. */
export function drawFaults(cluster: TopologyCluster, x: number, y: number): Drawn {
  const rows = faultRows(cluster);
  if (rows.length === 0) return { width: 0, height: 0, body: '' };
  const columns: readonly Column[] = [
    { head: 'What fails', lines: (row) => foldLines(row.phrase, 40, '') },
    ...(cluster.instances.length > 1 ? [{ head: 'Instance', lines: (row: FaultRow) => foldLines(row.instances.join(', '), 28, '') }] : []),
    { head: 'Master', lines: (row) => foldLines(row.masters, 24, `kg-strong ${row.severity !== undefined ? `kg-${row.severity}` : row.decided ? 'kg-good' : 'kg-warning'}`) },
    { head: 'After', lines: (row) => foldLines(row.after, 10, '') },
    { head: 'Why', lines: (row) => [...foldLines(row.why, 56, 'kg-dim'), ...foldLines(row.verdicts.join(', '), 56, `kg-strong kg-${row.severity ?? 'info'}`)] },
  ];
  // What one fault does to several instances stands below its name, which is said once.
  const table = rows.map((row, index) => columns.map((column, at) => (at === 0 && rows[index - 1]?.phrase === row.phrase ? [] : column.lines(row))));
  const widths = columns.map(({ head }, at) => Math.max(head.length * 8, ...table.map((row) => widest(row[at] ?? []))));
  const lefts = widths.map((_, at) => x + widths.slice(0, at).reduce((sum, width) => sum + width + gap, 0));
  const width = widths.reduce((sum, each) => sum + each + gap, -gap);
  const parts = columns.map(({ head }, at) => textAt(lefts[at] ?? 0, y + 14, head, 'kg-head kg-dim'));
  let top = y + 24;
  for (const row of table) {
    const indent = row[0]?.length === 0 ? (lefts[1] ?? x) : x;
    parts.push(`<line x1="${indent}" x2="${x + width}" y1="${top}" y2="${top}" class="kg-rule"/>`);
    parts.push(...row.map((lines, at) => textLines(lefts[at] ?? 0, top + 4, lines)));
    top += Math.max(...row.map((lines) => lines.length)) * lineHeight + 9;
  }
  return { width, height: top - y, body: parts.join('') };
}
