import type { Phrase } from './phrase.ts';
import type { Range } from './range.ts';

/**
 * What is written in a file, as two views of the same objects:
 *
 * - `items`: every piece in file order, as keepalived meets it (the reader of `@kaconf/semantics` walks these);
 * - `nodes`: the same pieces nested by their braces (formatter and editor features walk these).
 *
 * ```text
 *   @lb1 vrrp_instance VI_1 {   # left
 *   ╰cond╯╰──── statement ─╯ ╰open  ╰comment
 *       priority 100
 *       ╰ statement ╯
 *   }
 *   ╰close
 * ```
 *
 * Both are immutable and lossless: what lies between two neighbouring items is white space only, so that
 * `print(parse(text)) === text` for every text. Keywords mean nothing here.
 *
 * `items` and `nodes` are made when they are first asked for (and then kept), so a tree must not be copied by spreading it.
 */
export interface Tree {
  readonly text: string;
  readonly items: readonly Item[];
  readonly nodes: readonly Node[];
  readonly problems: readonly Problem[];
  /** The text line by line, for who reads all of it: equal lines are one object, and nothing is made for those that repeat. */
  readonly passages: Passages;
  /** Offset at which each physical line starts; a line ends at LF (lexical facts, section 2). */
  readonly lineStarts: readonly number[];
}

/** A physical line, or a definition with the lines that continue it (a short text is one passage as a whole). */
export interface Passage {
  /** With the places that they had where the passage was read. */
  readonly items: readonly Item[];
  /** No prefix, definition, include, reference, backslash or open quote: read as it is written. */
  readonly plain: boolean;
}

/** The passages of a text in file order. */
export interface Passages {
  readonly length: number;
  at(index: number): Passage | undefined;
  /** How far the items are from where they were read, in UTF-16 units and in lines. */
  shift(index: number): number;
  lineShift(index: number): number;
  /** Each passage once, in no particular order; there may be some that only another version of the text has. */
  distinct(): Iterable<Passage>;
  /** Visits all passages in file order, each with its shifts: the same as asking for them one by one, in less time. */
  forEach(visit: (passage: Passage, shift: number, lineShift: number, index: number) => void): void;
  /** The items in their places. */
  itemsAt(index: number): readonly Item[];
}

/** One keepalived word: quotes are not part of `text`, escapes and references are left as written. */
export interface Word extends Range {
  readonly text: string;
  /** Written in double quotes. The range includes the quotes. */
  readonly quoted: boolean;
  /** False for a quote that is not closed on its line; the word then extends to the end of the line. */
  readonly terminated: boolean;
}

/** `@ID` or `@^ID` in front of the rest of a line. The range covers mark and id. */
export interface Condition extends Range {
  readonly kind: 'condition';
  readonly negated: boolean;
  readonly id: string;
}

/** `~SEQ(...)`, `~SEQx(...)`, `~LST(...)` in front of the rest of a line; `args` is the text between the parentheses. */
export interface Generator extends Range {
  readonly kind: 'generator';
  readonly name: 'SEQ' | 'SEQx' | 'LST' | 'unknown';
  readonly args: Range | undefined;
}

export type Prefix = Condition | Generator;

interface ItemBase extends Range {
  /** 0-based number of the physical line on which the item starts. */
  readonly line: number;
}

/** Words between line start or brace and the next brace or line end; conditions and generators come before them. */
export interface Statement extends ItemBase {
  readonly kind: 'statement';
  readonly prefixes: readonly Prefix[];
  /** May be empty: a line with prefixes only. */
  readonly words: readonly Word[];
  /** What the statement has in common with all that are written alike; absent where prefixes stand before it. */
  readonly phrase?: Phrase | undefined;
}

/** The brace itself is the last character of the range. */
export interface Brace extends ItemBase {
  readonly kind: 'open' | 'close';
  /** Conditions and generators written directly before the brace (`@lb1 }`). */
  readonly prefixes: readonly Prefix[];
}

/** `$NAME=value`, with all continuation lines. */
export interface Definition extends ItemBase {
  readonly kind: 'definition';
  readonly prefixes: readonly Prefix[];
  readonly name: string;
  readonly nameRange: Range;
  /** The text of each physical line of the value, without the backslash that continues it, comment and trailing blanks. */
  readonly pieces: readonly Range[];
}

/** `include PATTERN` and its five variants. */
export interface Include extends ItemBase {
  readonly kind: 'include';
  readonly prefixes: readonly Prefix[];
  readonly variant: '' | 'r' | 'm' | 'w' | 'b' | 'a';
  readonly keyword: Range;
  readonly pattern: Range;
}

export interface Comment extends ItemBase {
  readonly kind: 'comment';
  /** Nothing but blanks stands before it on its line. */
  readonly ownLine: boolean;
}

/** A physical line without anything but white space. */
export interface Blank extends ItemBase {
  readonly kind: 'blank';
}

export type Item = Statement | Brace | Definition | Include | Comment | Blank;

/** A statement with its block, if it has one. */
export interface Directive extends Range {
  readonly kind: 'directive';
  /** Several heads where conditional lines offer alternatives for one body (`@a x A {` / `@b x B {`); none for a `{` without a keyword. */
  readonly heads: readonly Statement[];
  /** Comments and blank lines between the head and a `{` on a later line, and between several heads; in file order. */
  readonly gap: readonly (Comment | Blank)[];
  readonly body: Body | undefined;
}

export interface Body {
  readonly opens: readonly Brace[];
  readonly nodes: readonly Node[];
  /** Empty where the file ends before the block does (or the block before its `}`); several for conditional lines. */
  readonly closes: readonly Brace[];
  /** Comments and blank lines between several closes. */
  readonly gap: readonly (Comment | Blank)[];
}

/** A `}` that closes nothing. */
export interface StrayClose extends Range {
  readonly kind: 'stray-close';
  readonly brace: Brace;
}

export type Node = Directive | Definition | Include | Comment | Blank | StrayClose;

/** Something that is wrong with the text itself, whatever the words mean. */
export interface Problem extends Range {
  readonly code:
    | 'unterminated-quote'
    | 'unclosed-block' // range: the head (or the `{`) of the block
    | 'unexpected-close'
    | 'line-too-long' // more than 1022 bytes; range: the part that is too much
    | 'nul-byte'
    | 'byte-order-mark'
    | 'stray-carriage-return'
    | 'stray-backslash' // a backslash at the end of a line outside a definition
    | 'utf-16';
}
