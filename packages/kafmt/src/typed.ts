import type { Item } from '@kaconf/syntax';
import type { Edit } from './edits.ts';
import { completeOptions, type FormatOptions } from './options.ts';
import { lineEndOf, lineStartOf } from './place.ts';
import { placeItems } from './printer/placement.ts';
import { readSource, type Source } from './source.ts';

/** Levels of a line: by the tree where the blocks are complete, else by the braces before it. */
function depthAt(source: Source, item: Item | undefined, lineStart: number): number {
  const { tree } = source;
  const broken = tree.problems.some(({ code }) => code === 'unclosed-block' || code === 'unexpected-close');
  const placed = item && placeItems(tree).get(item);
  if (!broken && placed) return placed.depth;
  let depth = 0;
  for (const each of tree.items) {
    if (each.start >= lineStart) break;
    if (each.kind === 'open') depth += 1;
    else if (each.kind === 'close') depth = Math.max(0, depth - 1);
  }
  return item?.kind === 'close' ? Math.max(0, depth - 1) : depth;
}

/**
 * The edit that gives the line at `offset` its indentation, for editors that format while somebody types `}` or a line
 * break. It does not need a complete file: blocks are seldom closed while they are being written.
 *
 * @param offset UTF-16 offset of the cursor
 * @returns nothing where the indentation is right, and inside definitions and templates
 */
export function indentLine(text: string, offset: number, options: Partial<FormatOptions> = {}): readonly Edit[] {
  const complete = completeOptions(options);
  const source = readSource(text, complete);
  if (source.tags.length > 0) return [];
  const start = lineStartOf(text, offset);
  const end = lineEndOf(text, start);
  const blanks = /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? '';
  const { items } = source.tree;
  if (items.some((item) => item.kind === 'definition' && item.start < start && item.end >= start) || text.slice(0, start).endsWith('\\\n')) return [];
  const first = items.find((item) => item.start >= start && item.start <= end && item.end >= start);
  const unit = complete.useTabs ? '\t' : ' '.repeat(complete.tabWidth);
  const wanted = unit.repeat(depthAt(source, first, start));
  return blanks === wanted ? [] : [{ start, end: start + blanks.length, text: wanted }];
}
