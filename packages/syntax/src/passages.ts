import { detached } from './detached.ts';
import { moved, shifted } from './moved.ts';
import { PlainLines } from './plain-lines.ts';
import type { Range } from './range.ts';
import type { Item, Passage, Passages, Problem } from './tree.ts';

/** What was found in a text, in file order. */
export interface Findings {
  readonly items: readonly Item[];
  readonly problems: readonly Problem[];
}

/** Passages that are lexed and parsed in one go. */
interface Part {
  readonly passages: OwnPassage[];
  readonly written: string[];
  length: number;
  lines: number;
}

class OwnPassage implements Passage {
  /** Where it stands in the part that it is read with. */
  readonly start: number;
  readonly line: number;
  items: readonly Item[] = noItems;
  problems: readonly Problem[] = noProblems;
  plain = true;
  net = 0;
  lowest = 0;
  private readonly hasReference: boolean;

  constructor(start: number, line: number, hasReference: boolean) {
    this.start = start;
    this.line = line;
    this.hasReference = hasReference;
  }

  /** Takes its items, once they are known. */
  take(items: readonly Item[]): void {
    this.items = items;
    this.plain = !this.hasReference;
    for (const item of items) {
      if (item.kind === 'open') this.net++;
      else if (item.kind === 'close') this.lowest = Math.min(this.lowest, --this.net);
      if (!isPlain(item)) this.plain = false;
    }
  }
}

function isPlain(item: Item): boolean {
  if (item.kind === 'statement') return item.phrase?.plain === true;
  return item.kind === 'comment' || item.kind === 'blank' || ((item.kind === 'open' || item.kind === 'close') && item.prefixes.length === 0);
}

/** The lines that the versions of a text have, or had a short while ago. */
class KnownLines {
  readonly byText = new Map<string, OwnPassage>();
  /** Something is wrong with some of them. */
  troubled = false;
}

const noItems: readonly Item[] = [];
const noProblems: readonly Problem[] = [];

/** Tokens are short-lived: small parts keep them out of the memory that is searched for garbage. */
const partLength = 32_768;

/** So short that dividing costs more than it saves. */
const fewLines = 64;

/**
 * A text without its repetitions. Lines mean the same wherever they stand (only a definition extends over several), so
 * each is lexed and parsed once, and put in wherever else it occurs.
 */
export class PassageList implements Passages {
  readonly #whole: string;
  readonly #lineStarts: readonly number[];
  readonly #parts: Part[] = [];
  /** The passage at each place of the whole text, and the line on which it starts there. */
  readonly #sequence: OwnPassage[] = [];
  readonly #lines: number[] = [];
  #known: KnownLines;
  readonly #continued: boolean;
  /** UTF-16 units of the longest line, with its end. */
  #longest = 0;

