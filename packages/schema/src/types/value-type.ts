import type { ValuePart } from '../signature.ts';

/** Why a word is not of a type. */
export type Reason = 'invalid' | 'out-of-range' | 'too-long' | 'too-short';

/** A reason in the place of a value, so that a parse allocates nothing but its value. */
export class Failure {
  readonly reason: Reason;
  constructor(reason: Reason) {
    this.reason = reason;
  }
}

export const invalid = new Failure('invalid');
export const outOfRange = new Failure('out-of-range');
export const tooLong = new Failure('too-long');
export const tooShort = new Failure('too-short');

/** How the words of one type are read. */
export interface ValueType {
  /** The name in the notation. */
  readonly name: string;
  /**
   * Reads a word as keepalived does.
   *
   * @param text the word without its quotes
   * @param part range, length and notation that the signature asks for
   * @returns the value, or a `Failure`
   */
  readonly parse: (text: string, part: ValuePart) => unknown;
  /** What the type is called in a message, with its article. */
  readonly noun: string;
  /** TypeScript type of the value, for the generated typed AST. */
  readonly typeScript: string;
}
