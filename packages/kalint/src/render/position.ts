import type { Place, SourceDocument } from '@kaconf/semantics';
import { positionAt } from '@kaconf/syntax';
import { withoutSecrets } from '../secrets.ts';

/** A place as people count: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function regionOf({ document, range }: Place): Region {
  return region(document, range.start, range.end);
}

export function region(document: SourceDocument, start: number, end: number): Region {
  const from = positionAt(document.tree, start);
  const to = positionAt(document.tree, Math.max(start, end));
  return { line: from.line + 1, column: from.column + 1, endLine: to.line + 1, endColumn: to.column + 1 };
}

/** The text of a 0-based line, without its line end; passwords are hidden. */
export function lineText(document: SourceDocument, line: number): string {
  const starts = document.tree.lineStarts;
  const start = starts[line];
  if (start === undefined) return '';
  let end = starts[line + 1] ?? document.text.length;
  while (end > start && (document.text[end - 1] === '\n' || document.text[end - 1] === '\r')) end--;
  return withoutSecrets(document, start, end);
}
