import type { Blank, Brace, Comment, Directive, Item } from '@kaconf/syntax';
import { trimBlanksEnd, trimBlanksStart } from '../blanks.ts';
import { ignoredRanges, isDirective } from '../ignore.ts';
import type { FormatOptions } from '../options.ts';
import type { Source } from '../source.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { definitionRows } from './definition.ts';
import { doubtfulLines } from './doubt.ts';
import { byteLength, lineLimit } from './limit.ts';
import { groupLines, type Line } from './lines.ts';
import { isOneLineList } from './list.ts';
import { placeItems, type Placement } from './placement.ts';
import { findPlainReferences, type PlainReferences } from './references.ts';
import { freedomOf } from './rigid.ts';
import { contentStart, isLoneInclude, rigidText, type LineText } from './rigid-text.ts';
import { makeRow, type Row } from './row.ts';
import { wordsText } from './words.ts';

const oddSpace = /[\v\f\r]/;

/** Turns the physical lines of a text into the lines of the output. */
class Layout {
  readonly rows: Row[] = [];
  private readonly source: Source;
  private readonly options: FormatOptions;
  private readonly vocabulary: Vocabulary;
  private readonly places: ReadonlyMap<Item, Placement>;
  private readonly references: PlainReferences;
  /** Rows at whose end the `{` of a later line may be put, by directive. */
  private readonly openHeads = new Map<Directive, Row>();

  constructor(source: Source, options: FormatOptions, vocabulary: Vocabulary) {
    this.source = source;
    this.options = options;
    this.vocabulary = vocabulary;
    this.places = placeItems(source.tree);
    this.references = findPlainReferences(source.tree);
  }

  run(): Row[] {
    const { tree } = this.source;
    const lines = groupLines(tree);
    const doubtful = doubtfulLines(tree, lines);
    const ignored = ignoredRanges(tree);
    let nextIgnored = 0;
    for (const line of lines) {
      const from = this.rows.length;
      while ((ignored[nextIgnored]?.end ?? line.end) < line.end) nextIgnored += 1;
      if ((ignored[nextIgnored]?.start ?? line.end + 1) <= line.start) this.addRaw(line);
      else this.addLine(line, doubtful.has(line));
      if (doubtful.has(line)) for (const row of this.rows.slice(from)) row.pinned = true;
    }
    return this.rows;
  }

  private depthOf(item: Item | undefined): number {
    return (item && this.places.get(item)?.depth) ?? 0;
  }

  private slice(item: Item): string {
    return this.source.tree.text.slice(item.start, item.end);
  }

  private addLine(line: Line, doubtful: boolean): void {
    const first = line.items[0];
    if (first?.kind === 'blank') this.addBlank(first, line, doubtful);
    else if (first === undefined) this.addComment(line);
    else if (first.kind === 'definition' && line.items.length === 1) this.addDefinition(line);
    else {
      const from = this.rows.length;
      const freedom = freedomOf(this.source, line, this.references);
      if (freedom === 'free' && !isOneLineList(this.source, line, this.places, this.options, this.vocabulary)) return this.addFree(line, doubtful);
      if (freedom === 'raw') this.addUnchanged(line, first);
      else this.addRigid(line);
      this.markBlocks(line, from);
    }
  }

  /** Lines that a comment asks to leave alone. */
  private addRaw(line: Line): void {
    const depth = this.depthOf(line.items[0] ?? line.comment);
    const from = this.rows.length;
    for (const text of this.source.tree.text.slice(line.start, line.end).split('\n')) this.rows.push(makeRow('raw', depth, text));
    this.markBlocks(line, from);
  }

  private addBlank(item: Blank, line: Line, doubtful: boolean): void {
    const text = this.source.tree.text.slice(line.start, line.end);
    if (doubtful || oddSpace.test(text)) this.rows.push(makeRow('raw', 0, text, { pinned: true }));
    // Between a keyword and its `{` on a later line no empty line is wanted.
    else if (this.places.get(item)?.directive === undefined) this.rows.push(makeRow('blank', 0, ''));
  }

  private addComment(line: Line): void {
    if (line.comment === undefined) return;
    const text = line.lead + this.slice(line.comment);
    const tag = this.source.isTagLine(text);
    const depth = tag && line.comment.start === line.start ? 0 : this.depthOf(line.comment);
    this.rows.push(makeRow(tag ? 'tag' : 'comment', depth, text, { tail: line.tail }));
  }

