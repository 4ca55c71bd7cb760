import { positionAt, offsetAt, type ColumnUnit, type Lines, type Range as Offsets } from '@kaconf/syntax';
import type { SourceDocument } from '@kaconf/semantics';
import type { Position, Range } from 'vscode-languageserver';

/** Offsets of one text to positions of the protocol and back, in the position encoding that was negotiated. */
export class Positions {
  readonly #lines: Lines;
  readonly #unit: ColumnUnit;

  constructor(text: string, lineStarts: readonly number[], unit: ColumnUnit) {
    this.#lines = { text, lineStarts };
    this.#unit = unit;
  }

  position(offset: number): Position {
    const { line, column } = positionAt(this.#lines, this.#beforeLineEnd(offset), this.#unit);
    return { line, character: column };
  }

  range({ start, end }: Offsets): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** Places that do not exist become the nearest that do. */
  offset({ line, character }: Position): number {
    return offsetAt(this.#lines, { line, column: character }, this.#unit);
  }

  offsets({ start, end }: Range): Offsets {
    const from = this.offset(start);
    const to = this.offset(end);
    return { start: Math.min(from, to), end: Math.max(from, to) };
  }

  /** First offset of a line. */
  lineStart(line: number): number {
    return this.#lines.lineStarts[line] ?? this.#lines.text.length;
  }

  get lineCount(): number {
    return this.#lines.lineStarts.length;
  }

  /** The protocol knows no place between CR and LF. */
  #beforeLineEnd(offset: number): number {
    const { text } = this.#lines;
    return text.charCodeAt(offset) === 10 && text.charCodeAt(offset - 1) === 13 ? offset - 1 : offset;
  }
}

/**
 * Where lines start for the protocol: behind LF, CR LF and a CR alone. keepalived ends a line at LF only, so the two differ
 * where a CR stands alone.
 */
export function protocolLineStarts(text: string, lineStarts: readonly number[]): readonly number[] {
  if (!/\r(?!\n)/.test(text)) return lineStarts;
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

const memo = new WeakMap<SourceDocument['tree'], Map<ColumnUnit, Positions>>();

/** The positions of a document; made once for each tree. */
export function positionsOf({ text, tree }: Pick<SourceDocument, 'text' | 'tree'>, unit: ColumnUnit): Positions {
  const known = memo.get(tree) ?? new Map<ColumnUnit, Positions>();
  memo.set(tree, known);
  const positions = known.get(unit) ?? new Positions(text, protocolLineStarts(text, tree.lineStarts), unit);
  known.set(unit, positions);
  return positions;
}