  /**
   * @param find reads a text that consists of whole lines
   * @param previous of an earlier version of the text, read in the same manner: what has not changed is not read again
   */
  constructor(whole: string, lineStarts: readonly number[], find: (text: string) => Findings, previous?: PassageList) {
    this.#whole = whole;
    this.#lineStarts = lineStarts;
    this.#known = previous ? previous.#known : new KnownLines();
    this.#continued = previous !== undefined;
    if (whole.length <= partLength && lineStarts.length <= fewLines) this.#undivided();
    else this.#divide(new PlainLines(find));
    for (const { passages, written } of this.#parts) {
      const { items, problems } = find(written.join(''));
      share(passages, items, (passage, own) => { passage.take(own); });
      this.#known.troubled ||= problems.length > 0;
      share(passages, problems.toSorted((one, other) => one.start - other.start), (passage, own) => { passage.problems = own; });
    }
    this.#parts.length = 0;
    if (this.#known.byText.size > 2 * this.#sequence.length + fewLines) this.#forget();
  }

  get length(): number {
    return this.#sequence.length;
  }

  /** No line is longer than this, in UTF-16 units and with its end. */
  get longest(): number {
    return this.#longest;
  }

  at(index: number): Passage | undefined {
    return this.#sequence[index];
  }

  distinct(): Iterable<Passage> {
    return this.#known.byText.size === 0 ? this.#sequence : this.#known.byText.values();
  }

  shift(index: number): number {
    return (this.#lineStarts[this.#lines[index] ?? 0] ?? 0) - (this.#sequence[index]?.start ?? 0);
  }

  lineShift(index: number): number {
    return (this.#lines[index] ?? 0) - (this.#sequence[index]?.line ?? 0);
  }

  forEach(visit: (passage: Passage, shift: number, lineShift: number, index: number) => void): void {
    const sequence = this.#sequence;
    const lines = this.#lines;
    const starts = this.#lineStarts;
    for (let index = 0; index < sequence.length; index++) {
      const passage = sequence[index];
      const line = lines[index];
      if (passage !== undefined && line !== undefined) visit(passage, (starts[line] ?? 0) - passage.start, line - passage.line, index);
    }
  }

  itemsAt(index: number): readonly Item[] {
    const items = this.#sequence[index]?.items ?? noItems;
    const by = this.shift(index);
    const lines = this.lineShift(index);
    return by === 0 && lines === 0 ? items : items.map((item) => moved(item, by, lines));
  }

  /** All items in their places. */
  items(): readonly Item[] {
    const items: Item[] = [];
    for (let index = 0; index < this.#sequence.length; index++) {
      const by = this.shift(index);
      const lines = this.lineShift(index);
      for (const item of this.#sequence[index]?.items ?? noItems) items.push(moved(item, by, lines));
    }
    return items;
  }

  /** All problems of passages in their places. */
  problems(): readonly Problem[] {
    const problems: Problem[] = [];
    if (!this.#known.troubled) return problems;
    for (let index = 0; index < this.#sequence.length; index++) {
      for (const problem of this.#sequence[index]?.problems ?? noProblems) problems.push({ ...problem, ...shifted(problem, this.shift(index)) });
    }
    return problems;
  }

  /** Whether the braces match without further thought: as many `}` as `{`, none too early, and no line that only some nodes read. */
  isBalanced(): boolean {
    let depth = 0;
    for (const passage of this.#sequence) {
      if (depth + passage.lowest < 0) return false;
      depth += passage.net;
      if (!passage.plain && passage.items.some((item) => 'prefixes' in item && item.prefixes.length > 0)) return false;
    }
    return depth === 0;
  }

  #undivided(): void {
    this.#known = new KnownLines();
    this.#longest = this.#whole.length;
    const passage = new OwnPassage(0, 0, this.#whole.includes('$'));
    this.#parts.push({ passages: [passage], written: [this.#whole], length: this.#whole.length, lines: this.#lineStarts.length });
    this.#sequence.push(passage);
    this.#lines.push(0);
  }

  #divide(plain: PlainLines): void {
    const whole = this.#whole;
    const starts = this.#lineStarts;
    const known = this.#known.byText;
    const hasReference = askedInOrder(whole, '$');
    const hasBackslash = askedInOrder(whole, '\\');
    let part: Part | undefined;
    const hasReferences = whole.includes('$');
    const hasDefinitions = hasReferences && whole.includes('\\');
    for (let line = 0; line < starts.length;) {
      const start = starts[line] ?? 0;
      if (start >= whole.length) break;
      let last = line;
      // A definition may go on where a backslash is.
      if (hasDefinitions && hasReference(start, starts[line + 1])) while (last + 1 < starts.length && hasBackslash(starts[last] ?? 0, starts[last + 1])) last++;
      const end = starts[last + 1] ?? whole.length;
      if (end - start > this.#longest) this.#longest = end - start;
      const written = whole.slice(start, end);
      let passage = known.get(written);
      if (passage === undefined) {
        // Cut out of the text it would keep the whole of every version in memory.
        const own = this.#continued ? detached(written) : written;
        const items = last === line ? plain.read(own) : undefined;
        if (items) {
          passage = new OwnPassage(0, 0, false);
          passage.take(items);
        } else {
          if (part === undefined || part.length > partLength) this.#parts.push((part = { passages: [], written: [], length: 0, lines: 0 }));
          passage = new OwnPassage(part.length, part.lines, hasReferences && written.includes('$'));
          part.passages.push(passage);
          part.written.push(own);
          part.length += written.length;
          part.lines += last - line + 1;
        }
        known.set(own, passage);
      }
      this.#sequence.push(passage);
      this.#lines.push(line);
      line = last + 1;
    }
  }

  /** Lines of earlier versions that are gone. */
  #forget(): void {
    const { troubled } = this.#known;
    const { byText } = (this.#known = new KnownLines());
    this.#known.troubled = troubled;
    for (const [index, passage] of this.#sequence.entries()) {
      const start = this.#lineStarts[this.#lines[index] ?? 0] ?? 0;
      const next = this.#lines[index + 1];
      const written = this.#whole.slice(start, next === undefined ? undefined : this.#lineStarts[next]);
      if (!byText.has(written)) byText.set(detached(written), passage);
    }
  }
}

/** Tells whether a sign stands between two offsets. Each question starts where the last one did or behind it, so the text is searched once. */
function askedInOrder(text: string, sign: string): (start: number, end: number | undefined) => boolean {
  let next = -1;
  return (start, end = text.length) => {
    if (next < start) {
      const found = text.indexOf(sign, start);
      next = found < 0 ? Infinity : found;
    }
    return next < end;
  };
}

/** Hands to each passage what starts in it. */
function share<T extends Range>(passages: readonly OwnPassage[], found: readonly T[], give: (passage: OwnPassage, own: readonly T[]) => void): void {
  let at = 0;
  for (let index = 0; index < passages.length; index++) {
    const passage = passages[index];
    const end = passages[index + 1]?.start ?? Infinity;
    const from = at;
    while (at < found.length && (found[at]?.start ?? Infinity) < end) at++;
    if (passage && at > from) give(passage, found.slice(from, at));
  }
}
