import type { Range } from './range.ts';
import { Sentence } from './phrase.ts';
import type { Item, Prefix, Problem } from './tree.ts';

/** A physical line, or a definition with the lines that continue it: what can be read without looking at other lines. */
interface Passage {
  /** Where it stands in the text that is parsed in place of the whole. */
  readonly start: number;
  readonly line: number;
  items: readonly Item[];
  problems: readonly Problem[];
}

/**
 * A text without its repetitions. Lines mean the same wherever they stand (only a definition extends over several), so
 * each is lexed and parsed once, and put in wherever else it occurs.
 */
export class Repetition {
  /** Every passage once, in the order of its first occurrence. */
  readonly text: string;
  readonly #whole: string;
  readonly #lineStarts: readonly number[];
  readonly #passages: Passage[] = [];
  /** The passage at each place of the whole text, and the line on which it starts there. */
  readonly #sequence: Passage[] = [];
  readonly #lines: number[] = [];

  constructor(whole: string, lineStarts: readonly number[]) {
    this.#whole = whole;
    this.#lineStarts = lineStarts;
    this.text = this.#divide();
  }

  #divide(): string {
    const whole = this.#whole;
    const starts = this.#lineStarts;
    const known = new Map<string, Passage>();
    const distinct: string[] = [];
    let offset = 0;
    let lines = 0;
    const hasDefinitions = whole.includes('$') && whole.includes('\\');
    for (let line = 0; line < starts.length;) {
      const start = starts[line] ?? 0;
      if (start >= whole.length) break;
      const last = hasDefinitions ? this.#lastLine(line) : line;
      const written = whole.slice(start, starts[last + 1] ?? whole.length);
      let passage = known.get(written);
      if (passage === undefined) {
        passage = { start: offset, line: lines, items: [], problems: [] };
        known.set(written, passage);
        distinct.push(written);
        this.#passages.push(passage);
        offset += written.length;
        lines += last - line + 1;
      }
      this.#sequence.push(passage);
      this.#lines.push(line);
      line = last + 1;
    }
    return distinct.length === this.#sequence.length ? whole : distinct.join('');
  }

  /** The line that ends what starts on a line: a definition may go on where a backslash is. */
  #lastLine(line: number): number {
    const starts = this.#lineStarts;
    const has = (sign: string, at: number): boolean => {
      const found = this.#whole.indexOf(sign, starts[at]);
      return found >= 0 && found < (starts[at + 1] ?? Infinity);
    };
    if (!has('$', line)) return line;
    let last = line;
    while (last + 1 < starts.length && has('\\', last)) last++;
    return last;
  }

  /** Puts what was found in `text` wherever it belongs in the whole. */
  restore(items: readonly Item[], problems: readonly Problem[]): { readonly items: readonly Item[]; readonly problems: readonly Problem[] } {
    if (this.text === this.#whole) return { items, problems };
    share(this.#passages, items, (passage, own) => { passage.items = own; });
    share(this.#passages, problems, (passage, own) => { passage.problems = own; });
    const all: Item[] = [];
    const allProblems: Problem[] = [];
    for (let index = 0; index < this.#sequence.length; index++) {
      const passage = this.#sequence[index];
      const line = this.#lines[index];
      if (passage === undefined || line === undefined) continue;
      const by = (this.#lineStarts[line] ?? 0) - passage.start;
      for (const item of passage.items) all.push(moved(item, by, line - passage.line));
      for (const problem of passage.problems) allProblems.push({ ...problem, ...shifted(problem, by) });
    }
    return { items: all, problems: allProblems };
  }
}

/** Hands to each passage what starts in it. */
function share<T extends Range>(passages: readonly Passage[], found: readonly T[], give: (passage: Passage, own: readonly T[]) => void): void {
  let at = 0;
  for (let index = 0; index < passages.length; index++) {
    const passage = passages[index];
    const end = passages[index + 1]?.start ?? Infinity;
    const from = at;
    while (at < found.length && (found[at]?.start ?? Infinity) < end) at++;
    if (passage && at > from) give(passage, found.slice(from, at));
  }
}

/** The same item at another place. */
function moved(item: Item, by: number, lines: number): Item {
  if (by === 0 && lines === 0) return item;
  const line = item.line + lines;
  const start = item.start + by;
  const end = item.end + by;
  switch (item.kind) {
    case 'statement':
      if (item.phrase) return new Sentence(line, start, end, item.phrase);
      return { kind: item.kind, line, start, end, prefixes: item.prefixes.map((prefix) => movedPrefix(prefix, by)), words: item.words.map((word) => ({ ...word, ...shifted(word, by) })) };
    case 'open':
    case 'close':
      return { kind: item.kind, line, start, end, prefixes: item.prefixes.length === 0 ? item.prefixes : item.prefixes.map((prefix) => movedPrefix(prefix, by)) };
    case 'comment':
      return { kind: item.kind, line, start, end, ownLine: item.ownLine };
    case 'blank':
      return { kind: item.kind, line, start, end };
    case 'definition':
      return { ...item, line, start, end, prefixes: item.prefixes.map((prefix) => movedPrefix(prefix, by)), nameRange: shifted(item.nameRange, by), pieces: item.pieces.map((piece) => shifted(piece, by)) };
    case 'include':
      return { ...item, line, start, end, prefixes: item.prefixes.map((prefix) => movedPrefix(prefix, by)), keyword: shifted(item.keyword, by), pattern: shifted(item.pattern, by) };
  }
}

function movedPrefix(prefix: Prefix, by: number): Prefix {
  if (prefix.kind === 'condition') return { ...prefix, ...shifted(prefix, by) };
  return { ...prefix, ...shifted(prefix, by), args: prefix.args && shifted(prefix.args, by) };
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
