import { contexts, isKnown as isKnownKeyword, lookup, type Keyword } from '@kaconf/schema';
import { Block, Directive, Item } from './block.ts';
import { BlockHeads } from './block-heads.ts';
import type { Fact, FactDetail } from './fact.ts';
import { earlierOne } from './repeated.ts';
import { mismatchesOfEntry, mismatchRange, withoutUnterminated, refusesBrace } from './line-words.ts';
import type { LogicalLine, SourceWord } from './logical-line.ts';
import { endReading, endsReading, firstEnded, hasRoom, type Frame, type Hints, type MachineOptions, type Pending } from './machine-state.ts';

/** What stands outside of everything. */
const outside: Frame = { kind: 'root', context: '', block: undefined, depth: 0 };

/**
 * Turns logical lines into blocks (lexical facts, section 9). Two manners of recovery share everything else: that of
 * keepalived, which skips nothing and lets a stray brace close the block around it, and that of a reader who sees
 * what was meant.
 */
export class Machine {
  readonly directives: Directive[] = [];
  readonly facts: Fact[] = [];
  readonly #counts = new Map<Fact['code'], number>();
  /** Something after which keepalived reads on at another level than the author meant (or not at all). */
  anomalous = false;
  readonly #options: MachineOptions;
  readonly #frames: Frame[];
  readonly #heads = new BlockHeads();
  #pending: Pending | undefined;
  #braces = 0;
  #lastLine: LogicalLine | undefined;

  constructor(options: MachineOptions) {
    this.#options = options;
    const { context = '' } = options;
    // Of the inside of a list there is nothing to look up.
    const isList = context !== '' && !contexts.includes(context);
    this.#frames = [{ kind: isList ? 'skip' : 'root', context, block: undefined, depth: Number.MAX_SAFE_INTEGER }];
  }

  /** The block that the next line belongs to; undefined at the root. */
  get current(): Block | undefined {
    return this.#top.block;
  }

  accept(line: LogicalLine): void {
    this.#lastLine = line;
    if (line.kind !== 'open' && this.#options.hints) this.#endEarly(line, this.#options.hints);
    if (line.kind === 'open') this.#open(line);
    else if (line.kind === 'close') this.#close(line);
    else this.#text(line);
  }

  /** The end of the file closes all open blocks as if `}` had been there. */
  end(): void {
    const last = this.#lastLine;
    if (last && this.#pending) this.#settlePending(undefined);
    if (last && this.#braces > 0) {
      const block = this.#frames.find((frame) => frame.block && !frame.block.close)?.block;
      this.anomalous = true;
      this.#fact(block ?? last, block ? block.range : last, { code: 'unclosed-block', directive: block, missing: this.#braces }, true, 0);
    }
    for (const frame of this.#frames) if (frame.block && last) frame.block.endLine ||= last.line;
  }

  get #top(): Frame {
    return this.#frames[this.#frames.length - 1] ?? outside;
  }

  get #asKeepalived(): boolean {
    return this.#options.process !== undefined;
  }

  #text(line: LogicalLine): void {
    if (this.#pending) this.#settlePending(line);
    const frame = this.#top;
    if (frame.kind === 'skip') return;
    if (frame.kind === 'list' && frame.block) this.#item(line, frame.block);
    else this.#directive(line, frame);
  }

  #directive(line: LogicalLine, frame: Frame): void {
    const { head } = line;
    if (!head) return;
    if (head.dynamic) {
      // What it is cannot be known, nor what may stand in its block.
      this.#pending = { kind: 'skip', block: undefined, directive: undefined, line };
      return;
    }
    const { target, process } = this.#options;
    const keyword = lookup(frame.context, head.text);
    if (!keyword || !isKnownKeyword(keyword, target)) {
      this.#unknown(line, line.words[0] ?? head, frame, keyword);
      return;
    }
    if (process && frame.kind === 'root' && !keyword.processes.includes(process)) {
      // Not this process's concern; of a block only the braces are counted.
      if (keyword.kind !== 'directive') this.#pending = { kind: 'skip', block: undefined, directive: undefined, line };
      return;
    }
    const source = withoutUnterminated(line);
    const parent = frame.block;
    const directive = keyword.kind === 'directive' ? new Directive(keyword, source, parent, target) : new Block(keyword, source, parent, target);
    const first = earlierOne(directive, parent);
    if (first) this.#fact(directive, directive.range, { code: 'repeated', directive, first }, directive.keyword.repeat.endsWith('-reported'), directive.line);
    if (parent) parent.add(directive);
    else this.directives.push(directive);
    const refused = directive.isBlock() && this.#heads.refuses(directive);
    this.anomalous ||= refused;
    const skipped = this.#mismatches(directive, line) || refused;
    if (keyword.deprecated && target >= (keyword.deprecated.since ?? 0)) {
      this.#fact(directive, directive.keywordRange, { code: 'deprecated', directive }, keyword.deprecated.reported, line.line);
    }
    if (directive.isBlock()) {
      this.#pending = { kind: skipped && this.#asKeepalived ? 'skip' : keyword.kind === 'list' ? 'list' : 'block', block: directive, directive, line };
    } else {
      this.#pending = { kind: 'directive', block: undefined, directive, line };
    }
  }

