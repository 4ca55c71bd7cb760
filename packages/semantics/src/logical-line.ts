import type { Range, Word } from '@kaconf/syntax';
import type { Place, SourceDocument } from './document.ts';
import type { DynamicReason } from './value.ts';

/** A word as it stands after the preprocessor; the range is that of what the user wrote. */
export interface SourceWord extends Word {
  readonly dynamic?: DynamicReason | undefined;
  /** The definition that brought it in. */
  readonly definition?: Place | undefined;
}

/** `{` alone, `}` alone, or words without unquoted braces (lexical facts, section 8.1). */
export class LogicalLine implements Range {
  readonly kind: 'open' | 'close' | 'text';
  readonly words: readonly SourceWord[];
  readonly document: SourceDocument;
  readonly start: number;
  readonly end: number;
  /** 1-based number of the physical line, as keepalived counts. */
  readonly line: number;
  readonly #text: string;
  readonly #item: Range;

  /**
   * @param range where the user wrote it
   * @param text the text that was read, in which the line is at `item`
   */
  constructor(kind: LogicalLine['kind'], words: readonly SourceWord[], document: SourceDocument, range: Range, line: number, text: string, item: Range) {
    this.kind = kind;
    this.words = words;
    this.document = document;
    this.start = range.start;
    this.end = range.end;
    this.line = line;
    this.#text = text;
    this.#item = item;
  }

  /** The text of the line after replacement, for script directives, which split it by rules of their own; cut out when asked for. */
  get raw(): string {
    return this.kind === 'text' ? this.#text.slice(this.#item.start, this.#item.end) : this.kind === 'open' ? '{' : '}';
  }

  /** The same line with fewer words. */
  withWords(words: readonly SourceWord[]): LogicalLine {
    return new LogicalLine(this.kind, words, this.document, this, this.line, this.#text, this.#item);
  }
}
