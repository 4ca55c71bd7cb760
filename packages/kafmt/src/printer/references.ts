import type { Tree } from '@kaconf/syntax';

/**
 * The one-line definitions of a file whose value cannot change how a line is read: no brace, quote, comment sign,
 * further reference or line of its own in it. Only around references to these may a line be broken or joined
 * (lexical facts, sections 5.3 and 5.4): a multi-line definition is put in place at the end of a line only.
 */
export interface PlainReferences {
  /** Whether every reference in a stretch of the text is to such a definition. */
  arePlain(start: number, end: number): boolean;
}

/** A value that is nothing but ordinary characters of words. */
const plainValue = /^(?!include)[^\s$"'{}~@#!\\][^$"'{}~@#!\\\v\f\r]*$/;

/** Names that keepalived defines itself; their values are plain. */
const predefined = ['_PWD', '_INSTANCE', '_RANDOM'];

/** Offset from which each name is plain. */
function plainNames(tree: Tree): Map<string, number> {
  const names = new Map<string, number>();
  const spoiled = new Set<string>();
  // Another file may give any name another value.
  if (tree.items.some((item) => item.kind === 'include')) return names;
  for (const name of predefined) names.set(name, 0);
  for (const item of tree.items) {
    if (item.kind !== 'definition') continue;
    const [value, ...further] = item.pieces.map((piece) => tree.text.slice(piece.start, piece.end));
    for (const piece of further) {
      const inner = /^\s*\$([A-Za-z_]\w*)=/.exec(piece)?.[1];
      if (inner !== undefined) spoiled.add(inner);
    }
    if (further.length > 0 || value === undefined || !plainValue.test(value)) spoiled.add(item.name);
    else if (!names.has(item.name)) names.set(item.name, item.end);
  }
  for (const name of spoiled) names.delete(name);
  return names;
}

/** Looks the definitions of a tree over once. */
export function findPlainReferences(tree: Tree): PlainReferences {
  let names: Map<string, number> | undefined;
  const isPlain = (name: string, offset: number): boolean => {
    names ??= plainNames(tree);
    const from = names.get(name);
    return from !== undefined && from <= offset;
  };
  return {
    arePlain(start, end) {
      const text = tree.text.slice(start, end);
      for (const match of text.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|(\{)|([A-Za-z_]\w*))?/g)) {
        const [whole, braced, brace, bare] = match;
        const name = braced ?? bare;
        if (brace !== undefined) return false;
        if (name === undefined) continue;
        const next = text.charAt(match.index + whole.length);
        // `$NAME` is a reference only before a blank, comma, parenthesis or the line end; before a brace a blank would make it one.
        if (bare !== undefined && !(next === '' || ' \t,)'.includes(next))) {
          if (next === '{' || next === '}') return false;
          continue;
        }
        if (!isPlain(name, start)) return false;
      }
      return true;
    },
  };
}
