import type { Statement, Word } from '@kaconf/syntax';
import type { Place, SourceDocument } from './document.ts';
import type { DynamicReason } from './value.ts';

/** A word as it stands after the preprocessor; the range is that of what the user wrote. */
export interface SourceWord extends Word {
  readonly dynamic?: DynamicReason | undefined;
  /** The definition that brought it in. */
  readonly definition?: Place | undefined;
}

/** `{` alone, `}` alone, or words without unquoted braces (lexical facts, section 8.1). */
export interface LogicalLine {
  readonly kind: 'open' | 'close' | 'text';
  readonly words: readonly SourceWord[];
  readonly document: SourceDocument;
  readonly start: number;
  readonly end: number;
  /** 1-based number of the physical line, as keepalived counts. */
  readonly line: number;
  /** The text of the line after replacement, for script directives, which split it by rules of their own. */
  readonly raw: string;
  readonly statement: Statement | undefined;
}
