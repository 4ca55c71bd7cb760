import type { Brace, Phrase, Range, Statement, Word } from '@kaconf/syntax';
import type { Place, SourceDocument } from './document.ts';
import type { DynamicReason } from './value.ts';

/** A word as it stands after the preprocessor; the range is that of what the user wrote. */
export interface SourceWord extends Word {
  readonly dynamic?: DynamicReason | undefined;
  /** The definition that brought it in. */
  readonly definition?: Place | undefined;
}

/** What a line is where that is not simply what is written in the document. */
export interface Rewritten extends Range {
  readonly words: readonly SourceWord[];
  readonly line: number;
  /** The text that was read, in which the item has its place. */
  readonly text: string;
}

/** `{` alone, `}` alone, or words without unquoted braces (lexical facts, section 8.1). */
export class LogicalLine implements Range {
  readonly document: SourceDocument;
  readonly #item: Statement | Brace;
  readonly #rewritten: Rewritten | undefined;

  /**
   * @param item what was read; it stands in the document where nothing is rewritten
   * @param rewritten the range is that of what the user wrote
   */
  constructor(document: SourceDocument, item: Statement | Brace, rewritten: Rewritten | undefined) {
    this.document = document;
    this.#item = item;
    this.#rewritten = rewritten;
  }

  get kind(): 'open' | 'close' | 'text' {
    const { kind } = this.#item;
    return kind === 'statement' ? 'text' : kind;
  }

  get words(): readonly SourceWord[] {
    return this.#rewritten?.words ?? (this.#item.kind === 'statement' ? this.#item.words : noWords);
  }

  /** The words without their places, if the line is as it is written: equal lines of a document share them. */
  get phrase(): Phrase | undefined {
    return this.#rewritten || this.#item.kind !== 'statement' ? undefined : this.#item.phrase;
  }

  /** The first word; its place may be that of an equal line. */
  get head(): SourceWord | undefined {
    return (this.phrase ?? this).words[0];
  }

  /** Where the user wrote it; made of what is there already. */
  get place(): Range {
    return this.#rewritten ?? this.#item;
  }

  get start(): number {
    return (this.#rewritten ?? this.#item).start;
  }

  get end(): number {
    return (this.#rewritten ?? this.#item).end;
  }

  /** 1-based number of the physical line, as keepalived counts. */
  get line(): number {
    return this.#rewritten?.line ?? this.#item.line + 1;
  }

  /** The text of the line after replacement, for script directives, which split it by rules of their own. */
  get raw(): string {
    const item = this.#item;
    if (item.kind !== 'statement') return item.kind === 'open' ? '{' : '}';
    return (this.#rewritten?.text ?? this.document.tree.text).slice(item.start, item.end);
  }

  /** The same line with other words. */
  withWords(words: readonly SourceWord[]): LogicalLine {
    const { start, end, line } = this;
    return new LogicalLine(this.document, this.#item, { words, start, end, line, text: this.#rewritten?.text ?? this.document.tree.text });
  }
}

const noWords: readonly SourceWord[] = [];
