import { findLineStarts, isWhiteSpaceOnly } from './characters.ts';
import type { DefinitionParts, GeneratorParts } from './scan.ts';
import { noPrefixes, Phrase, Sentence } from './phrase.ts';
import type { Include, Item, Prefix, Word } from './tree.ts';

/**
 * Collects the items of a text in file order: hands conditions and generators to what follows them on their line, and puts
 * in the blank lines, which are no tokens.
 */
export class ItemBuilder {
  readonly items: Item[] = [];
  readonly text: string;
  readonly lineStarts: readonly number[];
  private prefixes: Prefix[] = [];
  private prefixLine = 0;
  /** The line of the latest token. */
  private line = 0;
  /** The first line that no item stands on so far. */
  private nextLine = 0;

  constructor(text: string) {
    this.text = text;
    this.lineStarts = findLineStarts(text);
  }

  condition(start: number, image: string): void {
    const negated = image.charCodeAt(1) === 94;
    this.prefix({ kind: 'condition', start, end: start + image.length, negated, id: image.slice(negated ? 2 : 1) });
  }

  generator(start: number, image: string, parts: GeneratorParts): void {
    this.prefix({ kind: 'generator', start, end: start + image.length, name: parts.name, args: parts.args });
  }

  /** A statement made of words; there is at least one. */
  statement(words: readonly Word[]): void {
    const first = words[0];
    const last = words[words.length - 1];
    if (first === undefined || last === undefined) return;
    const prefixes = this.takePrefixes(first.start);
    const start = startOf(prefixes, first.start);
    const line = this.enter(start, start);
    this.items.push(prefixes.length === 0 ? new Sentence(line, start, last.end, new Phrase(words)) : { kind: 'statement', line, start, end: last.end, prefixes, words });
  }

  brace(kind: 'open' | 'close', offset: number): void {
    const prefixes = this.takePrefixes(offset);
    const start = startOf(prefixes, offset);
    const line = this.enter(start, offset);
    this.items.push({ kind, line, start, end: offset + 1, prefixes });
  }

  definition(offset: number, image: string, parts: DefinitionParts): void {
    const prefixes = this.takePrefixes(offset);
    const start = startOf(prefixes, offset);
    const end = offset + image.length;
    const line = this.enter(start, end);
    const name = this.text.slice(parts.name.start, parts.name.end);
    this.items.push({ kind: 'definition', line, start, end, prefixes, name, nameRange: parts.name, pieces: parts.pieces });
  }

  include(offset: number, keyword: string, patternStart: number, patternEnd: number): void {
    const prefixes = this.takePrefixes(offset);
    const start = startOf(prefixes, offset);
    const line = this.enter(start, offset);
    this.items.push({
      kind: 'include', line, start, end: patternEnd, prefixes,
      variant: keyword.slice('include'.length) as Include['variant'],
      keyword: { start: offset, end: offset + keyword.length },
      pattern: { start: patternStart, end: patternEnd },
    });
  }

  comment(start: number, image: string): void {
    if (this.prefixes.length > 0) this.flushPrefixes();
    const line = this.enter(start, start);
    const ownLine = isWhiteSpaceOnly(this.text, this.lineStarts[line] ?? 0, start);
    this.items.push({ kind: 'comment', line, start, end: start + image.length, ownLine });
  }

  /** The end of the text: what was still pending becomes an item. */
  finish(): Item[] {
    if (this.prefixes.length > 0) this.flushPrefixes();
    const { lineStarts, text } = this;
    const last = lineStarts.length - 1;
    const lines = (lineStarts[last] ?? 0) < text.length ? last + 1 : last;
    this.blanksBefore(lines);
    return this.items;
  }

  private prefix(prefix: Prefix): void {
    const line = this.lineOf(prefix.start);
    if (this.prefixes.length > 0 && line > this.prefixLine) this.flushPrefixes();
    this.prefixLine = line;
    this.prefixes.push(prefix);
  }

  /** The prefixes of what starts at `offset`; those of an earlier line stand alone. */
  private takePrefixes(offset: number): readonly Prefix[] {
    if (this.prefixes.length === 0) return noPrefixes;
    if (this.lineOf(offset) > this.prefixLine) {
      this.flushPrefixes();
      return noPrefixes;
    }
    const taken = this.prefixes;
    this.prefixes = [];
    return taken;
  }

  private flushPrefixes(): void {
    const prefixes = this.prefixes;
    this.prefixes = [];
    const start = startOf(prefixes, 0);
    const end = prefixes.at(-1)?.end ?? start;
    this.occupy(this.prefixLine, this.prefixLine);
    this.items.push({ kind: 'statement', line: this.prefixLine, start, end, prefixes, words: [] });
  }

  /** Notes that an item occupies the lines from `start` to `end`, and returns the first of them. */
  private enter(start: number, end: number): number {
    const line = this.lineOf(start);
    this.occupy(line, end > start ? this.lineOf(end) : line);
    return line;
  }

  private occupy(first: number, last: number): void {
    if (first > this.nextLine) this.blanksBefore(first);
    if (last >= this.nextLine) this.nextLine = last + 1;
  }

  /** Tokens come in order, so the line is found by stepping on. */
  private lineOf(offset: number): number {
    const { lineStarts } = this;
    let line = this.line;
    while (line + 1 < lineStarts.length && (lineStarts[line + 1] ?? Infinity) <= offset) line++;
    this.line = line;
    return line;
  }

  private blanksBefore(line: number): void {
    const { lineStarts, text } = this;
    for (let blank = this.nextLine; blank < line; blank++) {
      const start = lineStarts[blank] ?? 0;
      const next = lineStarts[blank + 1] ?? text.length;
      // Only the LF and the CRs directly before it are the line end.
      const lineFeed = text.charCodeAt(next - 1) === 10 && next > start ? next - 1 : next;
      let end = lineFeed;
      while (end > start && text.charCodeAt(end - 1) === 13) end--;
      this.items.push({ kind: 'blank', line: blank, start, end });
    }
    if (line > this.nextLine) this.nextLine = line;
  }
}

function startOf(prefixes: readonly Prefix[], otherwise: number): number {
  return prefixes[0]?.start ?? otherwise;
}
