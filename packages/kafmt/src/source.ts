import { parse, type Range, type Tree } from '@kaconf/syntax';
import { findContinuedComments } from './continued-comments.ts';
import type { FormatOptions } from './options.ts';
import { findTags, type Tag } from './tags.ts';
import { delimitersFor } from './templates.ts';

/**
 * A text ready for printing. What the parser must not look into is replaced by placeholder words before parsing:
 * template tags, and comments with a backslash at their end inside definitions. `restore` puts it back into whatever
 * is cut out of `tree.text`.
 */
export interface Source {
  readonly tree: Tree;
  /** The text as given, with LF line ends. */
  readonly original: string;
  /** Template tags in `original`, in order. */
  readonly tags: readonly Range[];
  /** Replaces the placeholders in a piece of `tree.text` by what they stand for. */
  restore(text: string): string;
  /** Whether a piece of `tree.text` holds a template tag. */
  hasTag(text: string): boolean;
  /** Whether a comment of `tree.text` stands for template statements that have the line for themselves. */
  isTagLine(text: string): boolean;
  /** Translates an offset in `tree.text` to one in `original`. */
  toOriginal(offset: number): number;
}

/** Unicode noncharacters: no editor and no locale produces them, and keepalived treats them as parts of words. */
const sentinels = Array.from({ length: 32 }, (_, index) => String.fromCharCode(0xfdd0 + index));

/** A stretch of the text that gets a placeholder, and the signs that make the parser take it for what it is. */
interface Hidden extends Range {
  readonly kind: Tag['kind'] | 'continued';
}

const before = (hidden: Hidden): string => (hidden.kind === 'line' ? '#' : '');
const after = (hidden: Hidden): string => (hidden.kind === 'continued' ? '\\' : '');

/** In order; a tag inside a comment that is hidden as a whole is left out. */
function hiddenStretches(tags: readonly Tag[], comments: readonly Range[]): Hidden[] {
  const all: Hidden[] = [...comments.map(({ start, end }): Hidden => ({ start, end, kind: 'continued' })), ...tags];
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return all.filter((hidden) => {
    const free = hidden.start >= end;
    if (free) end = hidden.end;
    return free;
  });
}

/** A placeholder in the masked text. */
interface Placeholder extends Range {
  readonly hidden: Hidden;
}

/** The text with placeholders. */
class Mask {
  readonly text: string;
  private readonly original: string;
  private readonly hidden: readonly Hidden[];
  private readonly sentinel: string;
  private readonly places: readonly Placeholder[];
  private readonly pattern: RegExp;

  constructor(original: string, hidden: readonly Hidden[], sentinel: string) {
    this.original = original;
    this.hidden = hidden;
    this.sentinel = sentinel;
    this.pattern = new RegExp(`(#?)${sentinel}(\\d+)${sentinel}(\\\\?)`, 'g');
    const places: Placeholder[] = [];
    let text = '';
    let position = 0;
    for (const [index, each] of hidden.entries()) {
      text += original.slice(position, each.start);
      const start = text.length;
      text += `${before(each)}${sentinel}${index}${sentinel}${after(each)}`;
      places.push({ start, end: text.length, hidden: each });
      position = each.end;
    }
    this.text = text + original.slice(position);
    this.places = places;
  }

  restore(piece: string): string {
    if (!piece.includes(this.sentinel)) return piece;
    return piece.replace(this.pattern, (whole, mark: string, index: string, backslash: string) => {
      const hidden = this.hidden[Number(index)];
      if (hidden === undefined) return whole;
      const content = this.original.slice(hidden.start, hidden.end);
      return (before(hidden) === '' ? mark : '') + content + (after(hidden) === '' ? backslash : '');
    });
  }

  /** What is hidden in a piece of the masked text. */
  kinds(piece: string): Hidden['kind'][] {
    if (!piece.includes(this.sentinel)) return [];
    return [...piece.matchAll(this.pattern)].flatMap((match) => this.hidden[Number(match[2])]?.kind ?? []);
  }

  toOriginal(offset: number): number {
    let shift = 0;
    for (const { start, end, hidden } of this.places) {
      if (offset < start) break;
      if (offset < end) return hidden.start;
      shift = hidden.end - end;
    }
    return offset + shift;
  }
}

/** Reads a text with LF line ends. Never throws. */
export function readSource(text: string, options: Pick<FormatOptions, 'template' | 'filepath' | 'encoding'>): Source {
  const delimiters = delimitersFor(options.template, options.filepath, text);
  const tags = delimiters.length === 0 ? [] : findTags(text, delimiters);
  const hidden = hiddenStretches(tags, findContinuedComments(text));
  const sentinel = hidden.length === 0 ? undefined : sentinels.find((candidate) => !text.includes(candidate));
  // Without a free noncharacter everything stays in the text, and is judged as keepalived would judge it.
  const mask = new Mask(text, sentinel === undefined ? [] : hidden, sentinel ?? '\uFDD0');
  return {
    tree: parse(mask.text, { encoding: options.encoding }),
    original: text,
    tags: sentinel === undefined ? [] : tags,
    restore: (piece) => mask.restore(piece),
    hasTag: (piece) => mask.kinds(piece).some((kind) => kind !== 'continued'),
    isTagLine: (piece) => mask.kinds(piece).includes('line') && mask.restore(piece).charAt(0) !== '#',
    toOriginal: (offset) => mask.toOriginal(offset),
  };
}
