import { Alternatives } from './alternatives.ts';
import type { Blank, Brace, Comment, Directive, Item, Node, Problem, Statement } from './tree.ts';

/** What layer 2 makes of the items. */
export interface Blocks {
  readonly nodes: readonly Node[];
  readonly problems: readonly Problem[];
  /** How many blocks end without a `}`, and how many `}` end no block. */
  readonly unclosed: number;
  readonly strayCloses: number;
}

type Trivia = Comment | Blank;

/** A block whose `}` has not come yet. */
export interface OpenBlock {
  readonly heads: Statement[];
  readonly gap: Trivia[];
  readonly opens: Brace[];
  readonly nodes: Node[];
  /** Conditions of the heads, or of the `{` if these are conditional instead. */
  readonly headGroup: Alternatives | undefined;
  readonly openGroup: Alternatives | undefined;
}

/** The block that the latest `}` closed, where that `}` is conditional and only comments and blank lines followed so far. */
interface ClosedBlock {
  readonly at: number;
  readonly headGroup: Alternatives | undefined;
  readonly group: Alternatives;
  readonly closes: Brace[];
  readonly gap: Trivia[];
}

/** Tells how many of the open blocks, counted from the innermost, end before an item although no `}` says so. */
export type MissingCloses = (items: readonly Item[], index: number, open: readonly OpenBlock[]) => number;

/** Blocks as keepalived finds them; what is open at the end of the text ends there. */
export function buildBlocks(items: readonly Item[], missing?: MissingCloses): Blocks {
  return new BlockBuilder().build(items, missing);
}

/**
 * Layer 2: nests the items by their braces. The stack is on the heap, so any depth will do.
 *
 * As in keepalived `{` belongs to the statement before it, across blank and comment lines. Conditional lines share a body
 * (`@a x A {` / `@b x B {`) or an end (`@a }` / `@b }`) where no node reads two of them.
 */
class BlockBuilder {
  private readonly roots: Node[] = [];
  private readonly problems: Problem[] = [];
  private readonly stack: OpenBlock[] = [];
  /** The nodes of the innermost open block. */
  private nodes: Node[] = this.roots;
  /** The latest statement as long as it may still get a block; and those before it to which it is an alternative. */
  private head: Statement | undefined;
  private otherHeads: Statement[] = [];
  private headGroup: Alternatives | undefined;
  /** What stands between and behind them. */
  private gap: Trivia[] = [];
  private closed: ClosedBlock | undefined;
  private strayCloses = 0;
  private unclosed = 0;

