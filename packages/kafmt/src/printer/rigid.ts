import type { Source } from '../source.ts';
import type { Line } from './lines.ts';
import type { PlainReferences } from './references.ts';

/** White space between words that is not a blank. */
const oddSpace = /[\v\f\r]/;

/** How far the layout of a physical line may be changed. */
export type Freedom =
  /** It may be broken at its braces, and a `{` may be joined to it. */
  | 'free'
  /** It stays one line; the blanks between its pieces may change. */
  | 'rigid'
  /** It stays as it is but for its indentation. */
  | 'raw';

/**
 * The freedom of a line without its comment. Braces may only be moved where keepalived reads the parts alone as it
 * reads them together (lexical facts, sections 4, 5.4 and 15.1):
 *
 * - conditions, generators, definitions and includes own the rest of their line;
 * - a backslash changes its meaning at the end of a line, and `\#` is read twice;
 * - a reference may stand for several lines at the end of a line only;
 * - nobody knows what a template tag becomes.
 */
export function freedomOf(source: Source, line: Line, references: PlainReferences): Freedom {
  const { items } = line;
  const first = items[0];
  const last = items[items.length - 1];
  if (first === undefined || last === undefined) return 'rigid';
  const { text } = source.tree;
  const code = text.slice(first.start, last.end);
  if (line.lead !== '' || line.trail !== '' || oddSpace.test(code)) return 'raw';
  for (const item of items) {
    if (item.kind === 'comment' || item.kind === 'blank') continue;
    if (item.prefixes.some((prefix) => prefix.kind === 'generator')) return 'raw';
    if (item.prefixes.length > 0 || item.kind === 'definition' || item.kind === 'include') return 'rigid';
  }
  if (code.includes('\\') || source.hasTag(code)) return 'rigid';
  if (line.comment && text.slice(line.comment.start, line.comment.end).endsWith('\\')) return 'rigid';
  if (code.includes('$') && !references.arePlain(first.start, last.end)) return 'rigid';
  return 'free';
}
