import type { Comment, Item, Tree } from '@kaconf/syntax';
import { blanksAtEnd, trimBlanksEnd, trimBlanksStart } from '../blanks.ts';
import { lineEndOf, lineStartOf } from '../place.ts';

/** What one physical line holds; a multi-line definition with its continuation lines is one line. */
export interface Line {
  /** Everything but the comment at the end. */
  readonly items: readonly Item[];
  /** The comment behind the items, or the one that has the line for itself. */
  readonly comment: Comment | undefined;
  readonly start: number;
  /** Offset of the line end (of the last continuation line). */
  readonly end: number;
  /** White space other than blanks before the first item: it decides how keepalived reads what follows. */
  readonly lead: string;
  /** White space other than blanks behind the last item, with the blanks before it. */
  readonly trail: string;
  /** Blanks at the end that must stay: they keep a backslash from being the last character. */
  readonly tail: string;
}

function finishLine(tree: Tree, items: readonly Item[]): Line {
  const first = items[0];
  const last = items[items.length - 1];
  const text = tree.text;
  const start = lineStartOf(text, first?.start ?? 0);
  const end = lineEndOf(text, last?.kind === 'blank' ? start : (last?.end ?? 0));
  const comment = last?.kind === 'comment' ? last : undefined;
  const code = comment ? items[items.length - 2] : last;
  const trail = code === undefined || code.kind === 'blank' ? '' : trimBlanksEnd(text.slice(code.end, comment?.start ?? end));
  const rest = last === undefined || last.kind === 'blank' ? '' : text.slice(start, end);
  const blanks = blanksAtEnd(rest);
  const keepTail = blanks !== '' && rest.charAt(rest.length - blanks.length - 1) === '\\';
  return {
    items: comment ? items.slice(0, -1) : items,
    comment,
    start,
    end,
    lead: first === undefined || first.kind === 'blank' ? '' : trimBlanksStart(text.slice(start, first.start)),
    trail,
    tail: keepTail ? blanks : '',
  };
}

/** Groups the items of a tree by the physical lines on which they stand. */
export function groupLines(tree: Tree): Line[] {
  const lines: Line[] = [];
  let current: Item[] = [];
  const finish = (): void => {
    if (current.length > 0) lines.push(finishLine(tree, current));
    current = [];
  };
  for (const item of tree.items) {
    const previous = current[current.length - 1];
    if (previous && (item.kind === 'blank' || previous.kind === 'blank' || tree.text.slice(previous.end, item.start).includes('\n'))) finish();
    current.push(item);
  }
  finish();
  return lines;
}
