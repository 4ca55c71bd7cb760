import type { Version } from '@kaconf/schema';
import { parse, type Item } from '@kaconf/syntax';
import type { SourceDocument } from './document.ts';
import { Span } from './span.ts';

/** The lines of a file as keepalived's buffer sees them, where that differs from the lines of the file. */
export interface PhysicalView {
  readonly text: string;
  readonly items: readonly Item[];
  readonly span: Span;
  /** The number that a message about each line of `text` names. */
  readonly numbers: readonly number[];
  /** What keepalived says about the lines themselves, with the number it names (0: none). */
  readonly messages: readonly { readonly code: 'line-too-long' | 'nul-byte'; readonly start: number; readonly line: number }[];
}

/** Bytes that fit into the line buffer (1024, less one for the NUL). */
const buffer = 1023;

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Since this version overlong lines and NULs are reported. */
const reporting = 2_004_000;

/**
 * Lexical facts, section 2: overlong lines come in pieces, NULs cut or drop a line, and the parent process counts line
 * ends, so that it is one behind in a last line without one.
 *
 * @param parent the pass of the parent process; its children count differently in some cases
 * @returns undefined where keepalived's lines are those of the file
 */
export function physicalView(document: SourceDocument, target: Version, parent: boolean): PhysicalView | undefined {
  const { text, tree } = document;
  const odd = tree.problems.some((problem) => problem.code === 'line-too-long' || problem.code === 'nul-byte' || problem.code === 'utf-16');
  const open = text !== '' && !text.endsWith('\n');
  if (!odd && !(open && parent)) return undefined;
  const spans: Span[] = [];
  const numbers: number[] = [];
  const messages: { code: 'line-too-long' | 'nul-byte'; start: number; line: number }[] = [];
  let number = 0;
  const add = (piece: Piece, at: number): void => {
    spans.push(Span.literal(text.slice(piece.start, piece.end), piece.start), Span.inserted('\n', { start: piece.end, end: piece.end }, undefined));
    numbers.push(at);
  };
  tree.lineStarts.forEach((start, index) => {
    const next = tree.lineStarts[index + 1];
    const last = next === undefined;
    const end = next === undefined ? text.length : next - 1;
    if (last && start === end) return;
    const pieces = split(text, start, end, document.encoding);
    const tail = pieces.pop() ?? { start, end };
    for (const piece of pieces) {
      if (target >= reporting) {
        messages.push({ code: 'line-too-long', start: piece.start, line: number });
        number++;
      } else {
        add(piece, number);
        if (!parent) number++;
      }
    }
    const nul = text.slice(tail.start, tail.end).indexOf('\0');
    if (nul >= 0 && target >= reporting && !last) {
      messages.push({ code: 'nul-byte', start: tail.start + nul, line: number });
      number++;
      return;
    }
    // Neither a line without its end nor one that a NUL cuts is counted by the parent.
    const counted = !(parent && (last || (nul >= 0 && target < reporting)));
    if (counted) number++;
    add(nul >= 0 ? { start: tail.start, end: tail.start + nul } : tail, number);
  });
  const span = Span.join(spans);
  return { text: span.text, items: parse(span.text, { encoding: document.encoding }).items, span, numbers, messages };
}

/** The stretches of a line that fill the buffer one after the other; one stretch for an ordinary line. */
function split(text: string, start: number, end: number, encoding: SourceDocument['encoding']): Piece[] {
  // Even in UTF-8 a third of the limit is safe without counting.
  if ((end - start) * (encoding === 'latin1' ? 1 : 3) < buffer) return [{ start, end }];
  const pieces: Piece[] = [];
  let from = start;
  let bytes = 0;
  for (let at = start; at < end; at++) {
    const size = encoding === 'latin1' ? 1 : byteLength(text.charCodeAt(at));
    if (bytes + size > buffer) {
      pieces.push({ start: from, end: at });
      from = at;
      bytes = 0;
    }
    bytes += size;
  }
  if (bytes === buffer) {
    // Full without its line end: the LF comes alone.
    pieces.push({ start: from, end });
    from = end;
  }
  pieces.push({ start: from, end });
  return pieces;
}

/** UTF-8 bytes of one UTF-16 unit; each half of a surrogate pair counts two. */
function byteLength(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
}
