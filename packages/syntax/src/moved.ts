import { Sentence } from './phrase.ts';
import type { Range } from './range.ts';
import type { Item, Prefix } from './tree.ts';

/**
 * The same item at another place.
 * @param by UTF-16 units
 */
export function moved(item: Item, by: number, lines: number): Item {
  if (by === 0 && lines === 0) return item;
  const line = item.line + lines;
  const start = item.start + by;
  const end = item.end + by;
  switch (item.kind) {
    case 'statement':
      if (item.phrase) return new Sentence(line, start, end, item.phrase);
      return { kind: item.kind, line, start, end, prefixes: item.prefixes.map((prefix) => movedPrefix(prefix, by)), words: item.words.map((word) => ({ ...word, ...shifted(word, by) })) };
    case 'open':
    case 'close':
      return { kind: item.kind, line, start, end, prefixes: item.prefixes.length === 0 ? item.prefixes : item.prefixes.map((prefix) => movedPrefix(prefix, by)) };
    case 'comment':
      return { kind: item.kind, line, start, end, ownLine: item.ownLine };
    case 'blank':
      return { kind: item.kind, line, start, end };
    case 'definition':
      return { ...item, line, start, end, prefixes: item.prefixes.map((prefix) => movedPrefix(prefix, by)), nameRange: shifted(item.nameRange, by), pieces: item.pieces.map((piece) => shifted(piece, by)) };
    case 'include':
      return { ...item, line, start, end, prefixes: item.prefixes.map((prefix) => movedPrefix(prefix, by)), keyword: shifted(item.keyword, by), pattern: shifted(item.pattern, by) };
  }
}

function movedPrefix(prefix: Prefix, by: number): Prefix {
  if (prefix.kind === 'condition') return { ...prefix, ...shifted(prefix, by) };
  return { ...prefix, ...shifted(prefix, by), args: prefix.args && shifted(prefix.args, by) };
}

/** The same range, so many UTF-16 units further on. */
export function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
