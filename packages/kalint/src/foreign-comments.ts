import { lineAt, type Configuration, type Directive, type FactOf, type SourceDocument } from '@kaconf/semantics';
import { valueOf } from './fact-words.ts';

/*
 * Comments as other languages write them. To keepalived they are words, so one comment may spoil a value, begin an
 * unknown line, or bring in braces; one finding says so.
 */

/** The mark that a word begins with. */
export function foreignMark(word: string): string | undefined {
  return /^(?:\/\/+|--+|;+)/.exec(word)?.[0];
}

/** A `//` in the place of a value; `--x` and `;x` may be meant as one. */
export function isCommentForValue(fact: FactOf<'mismatch'>): boolean {
  const { code } = fact.mismatch;
  return (code === 'invalid' || code === 'enum') && valueOf(fact).startsWith('//');
}

interface ForeignComments {
  /** Where comments begin, by line. */
  readonly starts: ReadonlyMap<SourceDocument, ReadonlyMap<number, number>>;
  readonly directives: ReadonlySet<Directive>;
  /** Directives that are followed by a `{` that they do not expect. */
  readonly opened: ReadonlyMap<Directive, FactOf<'unexpected-block'>>;
}

const memo = new WeakMap<Configuration, ForeignComments>();

function commentsOf(configuration: Configuration): ForeignComments {
  const known = memo.get(configuration);
  if (known) return known;
  const starts = new Map<SourceDocument, Map<number, number>>();
  const directives = new Set<Directive>();
  const add = (document: SourceDocument, start: number): void => {
    const lines = starts.get(document) ?? new Map<number, number>();
    starts.set(document, lines);
    const line = lineAt(document, start);
    if (!lines.has(line)) lines.set(line, start);
  };
  for (const fact of configuration.factsOf('mismatch')) {
    if (!isCommentForValue(fact) && (fact.mismatch.code !== 'extra' || foreignMark(valueOf(fact)) === undefined)) continue;
    add(fact.document, fact.range.start);
    if (!fact.item) directives.add(fact.directive);
  }
  for (const fact of configuration.factsOf('unknown-keyword')) if (fact.keyword.startsWith('//')) add(fact.document, fact.range.start);
  const opened = new Map<Directive, FactOf<'unexpected-block'>>();
  for (const fact of configuration.factsOf('unexpected-block')) if (fact.directive && directives.has(fact.directive)) opened.set(fact.directive, fact);
  const comments = { starts, directives, opened };
  memo.set(configuration, comments);
  return comments;
}

/** Whether a place is inside of such a comment, behind its mark. */
export function isInForeignComment(configuration: Configuration, { document, range }: { readonly document: SourceDocument; readonly range: { readonly start: number } }): boolean {
  const lines = commentsOf(configuration).starts.get(document);
  if (!lines) return false;
  const start = lines.get(lineAt(document, range.start));
  return start !== undefined && start < range.start;
}

/** The brace that such a comment brings behind a directive without block. */
export function braceOfComment(configuration: Configuration, directive: Directive): FactOf<'unexpected-block'> | undefined {
  return commentsOf(configuration).opened.get(directive);
}