  build(items: readonly Item[], missing: MissingCloses | undefined): Blocks {
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (item === undefined) continue;
      if (missing !== undefined && this.stack.length > 0) this.closeMissing(this.ask(missing, items, index));
      this.add(item);
    }
    this.separate();
    this.closeMissing(this.stack.length);
    return { nodes: this.roots, problems: this.problems, unclosed: this.unclosed, strayCloses: this.strayCloses };
  }

  private ask(missing: MissingCloses, items: readonly Item[], index: number): number {
    const item = items[index];
    // A pending statement that gets no block is content of the block asked about.
    if (item?.kind === 'close' || (item?.kind === 'statement' && item.prefixes.length === 0)) this.separate();
    return missing(items, index, this.stack);
  }

  private add(item: Item): void {
    switch (item.kind) {
      case 'comment':
      case 'blank':
        if (this.head !== undefined) this.gap.push(item);
        else this.nodes.push(item);
        return;
      case 'statement':
        this.statement(item);
        return;
      case 'open':
        if (!this.joinOpen(item)) this.open(item);
        this.closed = undefined;
        return;
      case 'close':
        this.separate();
        if (!this.joinClose(item)) this.close(item);
        return;
      default:
        this.separate();
        this.nodes.push(item);
        this.closed = undefined;
    }
  }

  private statement(item: Statement): void {
    this.closed = undefined;
    if (this.head !== undefined) {
      if (this.headGroup?.join(item.prefixes) === true) {
        this.otherHeads.push(this.head);
        this.head = item;
        return;
      }
      this.separate();
    }
    this.head = item;
    this.headGroup = item.prefixes.length > 0 ? Alternatives.of(item.prefixes) : undefined;
  }

  /** The pending statements turn out to have no block. */
  private separate(): void {
    const { head, gap, nodes } = this;
    if (head === undefined) return;
    let index = 0;
    for (const other of this.otherHeads) {
      for (let trivia = gap[index]; trivia !== undefined && trivia.start < other.start; trivia = gap[++index]) nodes.push(trivia);
      nodes.push(plainDirective(other));
    }
    for (let trivia = gap[index]; trivia !== undefined && trivia.start < head.start; trivia = gap[++index]) nodes.push(trivia);
    nodes.push(plainDirective(head));
    for (let trivia = gap[index]; trivia !== undefined; trivia = gap[++index]) nodes.push(trivia);
    this.clearHeads();
  }

  private clearHeads(): void {
    this.head = undefined;
    this.headGroup = undefined;
    if (this.otherHeads.length > 0) this.otherHeads = [];
    if (this.gap.length > 0) this.gap = [];
  }

  private open(brace: Brace): void {
    const { head, otherHeads, headGroup } = this;
    const openGroup = brace.prefixes.length > 0 ? Alternatives.of(brace.prefixes) : undefined;
    const heads = head === undefined ? [] : otherHeads.length > 0 ? [...otherHeads, head] : [head];
    const block: OpenBlock = { heads, gap: this.gap.length > 0 ? this.gap : [], opens: [brace], nodes: [], headGroup, openGroup };
    this.clearHeads();
    this.stack.push(block);
    this.nodes = block.nodes;
  }

  /** One more head with its `{`, or one more `{`, for the block that was opened just before: `@b x B {` behind `@a x A {`. */
  private joinOpen(brace: Brace): boolean {
    const block = this.stack[this.stack.length - 1];
    if (block === undefined || (block.headGroup ?? block.openGroup) === undefined || !hasTriviaOnly(block.nodes)) return false;
    const { head } = this;
    if (head === undefined) {
      if (block.openGroup?.join(brace.prefixes) !== true) return false;
    } else if (this.otherHeads.length > 0 || head.line !== brace.line || block.headGroup?.join(head.prefixes) !== true) {
      return false;
    }
    for (const node of block.nodes) if (isTrivia(node)) block.gap.push(node);
    block.nodes.length = 0;
    for (const trivia of this.gap) block.gap.push(trivia);
    if (head !== undefined) block.heads.push(head);
    block.opens.push(brace);
    this.clearHeads();
    return true;
  }

  private close(brace: Brace): void {
    const block = this.pop();
    this.closed = undefined;
    if (block === undefined) {
      this.strayCloses++;
      this.nodes.push({ kind: 'stray-close', start: brace.start, end: brace.end, brace });
      this.problems.push({ code: 'unexpected-close', start: brace.end - 1, end: brace.end });
      return;
    }
    const closes = [brace];
    const group = brace.prefixes.length > 0 ? Alternatives.of(brace.prefixes) : undefined;
    const gap: Trivia[] | undefined = group === undefined ? undefined : [];
    if (group !== undefined && gap !== undefined) this.closed = { at: this.nodes.length, headGroup: block.headGroup, group, closes, gap };
    this.nodes.push(directiveOf(block, closes, gap ?? nothing));
  }

  /** One more end for the block that was closed just before: `@b }` behind `@a }`. */
  private joinClose(brace: Brace): boolean {
    const { closed, nodes } = this;
    if (closed === undefined) return false;
    const directive = nodes[closed.at];
    if (directive?.kind !== 'directive') return false;
    const meansOuter = this.stack.at(-1)?.headGroup?.has(brace.prefixes) === true && closed.headGroup?.has(brace.prefixes) !== true;
    if (meansOuter || !closed.group.join(brace.prefixes)) return false;
    for (const node of nodes.splice(closed.at + 1)) if (isTrivia(node)) closed.gap.push(node);
    closed.closes.push(brace);
    nodes[closed.at] = { ...directive, end: brace.end };
    return true;
  }

  /** Ends the innermost blocks where their `}` is missing. */
  private closeMissing(count: number): void {
    if (count <= 0) return;
    this.separate();
    this.closed = undefined;
    for (let left = count; left > 0; left--) {
      const block = this.pop();
      if (block === undefined) return;
      this.nodes.push(directiveOf(block, [], nothing));
      this.unclosed++;
      const at = block.heads.at(-1) ?? block.opens[0];
      if (at !== undefined) this.problems.push({ code: 'unclosed-block', start: at.start, end: at.end });
    }
  }

  private pop(): OpenBlock | undefined {
    const block = this.stack.pop();
    this.nodes = this.stack[this.stack.length - 1]?.nodes ?? this.roots;
    return block;
  }
}

const nothing: readonly Trivia[] = [];

function isTrivia(node: Node): node is Trivia {
  return node.kind === 'comment' || node.kind === 'blank';
}

/** Looks from the end, since a body with anything else in it most often ends with it. */
function hasTriviaOnly(nodes: readonly Node[]): boolean {
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (node !== undefined && !isTrivia(node)) return false;
  }
  return true;
}

function plainDirective(head: Statement): Directive {
  return { kind: 'directive', start: head.start, end: head.end, heads: [head], gap: nothing, body: undefined };
}

function directiveOf(block: OpenBlock, closes: readonly Brace[], gap: readonly Trivia[]): Directive {
  const { heads, opens, nodes } = block;
  const start = (heads[0] ?? opens[0])?.start ?? 0;
  const end = (closes.at(-1) ?? nodes.at(-1) ?? opens.at(-1))?.end ?? start;
  // A list that grew has room for sixteen more; most lists are short, so exact copies halve the tree.
  return { kind: 'directive', start, end, heads, gap: exact(block.gap), body: { opens, nodes: exact(nodes), closes, gap } };
}

function exact<Element>(list: readonly Element[]): readonly Element[] {
  return list.length === 0 ? [] : list.slice();
}