  #unknown(line: LogicalLine, word: SourceWord, frame: Frame, keyword: Keyword | undefined): void {
    const { target } = this.#options;
    if (frame.kind !== 'root' && this.#goesOnAtRoot(word)) {
      this.#unwind(line);
      this.#directive(line, this.#top);
      return;
    }
    this.#pending = { kind: 'unknown', block: undefined, directive: undefined, line };
    // keepalived says nothing about unknown words before 1.2.20.
    const reported = target >= 1_002_020;
    if (keyword) this.#fact(line, word, { code: 'keyword-version', keyword, opensBlock: false }, reported, line.line);
    else this.#fact(line, word, { code: 'unknown-keyword', keyword: word.text, context: frame.context, opensBlock: false, words: line.words.map((each) => each.text) }, reported, line.line);
  }

  /** Whether a `}` is missing somewhere above: a block begins that stands at the root only. */
  #goesOnAtRoot(word: SourceWord | undefined): boolean {
    if (this.#asKeepalived || !this.#options.unbalanced || !word || word.quoted) return false;
    const root = lookup('', word.text);
    return root !== undefined && root.kind !== 'directive' && isKnownKeyword(root, this.#options.target);
  }

  #item(line: LogicalLine, list: Block): void {
    if (this.#goesOnAtRoot(line.head)) {
      this.#unwind(line);
      this.#directive(line, this.#top);
      return;
    }
    const item = new Item(withoutUnterminated(line), list, this.#options.target);
    list.addItem(item);
    if (!list.keyword.items) return;
    for (const mismatch of mismatchesOfEntry(item.match().mismatches)) {
      const at = mismatchRange(item.words, mismatch.word, item.range);
      this.#fact(item, at, { code: 'mismatch', directive: list, mismatch, item: true, words: item.words.map((word) => word.text) }, mismatch.reported, line.line);
      if (mismatch.code === 'missing' && endsReading(list.keyword.itemMissing)) this.anomalous = endReading(this.#asKeepalived);
    }
  }

  /** Reports what does not fit; true where keepalived skips the whole block for it. */
  #mismatches(directive: Directive, line: LogicalLine): boolean {
    const { keyword } = directive;
    // A BFD session is read by three processes, each of which looks at a few of its lines.
    if (this.#options.process && !keyword.processes.includes(this.#options.process)) return false;
    let skip = false;
    for (const mismatch of directive.match().mismatches) {
      const words = directive.argumentWords;
      const extraInHead = keyword.kind === 'list' && mismatch.code === 'extra';
      const range = mismatch.code === 'missing' && words.length === 0 ? directive.keywordRange : mismatchRange(words, mismatch.word, directive.range);
      const detail: FactDetail = extraInHead
        ? { code: 'block-extra-words', directive, words: words.slice(mismatch.word).map((word) => word.text) }
        : { code: 'mismatch', directive, mismatch, item: false, words: directive.words.map((word) => word.text) };
      this.#fact(directive, range, detail, extraInHead || mismatch.reported, line.line);
      if (mismatch.code !== 'missing') continue;
      if (keyword.missing === 'skip-block') this.anomalous = skip = true;
      else if (endsReading(keyword.missing)) this.anomalous = endReading(this.#asKeepalived);
    }
    return skip;
  }

  #open(line: LogicalLine): void {
    const pending = this.#pending;
    this.#pending = undefined;
    this.#braces++;
    const frame = this.#top;
    if (pending?.kind === 'skip') {
      this.#frames.push({ kind: 'skip', context: '', block: undefined, depth: 1 });
      return;
    }
    if ((pending?.kind === 'block' || pending?.kind === 'list') && pending.block) {
      this.#enter(pending.block, pending.kind, line);
      return;
    }
    if (frame.kind === 'skip') {
      frame.depth++;
      return;
    }
    if (frame.kind === 'list' && frame.block) {
      // Inside a value block a brace is an entry (202).
      this.anomalous = true;
      this.#fact(line, line, { code: 'unexpected-block', directive: frame.block }, refusesBrace(frame.block.keyword, this.#options.target), line.line);
      if (!this.#asKeepalived) this.#frames.push({ kind: 'transparent', context: frame.context, block: frame.block, depth: 0 });
      else this.#braces--; // counted with the words of the entry, not as a block
      return;
    }
    this.anomalous = true;
    if (pending?.kind === 'unknown') {
      this.#opensBlock(pending.line, line);
      if (!this.#asKeepalived) this.#frames.push({ kind: 'skip', context: '', block: undefined, depth: 1 });
      return;
    }
    const directive = pending?.directive;
    this.#fact(directive ?? line, directive ? directive.keywordRange : line, { code: 'unexpected-block', directive }, true, line.line);
    if (!this.#asKeepalived) this.#frames.push({ kind: 'transparent', context: frame.context, block: frame.block, depth: 0 });
  }

  /** Adds to the fact about an unknown keyword that it has a block; keepalived complains about the brace as well. */
  #opensBlock(keywordLine: LogicalLine, brace: LogicalLine): void {
    // Nothing was noticed since.
    const fact = this.facts.at(-1);
    if (fact && (fact.code === 'unknown-keyword' || fact.code === 'keyword-version') && fact.range.start === keywordLine.words[0]?.start) this.facts[this.facts.length - 1] = { ...fact, opensBlock: true };
    if (this.#asKeepalived) this.#fact(brace, brace, { code: 'unexpected-block', directive: undefined }, true, brace.line);
  }

  #enter(block: Block, kind: 'block' | 'list', line: LogicalLine | undefined): void {
    block.opened(line);
    this.#frames.push({ kind, context: block.path, block, depth: 0 });
  }

  /** The line behind a block keyword is no `{`. */
  #settlePending(next: LogicalLine | undefined): void {
    const pending = this.#pending;
    this.#pending = undefined;
    const block = pending?.block;
    if (!block || (pending.kind !== 'block' && pending.kind !== 'list')) return;
    this.anomalous = true;
    // For a value block the lack is only logged (197).
    this.#fact(block, block.range, { code: 'missing-block', directive: block }, pending.kind === 'block', next?.line ?? block.line);
    if (this.#asKeepalived || this.#belongsInside(block, next)) this.#enter(block, pending.kind, undefined);
    else block.endLine = block.line;
  }

  #belongsInside(block: Block, next: LogicalLine | undefined): boolean {
    const word = next?.words[0]?.text;
    if (word === undefined || !this.#options.unbalanced) return false;
    const here = lookup(this.#top.context, word);
    return block.keyword.kind === 'list' ? !here : lookup(block.path, word) !== undefined && !here;
  }

  #close(line: LogicalLine): void {
    if (this.#pending) this.#settlePending(line);
    this.#pending = undefined;
    const frame = this.#top;
    if (frame.block && this.#options.hints?.get(line.document)?.surplusCloses.has(line.start) === true) {
      this.anomalous = true;
      this.#fact(line, line, { code: 'stray-close', ends: frame.block }, false, line.line);
      return;
    }
    const hadOpen = this.#braces > 0;
    if (hadOpen) this.#braces--;
    if (frame.kind === 'skip' && --frame.depth > 0) return;
    if (frame.kind === 'root') {
      this.anomalous = true;
      this.#fact(line, line, { code: 'stray-close', ends: undefined }, true, line.line);
      return;
    }
    this.#frames.pop();
    if (frame.kind !== 'transparent') frame.block?.closed(line, line.line);
  }

  /** Closes everything that is open, before a line that belongs to the root. */
  #unwind(line: LogicalLine): void {
    const open = this.#frames.filter((frame) => frame.block && frame.kind !== 'transparent' && !frame.block.close);
    const outermost = open[0]?.block;
    this.anomalous = true;
    this.#fact(outermost ?? line, outermost ? outermost.range : line, { code: 'unclosed-block', directive: outermost, missing: open.length }, true, 0);
    for (const frame of open) if (frame.block) frame.block.endLine = line.line;
    this.#frames.length = 1;
    this.#braces = 0;
  }

  /** Ends the blocks that the indentation ends before this line. */
  #endEarly(line: LogicalLine, hints: Hints): void {
    const first = firstEnded(this.#frames, line, hints);
    if (first === this.#frames.length) return;
    if (this.#pending) this.#settlePending(line);
    this.#pending = undefined;
    this.anomalous = true;
    for (const frame of this.#frames.splice(first)) {
      this.#braces -= frame.kind === 'skip' ? frame.depth : 1;
      const { block } = frame;
      if (!block || frame.kind === 'transparent') continue;
      block.endLine = line.line;
      this.#fact(block, block.range, { code: 'unclosed-block', directive: block, missing: 1 }, true, 0);
    }
  }

  #fact(at: { readonly document: LogicalLine['document'] }, range: { readonly start: number; readonly end: number }, detail: FactDetail, reported: boolean, line: number): void {
    if (!hasRoom(this.#counts, detail.code)) return;
    // keepalived names the line that it has just read: of another file where an include came in between.
    const own = at.document === (this.#lastLine?.document ?? at.document) ? line : 0;
    this.facts.push({ ...detail, document: at.document, range: { start: range.start, end: range.end }, line: own, reported, block: this.#top.block });
  }
}
