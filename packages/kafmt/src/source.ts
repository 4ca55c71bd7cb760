import { delimitersFor, findTags, parse, type ParseOptions, type Range, type Tag, type Tree } from '@kaconf/syntax';
import { foldBranches } from './branches.ts';
import type { FormatOptions } from './options.ts';
import { rootBlocks } from './vocabulary.ts';

/**
 * A text ready for printing. Template tags are replaced by placeholder words before parsing, so that the tree knows
 * nothing of them; `restore` puts them back into whatever is cut out of `tree.text`.
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

/** A placeholder in the masked text. */
interface Placeholder extends Range {
  readonly tag: Tag;
}

/** Statements that have their lines for themselves are comments to the parser. */
const markOf = (tag: Tag): string => (tag.kind === 'line' ? '#' : '');

/** The text with placeholders. */
class Mask {
  readonly text: string;
  private readonly original: string;
  private readonly tags: readonly Tag[];
  private readonly sentinel: string;
  private readonly places: readonly Placeholder[];
  private readonly pattern: RegExp;

  constructor(original: string, tags: readonly Tag[], sentinel: string) {
    this.original = original;
    this.tags = tags;
    this.sentinel = sentinel;
    this.pattern = new RegExp(`(#?)${sentinel}(\\d+)${sentinel}`, 'g');
    const places: Placeholder[] = [];
    let text = '';
    let position = 0;
    for (const [index, tag] of tags.entries()) {
      text += original.slice(position, tag.start);
      const start = text.length;
      text += `${markOf(tag)}${sentinel}${index}${sentinel}`;
      places.push({ start, end: text.length, tag });
      position = tag.end;
    }
    this.text = text + original.slice(position);
    this.places = places;
  }

  restore(piece: string): string {
    if (!this.hides(piece)) return piece;
    return piece.replace(this.pattern, (whole, mark: string, index: string) => {
      const tag = this.tags[Number(index)];
      return tag === undefined ? whole : (markOf(tag) === '' ? mark : '') + this.original.slice(tag.start, tag.end);
    });
  }

  hides(piece: string): boolean {
    return piece.includes(this.sentinel);
  }

  isLine(piece: string): boolean {
    return this.hides(piece) && [...piece.matchAll(this.pattern)].some((match) => match.index === 0 && this.tags[Number(match[2])]?.kind === 'line');
  }

  toOriginal(offset: number): number {
    let shift = 0;
    for (const { start, end, tag } of this.places) {
      if (offset < start) break;
      if (offset < end) return tag.start;
      shift = tag.end - end;
    }
    return offset + shift;
  }
}

function readTree(text: string, encoding: FormatOptions['encoding']): Tree {
  // To keepalived before 2.4 a definition goes on behind a comment that ends with a backslash, to later versions it ends:
  // printed as a part of the definition such lines mean the same as before to both.
  const options: ParseOptions = { encoding, commentsContinue: true };
  const tree = parse(text, options);
  // For a better place in the message; what is formatted is complete.
  return tree.problems.some(({ code }) => code === 'unclosed-block') ? parse(text, { ...options, rootBlocks: rootBlocks() }) : tree;
}

const hasBrokenBlocks = (tree: Tree): boolean => tree.problems.some(({ code }) => code === 'unclosed-block' || code === 'unexpected-close');

/** Reads a text with LF line ends. Never throws. */
export function readSource(text: string, options: Pick<FormatOptions, 'template' | 'filepath' | 'encoding'>): Source {
  const delimiters = delimitersFor(options.template, options.filepath, text);
  const found = delimiters.length === 0 ? [] : findTags(text, delimiters);
  const sentinel = found.length === 0 ? undefined : sentinels.find((candidate) => !text.includes(candidate));
  // Without a free noncharacter the tags stay in the text, and are judged as keepalived would judge them.
  if (sentinel === undefined) return sourceOf(text, [], '', options.encoding);
  const source = sourceOf(text, found, sentinel, options.encoding);
  if (!hasBrokenBlocks(source.tree)) return source;
  const folded = sourceOf(text, foldBranches(text, found), sentinel, options.encoding);
  return hasBrokenBlocks(folded.tree) ? source : folded;
}

function sourceOf(text: string, tags: readonly Tag[], sentinel: string, encoding: FormatOptions['encoding']): Source {
  const mask = new Mask(text, tags, sentinel);
  const isTemplate = tags.length > 0;
  return {
    tree: readTree(mask.text, encoding),
    original: text,
    tags,
    restore: (piece) => (isTemplate ? mask.restore(piece) : piece),
    hasTag: (piece) => isTemplate && mask.hides(piece),
    isTagLine: (piece) => isTemplate && mask.isLine(piece),
    toOriginal: (offset) => mask.toOriginal(offset),
  };
}
