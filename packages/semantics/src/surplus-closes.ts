import type { Item, Tree } from '@kaconf/syntax';

const tabWidth = 8;

/** Width of the indentation of an item; -1 for one that is not the first on its line. */
function column({ text, lineStarts }: Tree, item: Pick<Item, 'line' | 'start'>): number {
  let width = 0;
  for (let at = lineStarts[item.line] ?? 0; at < item.start; at++) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 9) return -1;
    width = code === 9 ? width + tabWidth - (width % tabWidth) : width + 1;
  }
  return width;
}

/**
 * Where a text has a `}` too many: those that stand deeper than the head of the block that they would end, if braces
 * balance without them. Empty where the indentation tells nothing.
 *
 * @returns offsets at which they start
 */
export function surplusCloses(tree: Tree): ReadonlySet<number> {
  const found = new Set<number>();
  const stray = tree.problems.filter(({ code }) => code === 'unexpected-close').length;
  if (stray === 0) return found;
  const open: { readonly head: number; content: number }[] = [];
  let head = -1;
  for (const item of tree.items) {
    if (item.kind === 'statement') {
      head = column(tree, item);
      const block = open.at(-1);
      if (block && block.content < 0) block.content = head;
      // Lines that are indented deeper than those before them: rather a `{` is missing.
      else if (block && head > block.content) return new Set();
    } else if (item.kind === 'open') open.push({ head, content: -1 });
    else if (item.kind === 'close') {
      const block = open.at(-1);
      if (!block) return new Set();
      if (block.head >= 0 && column(tree, item) > block.head && item.prefixes.length === 0) found.add(item.start);
      else open.pop();
    }
  }
  return open.length === 0 && found.size === stray ? found : new Set();
}
