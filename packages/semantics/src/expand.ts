import type { Version } from '@kaconf/schema';
import { unknownMark } from './definitions.ts';
import type { SourceDocument } from './document.ts';
import { noIncludes, type IncludeResolver } from './include.ts';
import type { LogicalLine } from './logical-line.ts';
import { Reader } from './reader.ts';

/** One line of a configuration after everything that precedes its meaning has been carried out. */
export interface ExpandedLine {
  /** Words with single blanks between them, a `{` at the end where the block opens here. */
  readonly text: string;
  /** How many blocks are open around it. */
  readonly depth: number;
  readonly document: SourceDocument;
  /** 1-based. */
  readonly line: number;
}

export interface ExpandOptions {
  readonly target: Version;
  readonly configId?: string | undefined;
  readonly includes?: IncludeResolver;
}

/**
 * A file as keepalived reads it: includes, conditions, definitions and generators carried out, comments gone.
 *
 * @param root the main file
 */
export function expand(root: SourceDocument, options: ExpandOptions): readonly ExpandedLine[] {
  const lines: ExpandedLine[] = [];
  let depth = 0;
  const accept = ({ kind, raw, document, line, words }: LogicalLine): void => {
    const last = lines.at(-1);
    if (kind === 'open' && last && last.depth === depth && !/[{}]$/.test(last.text)) {
      lines[lines.length - 1] = { ...last, text: `${last.text} {` };
      depth++;
      return;
    }
    if (kind === 'close') depth = Math.max(0, depth - 1);
    const text = kind === 'text' ? readable(words.some((word) => word.text.includes('"')) ? raw : words.map((word) => (word.quoted ? `"${word.text}"` : word.text)).join(' ')) : raw;
    lines.push({ text, depth, document, line });
    if (kind === 'open') depth++;
  };
  new Reader({ target: options.target, configId: options.configId, includes: options.includes ?? noIncludes, pass: 'written' }, { accept }).read(root);
  return lines;
}

/** What only a run can tell is shown as such. */
function readable(text: string): string {
  return text.trim().replaceAll(unknownMark, '<unknown>');
}
