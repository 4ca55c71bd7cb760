/** One line of the output. Texts are pieces of the parsed text: template tags are still placeholders in them. */
export interface Row {
  /**
   * - `code`: statements, braces, definitions, includes;
   * - `comment`: a comment that has the line for itself;
   * - `tag`: template statements that have the line for themselves;
   * - `raw`: a line that is printed as it stands, indentation included;
   * - `blank`: an empty line.
   */
  readonly kind: 'code' | 'comment' | 'tag' | 'raw' | 'blank';
  /** Levels of indentation. */
  depth: number;
  /** A condition in front of the text (`@id`), kept apart so that a run of them can be aligned; else empty. */
  condition: string;
  text: string;
  /** The comment behind the text; else empty. */
  comment: string;
  /** The comment follows without a blank, since there is no room for one in the line. */
  glued: boolean;
  /** Blanks at the end of the line that must stay. */
  tail: string;
  /** The line ends inside a block which it has opened. */
  opens: boolean;
  /** The line starts with `}`. */
  closes: boolean;
  /** No empty line may be put before this one, nor this one be dropped. */
  pinned: boolean;
  /** First or last line of a block that takes several lines. */
  blockStart: boolean;
  blockEnd: boolean;
}

/** A row with everything but kind, depth and text at rest. */
export function makeRow(kind: Row['kind'], depth: number, text: string, more: Partial<Row> = {}): Row {
  return { kind, depth, text, condition: '', comment: '', glued: false, tail: '', opens: false, closes: false, pinned: false, blockStart: false, blockEnd: false, ...more };
}

/** The row without indentation. */
export function rowText(row: Row): string {
  const text = row.condition === '' ? row.text : row.text === '' ? row.condition : `${row.condition} ${row.text}`;
  return row.comment === '' ? text : `${text}${row.glued ? '' : ' '}${row.comment}`;
}
