import type { Condition } from '@kaconf/syntax';
import type { SourceDocument } from './document.ts';

/** Whether the line behind a condition is read; ids are compared exactly. */
export function holds(condition: Condition, configId: string | undefined): boolean {
  return (condition.id === configId) !== condition.negated;
}

/**
 * All ids that `@id` and `@^id` lines of a document name, in order of appearance. An id that is only negated names a
 * node as well.
 */
export function conditionIds(document: SourceDocument): readonly string[] {
  let known = memo.get(document);
  if (!known) memo.set(document, (known = find(document)));
  return known;
}

const memo = new WeakMap<SourceDocument, readonly string[]>();

const noIds: readonly string[] = [];

function find(document: SourceDocument): readonly string[] {
  if (!document.text.includes('@')) return noIds;
  const ids = new Set<string>();
  const scan = (text: string): void => {
    // Conditions can also stand in the further lines of a definition, or behind a generator.
    for (const match of text.matchAll(/(?:^|[{}\\\n)])[ \t]*@\^?([^\s{}!#^][^\s{}]*)[ \t]/g)) if (match[1] !== undefined) ids.add(match[1]);
  };
  for (const item of document.tree.items) {
    if (item.kind === 'definition') for (const piece of item.pieces) scan(`${document.text.slice(piece.start, piece.end)} `);
    if (item.kind === 'comment' || item.kind === 'blank') continue;
    for (const prefix of item.prefixes) if (prefix.kind === 'condition' && prefix.id !== '') ids.add(prefix.id);
  }
  return [...ids];
}
