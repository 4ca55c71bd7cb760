import type { Missing, Process, Version } from '@kaconf/schema';
import type { Block, Directive } from './block.ts';
import type { BraceHints } from './brace-hints.ts';
import type { SourceDocument } from './document.ts';
import type { Fact } from './fact.ts';
import type { LogicalLine } from './logical-line.ts';

/** keepalived ends the process at a missing required word; nothing behind it is read. */
export class ReadingEnds extends Error {}

/** Whether keepalived ends at a missing word. */
export function endsReading(missing: Missing): boolean {
  return missing === 'exit' || missing === 'crash';
}

/**
 * What follows is read by those only who want to know what was meant.
 *
 * @throws ReadingEnds for one of keepalived's processes
 */
export function endReading(asKeepalived: boolean): true {
  if (asKeepalived) throw new ReadingEnds();
  return true;
}

/** Of one kind of fact this many are kept: a file with more is no configuration, and nobody reads the rest. */
const mostFacts = 20_000;

/** Counts one more fact of a kind; false where there are enough. */
export function hasRoom(counts: Map<Fact['code'], number>, code: Fact['code']): boolean {
  const count = (counts.get(code) ?? 0) + 1;
  counts.set(code, count);
  return count <= mostFacts;
}

/** What the indentation tells, by file. */
export type Hints = ReadonlyMap<SourceDocument, BraceHints>;

/** A block that is open. */
export interface Frame {
  readonly kind: 'root' | 'block' | 'list' | 'skip' | 'transparent';
  /** Context of the keywords inside. */
  readonly context: string;
  readonly block: Block | undefined;
  depth: number;
}

/** A keyword whose `{` is awaited. */
export interface Pending {
  readonly kind: 'block' | 'list' | 'skip' | 'unknown' | 'directive';
  readonly block: Block | undefined;
  readonly directive: Directive | undefined;
  readonly line: LogicalLine;
}

export interface MachineOptions {
  readonly target: Version;
  /** One of keepalived's processes: recovers from errors as that process does. Absent: reads what the author meant. */
  readonly process?: Process | undefined;
  /** Braces do not balance: a root keyword inside a block then tells where a `}` is missing. */
  readonly unbalanced: boolean;
  /** What the indentation tells, by file; absent where braces balance. */
  readonly hints?: Hints | undefined;
  /** Path of the block (or list) whose inside the file is; absent for a configuration of its own. */
  readonly context?: string | undefined;
}

/**
 * Index of the outermost frame that ends before a line, or how many frames there are.
 * @param hints where blocks without `}` end
 */
export function firstEnded(frames: readonly Frame[], line: LogicalLine, hints: Hints): number {
  const order = hints.get(line.document)?.order ?? Infinity;
  const ended = ({ block }: Frame): boolean => {
    const hint = block && hints.get(block.document);
    const end = hint?.earlyEnds.get(block?.range.start ?? -1);
    if (hint === undefined || end === undefined) return false;
    // A file that was met before goes on only when the included one is at its end.
    return block?.document === line.document ? line.start >= end : order < hint.order;
  };
  // A block ends no later than the one around it, so the way goes from inside to outside. Only the innermost frame may be one that skips.
  const inner = frames.length - (frames.at(-1)?.kind === 'skip' ? 1 : 0);
  let first = inner;
  for (let frame = frames[first - 1]; frame && ended(frame); frame = frames[first - 1]) first--;
  return first === inner ? frames.length : first;
}
