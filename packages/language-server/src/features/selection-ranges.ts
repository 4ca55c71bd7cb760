import { enclosingBlocks, itemAt, wordAt, type Range as Offsets } from '@kaconf/syntax';
import type { SelectionRange } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import type { Feature } from '../feature.ts';
import type { View } from '../view.ts';

/** What lies around an offset, the smallest first: word, words behind the keyword, line, inside of the block, block. */
function stretches(view: View, offset: number): Offsets[] {
  const { tree, text } = view.document;
  const found: Offsets[] = [];
  const word = wordAt(tree, offset);
  if (word?.quoted === true && word.terminated) found.push({ start: word.start + 1, end: word.end - 1 });
  if (word) found.push(word);
  const item = itemAt(tree, offset) ?? (word && tree.items.find((each) => each.start <= word.start && word.end <= each.end));
  if (item?.kind === 'statement') {
    const [first, second] = item.words;
    const last = item.words.at(-1);
    if (first && second && last && offset >= second.start) found.push({ start: second.start, end: last.end });
    if (first && last) found.push({ start: first.start, end: last.end });
  }
  if (item && item.kind !== 'blank') found.push(item);
  for (const { heads, body, start, end } of enclosingBlocks(tree, offset).toReversed()) {
    const open = body.opens.at(-1);
    const close = body.closes[0];
    if (open) found.push({ start: open.end, end: Math.max(open.end, close?.start ?? end) });
    found.push({ start: heads[0]?.start ?? start, end });
  }
  found.push({ start: 0, end: text.length });
  return found;
}

/** Each stretch holds the one before it; what does not is left out. */
function nested(view: View, offset: number): SelectionRange {
  const chain: Offsets[] = [{ start: offset, end: offset }];
  for (const next of stretches(view, offset)) {
    const last = chain.at(-1);
    if (last && next.start <= last.start && next.end >= last.end && next.end - next.start > last.end - last.start) chain.push(next);
  }
  const [first, ...rest] = (chain.length > 1 ? chain.slice(1) : chain).toReversed();
  return rest.reduce<SelectionRange>((parent, range) => ({ range: view.range(range), parent }), { range: view.range(first ?? { start: offset, end: offset }) });
}

export const selectionRanges: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  listen(session, connection) {
    connection.onSelectionRanges(answering(session, (view, { positions }) => positions.map((position) => nested(view, view.offset(position)))));
  },
};