  private addDefinition(line: Line): void {
    const first = line.items[0];
    if (first?.kind !== 'definition') return;
    const rows = definitionRows(this.source, first, line, this.depthOf(first));
    this.splitCondition(rows[0], first);
    for (const row of rows) this.rows.push(row);
  }

  private splitCondition(row: Row | undefined, item: Item): void {
    const prefix = item.kind === 'comment' || item.kind === 'blank' ? undefined : item.prefixes[0];
    if (row === undefined || prefix?.kind !== 'condition') return;
    const rest = row.text.slice(prefix.end - prefix.start);
    const text = trimBlanksStart(rest);
    // Other white space behind the id belongs to it.
    if (rest !== '' && text === rest) return;
    row.condition = this.source.tree.text.slice(prefix.start, prefix.end);
    row.text = text;
  }

  /** A line with a generator or odd white space: nothing but the indentation changes, and the blanks before a comment. */
  private addUnchanged(line: Line, first: Item): void {
    const { text } = this.source.tree;
    const last = line.items[line.items.length - 1] ?? first;
    const code = line.lead + trimBlanksEnd(text.slice(first.start, last.end)) + line.trail;
    const row = { ...makeRow('code', this.depthOf(first), code, { tail: line.tail, comment: this.commentOf(line) }), ...openness(line.items) };
    this.rows.push(row);
    if (code.includes('\n')) {
      // With a definition behind the generator: its further lines stay as they are.
      const [head = '', ...rest] = (line.lead + text.slice(first.start, line.end)).split('\n');
      Object.assign(row, { text: head, tail: '', comment: '' });
      for (const further of rest) this.rows.push(makeRow('raw', 0, further, { pinned: true }));
    }
    if (line.lead === '') this.splitCondition(row, first);
  }

  private addRigid(line: Line): void {
    const last = line.items[line.items.length - 1];
    const depth = this.depthOf(line.items[0]);
    const { condition, text } = this.rigidText(line);
    const comment = this.commentOf(line);
    if (last?.kind !== 'definition') {
      this.rows.push(makeRow('code', depth, text, { condition, comment, tail: line.tail, ...openness(line.items) }));
      return;
    }
    // A definition behind a brace, perhaps with continuation lines.
    const [head, ...rows] = definitionRows(this.source, last, line, depth);
    const lead = text.slice(0, text.length - (last.end - contentStart(last)));
    const own = this.source.tree.text.slice(contentStart(last), last.end).split('\n')[0] ?? '';
    if (head) this.rows.push({ ...head, condition, text: lead + trimBlanksEnd(own), ...openness(line.items) });
    for (const row of rows) this.rows.push(row);
  }

  private rigidText(line: Line): LineText {
    const printed = rigidText(this.source, line.items, this.vocabulary);
    if (this.fits(`${printed.condition} ${printed.text}`)) return printed;
    const [first, last] = [line.items[0], line.items[line.items.length - 1]];
    // Without the blanks that tidiness would add, the line was short enough.
    return { condition: '', text: first && last ? this.source.tree.text.slice(first.start, last.end) : '' };
  }

  private fits(text: string): boolean {
    return byteLength(text, this.options) <= lineLimit(this.options);
  }

  private commentOf(line: Line): string {
    return line.comment ? this.slice(line.comment) : '';
  }

  /** A line that may be broken at its braces. */
  private addFree(line: Line, doubtful: boolean): void {
    let row: Row | undefined;
    let previous: Item | undefined;
    for (const item of line.items) {
      if (previous && isLoneInclude(this.source, previous)) row = undefined;
      previous = item;
      if (item.kind === 'statement') {
        row = makeRow('code', this.depthOf(item), wordsText(this.source, item, this.vocabulary));
        row.blockStart = this.beginsBlock(item);
        this.rows.push(row);
      } else if (item.kind === 'open') row = this.addOpen(item, row, line);
      else if (item.kind === 'close') {
        row = makeRow('code', this.depthOf(item), '}', { closes: true });
        row.blockEnd = this.endsBlock(item);
        this.rows.push(row);
      }
    }
    if (row === undefined) return;
    const last = line.items[line.items.length - 1];
    if (line.comment && row.comment === '' && !this.hasGapComments(last)) row.comment = this.commentOf(line);
    else if (line.comment) this.rows.push(makeRow('comment', this.depthOf(last) + (last?.kind === 'open' ? 1 : 0), this.commentOf(line)));
    // The blanks behind a backslash belong to whatever stands last.
    const end = this.rows[this.rows.length - 1];
    if (end) end.tail = line.tail;
    this.rememberHead(line, row, doubtful);
  }

