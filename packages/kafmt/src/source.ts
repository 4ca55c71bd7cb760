import { parse, type Tree } from '@kaconf/syntax';
import type { FormatOptions } from './options.ts';
import { findTags, type Tag } from './tags.ts';
import { delimitersFor } from './templates.ts';

/**
 * A text ready for printing. Template tags are replaced by placeholder words before parsing, so that the tree knows
 * nothing of them; `restore` puts them back into whatever is cut out of `tree.text`.
 */
export interface Source {
  readonly tree: Tree;
  /** The text as given, with LF line ends. */
  readonly original: string;
  /** The text holds template tags. */
  readonly isTemplate: boolean;
  /** Replaces the placeholders in a piece of `tree.text` by their tags. */
  restore(text: string): string;
  /** Whether a piece of `tree.text` holds a placeholder. */
  hasTag(text: string): boolean;
  /** Whether a comment of `tree.text` stands for template statements that have the line for themselves. */
  isTagLine(text: string): boolean;
  /** Translates an offset in `tree.text` to one in `original`. */
  toOriginal(offset: number): number;
}

/** Unicode noncharacters: no editor and no locale produces them, and keepalived treats them as parts of words. */
const sentinels = Array.from({ length: 32 }, (_, index) => String.fromCharCode(0xfdd0 + index));

function plainSource(text: string, encoding: FormatOptions['encoding']): Source {
  return {
    tree: parse(text, { encoding }),
    original: text,
    isTemplate: false,
    restore: (piece) => piece,
    hasTag: () => false,
    isTagLine: () => false,
    toOriginal: (offset) => offset,
  };
}

interface Masked {
  readonly text: string;
  /** Start of each placeholder in the masked text, with its length. */
  readonly places: readonly { readonly start: number; readonly end: number; readonly tag: Tag }[];
}

function mask(text: string, tags: readonly Tag[], sentinel: string): Masked {
  const places: { start: number; end: number; tag: Tag }[] = [];
  let masked = '';
  let position = 0;
  for (const [index, tag] of tags.entries()) {
    masked += text.slice(position, tag.start);
    const start = masked.length;
    masked += `${tag.kind === 'line' ? '#' : ''}${sentinel}${index}${sentinel}`;
    places.push({ start, end: masked.length, tag });
    position = tag.end;
  }
  return { text: masked + text.slice(position), places };
}

/** Reads a text with LF line ends. Never throws. */
export function readSource(text: string, options: Pick<FormatOptions, 'template' | 'filepath' | 'encoding'>): Source {
  const delimiters = delimitersFor(options.template, options.filepath, text);
  const tags = delimiters.length === 0 ? [] : findTags(text, delimiters);
  const sentinel = sentinels.find((candidate) => !text.includes(candidate));
  // Without a free noncharacter the tags stay in the text; they are then judged as keepalived would judge them.
  if (tags.length === 0 || sentinel === undefined) return plainSource(text, options.encoding);
  const masked = mask(text, tags, sentinel);
  const placeholder = new RegExp(`(#?)${sentinel}(\\d+)${sentinel}`, 'g');
  const restore = (piece: string): string =>
    piece.replace(placeholder, (whole, mark: string, index: string) => {
      const tag = tags[Number(index)];
      return tag === undefined ? whole : (tag.kind === 'line' ? '' : mark) + text.slice(tag.start, tag.end);
    });
  return {
    tree: parse(masked.text, { encoding: options.encoding }),
    original: text,
    isTemplate: true,
    restore,
    hasTag: (piece) => piece.includes(sentinel),
    isTagLine: (piece) => {
      const index = new RegExp(`^#${sentinel}(\\d+)${sentinel}$`).exec(piece)?.[1];
      return index !== undefined && tags[Number(index)]?.kind === 'line';
    },
    toOriginal: (offset) => toOriginal(masked, offset),
  };
}

function toOriginal(masked: Masked, offset: number): number {
  let shift = 0;
  for (const { start, end, tag } of masked.places) {
    if (offset < start) break;
    if (offset < end) return tag.start;
    shift = tag.end - end;
  }
  return offset + shift;
}
