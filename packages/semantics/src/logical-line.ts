import type { Brace, Phrase, Range, Statement, Word } from '@kaconf/syntax';
import type { Place, SourceDocument } from './document.ts';
import type { DynamicReason } from './value.ts';

/** A word as it stands after the preprocessor; the range is that of what the user wrote. */
export interface SourceWord extends Word {
  readonly dynamic?: DynamicReason | undefined;
  /** The definition that brought it in. */
  readonly definition?: Place | undefined;
}

/** `{` alone, `}` alone, or words without unquoted braces (lexical facts, section 8.1). The range is what the user wrote. */
export interface LogicalLine extends Range {
  readonly kind: 'open' | 'close' | 'text';
  readonly document: SourceDocument;
  readonly words: readonly SourceWord[];
  /** The words without their places, if the line is as it is written: equal lines of a document share them. */
  readonly phrase: Phrase | undefined;
  /** A phrase with the same words, be the line rewritten or not: what it means need not be found out again. */
  readonly meaning: Phrase | undefined;
  /** The first word; its place may be that of an equal line. */
  readonly head: SourceWord | undefined;
  /** 1-based number of the physical line, as keepalived counts. */
  readonly line: number;
  /** The text of the line after replacement, for script directives, which split it by rules of their own. */
  readonly raw: string;
}

/** A line that is read as it is written: an item that stands at a distance from where an equal one was read. */
export class WrittenLine implements LogicalLine {
  readonly document: SourceDocument;
  readonly line: number;
  readonly #item: Statement | Brace;
  readonly #shift: number;
  #words: readonly SourceWord[] | undefined;

  /**
   * @param item with the places that it had where it was read first
   * @param shift how much further it stands here, in UTF-16 units
   * @param line 1-based
   */
  constructor(document: SourceDocument, item: Statement | Brace, shift: number, line: number) {
    this.document = document;
    this.line = line;
    this.#item = item;
    this.#shift = shift;
  }

  get kind(): 'open' | 'close' | 'text' {
    const { kind } = this.#item;
    return kind === 'statement' ? 'text' : kind;
  }

  get words(): readonly SourceWord[] {
    return this.#words ??= this.#item.kind === 'statement' ? shifted(this.#item.words, this.#shift) : noWords;
  }

  get phrase(): Phrase | undefined {
    return this.#item.kind === 'statement' ? this.#item.phrase : undefined;
  }

  get meaning(): Phrase | undefined {
    return this.phrase;
  }

  get head(): SourceWord | undefined {
    return this.#item.kind === 'statement' ? this.#item.phrase?.words[0] : undefined;
  }

  get start(): number {
    return this.#item.start + this.#shift;
  }

  get end(): number {
    return this.#item.end + this.#shift;
  }

  get raw(): string {
    return this.document.tree.text.slice(this.start, this.end);
  }
}

function shifted(words: readonly SourceWord[], by: number): readonly SourceWord[] {
  if (by === 0) return words;
  return words.map(({ start, end, text, quoted, terminated }) => ({ start: start + by, end: end + by, text, quoted, terminated }));
}

/** A line that is read otherwise than it is written: after replacements, or with fewer words. */
export class RewrittenLine implements LogicalLine {
  readonly kind: 'open' | 'close' | 'text';
  readonly document: SourceDocument;
  readonly words: readonly SourceWord[];
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly phrase = undefined;
  readonly meaning: Phrase | undefined;
  readonly #text: string;
  readonly #item: Range;

  /**
   * @param range where the user wrote it
   * @param text the text that was read, in which the line is at `item`
   * @param meaning a phrase with the same words
   */
  constructor(kind: 'open' | 'close' | 'text', words: readonly SourceWord[], document: SourceDocument, range: Range, line: number, text: string, item: Range, meaning: Phrase | undefined) {
    this.kind = kind;
    this.words = words;
    this.document = document;
    this.start = range.start;
    this.end = range.end;
    this.line = line;
    this.meaning = meaning;
    this.#text = text;
    this.#item = item;
  }

  get head(): SourceWord | undefined {
    return this.words[0];
  }

  /** Cut out when asked for. */
  get raw(): string {
    return this.kind === 'text' ? this.#text.slice(this.#item.start, this.#item.end) : this.kind === 'open' ? '{' : '}';
  }

  /** The same line with fewer words. */
  withWords(words: readonly SourceWord[]): RewrittenLine {
    return new RewrittenLine(this.kind, words, this.document, this, this.line, this.#text, this.#item, undefined);
  }
}

const noWords: readonly SourceWord[] = [];
