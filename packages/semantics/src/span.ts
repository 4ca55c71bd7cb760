import type { Range } from '@kaconf/syntax';
import type { Place } from './document.ts';

/** A run of characters that came from one place: copied as they stand, or put there by a definition. */
interface Segment {
  /** Offset in the text of the span. */
  readonly at: number;
  readonly length: number;
  readonly origin: Range;
  /** Where the replaced text was defined; absent for text that stands in the file as it is. */
  readonly definition: Place | undefined;
}

/**
 * A line on its way through the preprocessor: its present text, and for each character the way back to what the
 * user wrote. Text that a definition brought in points to the use.
 */
export class Span {
  readonly text: string;
  readonly #segments: readonly Segment[];

  private constructor(text: string, segments: readonly Segment[]) {
    this.text = text;
    this.#segments = segments;
  }

  /** Text as it stands in the file from `start` on. */
  static literal(text: string, start: number): Span {
    return new Span(text, [{ at: 0, length: text.length, origin: { start, end: start + text.length }, definition: undefined }]);
  }

  /** Text that stands nowhere as such: all of it points to `origin`. */
  static inserted(text: string, origin: Range, definition: Place | undefined): Span {
    return new Span(text, [{ at: 0, length: text.length, origin, definition }]);
  }

  /** The way back of all characters, where it is one and the same. */
  get only(): Pick<Segment, 'origin' | 'definition'> | undefined {
    return this.#segments.length === 1 ? this.#segments[0] : undefined;
  }

  static concat(...parts: readonly Span[]): Span {
    return Span.join(parts);
  }

  static join(parts: readonly Span[]): Span {
    let text = '';
    const segments: Segment[] = [];
    for (const part of parts) {
      for (const segment of part.#segments) if (segment.length > 0) segments.push({ ...segment, at: segment.at + text.length });
      text += part.text;
    }
    return new Span(text, segments);
  }

  slice(start: number, end = this.text.length): Span {
    const segments: Segment[] = [];
    for (const segment of this.#between(start, end)) {
      const from = Math.max(segment.at, start);
      const to = Math.min(segment.at + segment.length, end);
      if (from >= to) continue;
      segments.push({ at: from - start, length: to - from, origin: isCopy(segment) ? shift(segment, from, to) : segment.origin, definition: segment.definition });
    }
    return new Span(this.text.slice(start, end), segments);
  }

  /** The range of the document that the characters `start` to `end` of this span come from. */
  origin(start: number, end: number): Range {
    let from: number | undefined;
    let to = 0;
    for (const segment of this.#between(start, Math.max(end, start + 1))) {
      const copy = isCopy(segment);
      const first = copy ? segment.origin.start + Math.max(0, start - segment.at) : segment.origin.start;
      const last = copy ? segment.origin.start + Math.min(segment.length, end - segment.at) : segment.origin.end;
      from ??= first;
      to = Math.max(to, last, from);
    }
    if (from !== undefined) return { start: from, end: to };
    const tail = this.#segments.at(-1)?.origin.end ?? 0;
    return { start: tail, end: tail };
  }

  /** The definition that brought in (a part of) the characters `start` to `end`. */
  definition(start: number, end: number): Place | undefined {
    return this.#between(start, end).find((segment) => segment.definition)?.definition;
  }

  /** The segments with a character from `start` to `end`, found by halving: a whole file may be one span of very many. */
  #between(start: number, end: number): readonly Segment[] {
    const segments = this.#segments;
    let [low, high] = [0, segments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { at, length } = segments[middle] ?? { at: 0, length: 0 };
      if (at + length <= start) low = middle + 1;
      else high = middle;
    }
    let last = low;
    while ((segments[last]?.at ?? Infinity) < end) last++;
    return segments.length === 1 && last === 1 && low === 0 ? segments : segments.slice(low, last);
  }
}

function isCopy(segment: Segment): boolean {
  return segment.definition === undefined && segment.origin.end - segment.origin.start === segment.length;
}

function shift(segment: Segment, from: number, to: number): Range {
  const start = segment.origin.start + (from - segment.at);
  return { start, end: start + (to - from) };
}
