import type { Place, SourceDocument } from '@kaconf/semantics';
import { innermostBlock, lineAt } from '@kaconf/syntax';
import { lineText } from './position.ts';
import { pieces, type Piece } from './terminal-text.ts';

/** How the parts of a frame are coloured. */
export interface FrameStyle {
  readonly dim: (text: string) => string;
  readonly mark: (text: string) => string;
  /** Put below each column of the place. */
  readonly underline: string;
}

export interface FrameOptions extends FrameStyle {
  /** Columns for the text of a line, at least 20. */
  readonly width: number;
  /** Columns for line numbers. */
  readonly gutter: number;
  /** Show the first line of the block around the place. */
  readonly head: boolean;
}

/** More lines than this of one place are left out. */
const maxLines = 3;

/** The lines of a place with its words underlined, below the line that opens the block around it. */
export function frame({ document, range }: Place, options: FrameOptions): readonly string[] {
  const { lineStarts } = document.tree;
  const first = lineAt(lineStarts, range.start);
  const last = Math.max(first, lineAt(lineStarts, Math.max(range.start, range.end - 1)));
  const result: string[] = [];
  const head = options.head ? headLine(document, range.start) : undefined;
  if (head !== undefined && head < first) {
    result.push(numbered(head, shown(lineText(document, head), undefined, options).text, options, true));
    if (head < first - 1) result.push(options.dim(`${' '.repeat(options.gutter)} ⋮`));
  }
  for (let line = first; line <= last; line++) {
    if (line - first === maxLines) {
      result.push(options.dim(`${' '.repeat(options.gutter)} ⋮`));
      break;
    }
    const start = lineStarts[line] ?? 0;
    const text = lineText(document, line);
    const from = line === first ? range.start - start : text.length - text.trimStart().length;
    const to = line === last ? range.end - start : text.trimEnd().length;
    const { text: code, at, length } = shown(text, { from: Math.min(from, text.length), to: Math.min(Math.max(from, to), text.length) }, options);
    result.push(numbered(line, code, options, false));
    result.push(`${options.dim(`${' '.repeat(options.gutter)} │ `)}${' '.repeat(at)}${options.mark(options.underline.repeat(Math.max(1, length)))}`);
  }
  return result;
}

function numbered(line: number, text: string, options: FrameOptions, dim: boolean): string {
  return `${options.dim(`${String(line + 1).padStart(options.gutter)} │ `)}${dim ? options.dim(text) : text}`.trimEnd();
}

/** The line that opens the innermost block around an offset. */
function headLine(document: SourceDocument, offset: number): number | undefined {
  const block = innermostBlock(document.tree, offset);
  return block && block.start < offset ? lineAt(document.tree.lineStarts, block.start) : undefined;
}

/** Of a long line only this many characters for each column are looked at: there are files of one line. */
const density = 4;

/** A line cut to the width around the place, and where the place is in it. */
function shown(line: string, place: { from: number; to: number } | undefined, { width }: FrameOptions): { text: string; at: number; length: number } {
  const longest = density * width;
  const first = line.length > longest ? Math.max(0, (place?.from ?? 0) - longest / 2) : 0;
  const near = line.slice(first, first + longest);
  const all = pieces(near.trimEnd().length < (place?.to ?? 0) - first ? near : near.trimEnd());
  const total = endOf(all);
  const from = columnOf(all, (place?.from ?? 0) - first);
  const to = columnOf(all, (place?.to ?? 0) - first);
  if (total <= width) return { text: textOf(all), at: from, length: to - from };
  // A third of the width before the place, the rest for it and what follows; one column each for what is cut off.
  const room = width - 2;
  const begin = Math.max(0, Math.min(from - Math.floor(width / 3), total - room));
  const kept = all.filter((piece) => piece.column >= begin && piece.column + piece.width <= begin + room);
  const left = kept[0]?.column ?? 0;
  const before = left > 0 || first > 0 ? '…' : '';
  const end = endOf(kept);
  const after = end < total || first + longest < line.length ? '…' : '';
  return { text: `${before}${textOf(kept)}${after}`, at: from - left + before.length, length: Math.min(to, end) - from };
}

function textOf(parts: readonly Piece[]): string {
  return parts.map((piece) => piece.text).join('');
}

function endOf(parts: readonly Piece[]): number {
  const last = parts.at(-1);
  return last ? last.column + last.width : 0;
}

function columnOf(parts: readonly Piece[], offset: number): number {
  return parts.find((piece) => piece.offset >= offset)?.column ?? endOf(parts);
}
