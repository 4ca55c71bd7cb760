/** Lines that definitions and generators may add to a file in all. */
const maxLines = 500_000;

/** Lines that are expanded in any file; each line of the files adds to it. More is a bomb, not a configuration. */
const anyFile = 20_000;
const forEachLine = 4;

/** References that are replaced in all: each line of a file may lead through all of its definitions. */
const mostReplaced = 2_000_000;

/** Lines of files that are included again and again: two small files could stand for any number of lines. */
const linesReadAgain = 200_000;

/** Counts what definitions and generators make, so that no file is expanded without end. */
export class ExpansionBudget {
  #expansions = anyFile;
  #lines = maxLines;
  #again = linesReadAgain;
  #replacements = mostReplaced;

  /** A file with so many lines is read. */
  grow(lines: number): void {
    this.#expansions += forEachLine * lines;
  }

  /** Counts a file that is read once more; false where it has been too often. */
  readAgain(lines: number): boolean {
    this.#again -= lines;
    return this.#again >= 0;
  }

  /** Counts a line that is expanded; false where there have been too many. */
  expand(): boolean {
    return --this.#expansions >= 0 && this.#replacements >= 0;
  }

  /** So many references were replaced in a line. */
  replaced(count: number): void {
    this.#replacements -= count;
  }

  /** Counts a line that an expansion made; false where there have been too many. */
  addLine(): boolean {
    return --this.#lines >= 0;
  }

  get exhausted(): boolean {
    return this.#expansions < 0 || this.#replacements < 0;
  }
}
