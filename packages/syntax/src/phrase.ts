import type { Prefix, Statement, Word } from './tree.ts';

export const noPrefixes: readonly Prefix[] = [];

/**
 * The words of a statement, apart from where it stands. A configuration repeats few lines often (`retry 3`), so equal
 * lines of one text share one phrase, and who derives something from the words alone derives it once.
 */
export class Phrase {
  /** With the offsets of the line that was read first; `Statement.words` has those of each line. */
  readonly words: readonly Word[];
  /** Some word has a backslash or an open quote: how it reads depends on who reads it. */
  readonly plain: boolean;
  /** What somebody derived from the words; who reads it has to recognise what is his. */
  derived: unknown = undefined;

  constructor(words: readonly Word[]) {
    this.words = words;
    let plain = true;
    for (const word of words) if (!word.terminated || word.text.includes('\\')) plain = false;
    this.plain = plain;
  }
}

/** A statement without prefixes: a phrase in its place. */
export class Sentence implements Statement {
  readonly kind = 'statement';
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly phrase: Phrase;
  #words: readonly Word[] | undefined;

  constructor(line: number, start: number, end: number, phrase: Phrase) {
    this.line = line;
    this.start = start;
    this.end = end;
    this.phrase = phrase;
  }

  get prefixes(): readonly Prefix[] {
    return noPrefixes;
  }

  /** Made when somebody asks: few lines are asked where their words stand. */
  get words(): readonly Word[] {
    return this.#words ??= shifted(this.phrase.words, this.start);
  }
}

/** The same words where the first stands at `start`. */
function shifted(words: readonly Word[], start: number): readonly Word[] {
  const by = start - (words[0]?.start ?? start);
  if (by === 0) return words;
  return words.map((word) => ({ start: word.start + by, end: word.end + by, text: word.text, quoted: word.quoted, terminated: word.terminated }));
}