  /** The comment behind a joined `{` would overtake those between keyword and `{`. */
  private hasGapComments(item: Item | undefined): boolean {
    if (item?.kind !== 'open') return false;
    const directive = this.places.get(item)?.directive;
    return directive !== undefined && this.openHeads.has(directive) && directive.gap.some((node) => node.kind === 'comment');
  }

  /** Puts a `{` behind its keyword where that is possible, else on a line of its own. */
  private addOpen(item: Brace, sameLine: Row | undefined, line: Line): Row {
    const directive = this.places.get(item)?.directive;
    const onLine = sameLine !== undefined && !sameLine.closes && !sameLine.opens && this.fits(`${sameLine.text} {`);
    const head = onLine ? sameLine : this.joinable(directive, line.items[line.items.length - 1] === item ? this.commentOf(line) : '');
    if (head) {
      head.text += ' {';
      head.opens = true;
      return head;
    }
    const row = makeRow('code', this.depthOf(item), '{', { opens: true, blockStart: this.beginsBlock(item) });
    this.rows.push(row);
    return row;
  }

  private joinable(directive: Directive | undefined, behind: string): Row | undefined {
    const head = directive && this.openHeads.get(directive);
    if (directive === undefined || head === undefined) return undefined;
    const gap = directive.gap.filter((node): node is Comment => node.kind === 'comment').map((comment) => this.slice(comment));
    const oneEach = directive.heads.length === 1 && directive.body?.opens.length === 1;
    const moving = [...gap, behind];
    const plain = !moving.some((comment) => isDirective(comment)) && !gap.some((comment) => comment.endsWith('\\') || this.source.hasTag(comment));
    // Only rows of comments may stand between; anything else has to stay where it is.
    const between = this.rows.slice(this.rows.lastIndexOf(head) + 1);
    const fits = this.fits(`${head.text} { ${head.comment}`);
    if (!oneEach || !plain || !between.every((row) => row.kind === 'comment') || !fits) {
      this.openHeads.delete(directive);
      return undefined;
    }
    for (const row of between) row.depth = head.depth + 1;
    return head;
  }

  /** Notes the last statement of a line as a place for a `{` that follows. */
  private rememberHead(line: Line, row: Row, doubtful: boolean): void {
    const last = line.items[line.items.length - 1];
    const directive = last?.kind === 'statement' ? this.places.get(last)?.directive : undefined;
    if (last && isLoneInclude(this.source, last)) return;
    if (directive && !doubtful && line.tail === '') this.openHeads.set(directive, row);
  }

  private beginsBlock(item: Item): boolean {
    const directive = this.places.get(item)?.directive;
    return directive?.body !== undefined && item === (directive.heads[0] ?? directive.body.opens[0]);
  }

  private endsBlock(item: Item): boolean {
    const closes = this.places.get(item)?.directive?.body?.closes ?? [];
    return item === closes[closes.length - 1];
  }

  /** Notes on the rows of a line that was not broken whether a block begins or ends in it. */
  private markBlocks(line: Line, from: number): void {
    const first = this.rows[from];
    const last = this.rows[this.rows.length - 1];
    if (first && line.items.some((item) => this.beginsBlock(item))) first.blockStart = true;
    if (last && line.items.some((item) => this.endsBlock(item))) last.blockEnd = true;
  }
}

/** Whether a line that stays one line ends inside a block which it has opened, and whether it starts with `}`. */
function openness(items: readonly Item[]): { opens: boolean; closes: boolean } {
  let open = 0;
  for (const item of items) {
    if (item.kind === 'open') open += 1;
    else if (item.kind === 'close') open = Math.max(0, open - 1);
  }
  return { opens: open > 0, closes: items[0]?.kind === 'close' };
}

/** The lines of the output, before blank lines and alignment are settled. */
export function layOut(source: Source, options: FormatOptions, vocabulary: Vocabulary): Row[] {
  return new Layout(source, options, vocabulary).run();
}
