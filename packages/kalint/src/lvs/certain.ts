import { distance } from 'fastest-levenshtein';
import type { Configuration, Place, Workspace } from '@kaconf/semantics';

/** A block as it stands in a file. */
interface Within {
  readonly document: Place['document'];
  readonly fullRange: Place['range'];
}

/**
 * Whether it is certain that a block lacks its keywords: no unresolved include may bring them, and no unknown word in
 * the block looks like one of them (the misspelling is reported; nothing is built on what it hides).
 */
export function certainlyLacks(configuration: Configuration, block: Within, ...keywords: readonly string[]): boolean {
  if (!configuration.complete) return false;
  return !configuration.factsOf('unknown-keyword').some((fact) => {
    if (fact.document !== block.document || fact.range.start < block.fullRange.start || fact.range.start >= block.fullRange.end) return false;
    const word = fact.keyword.toLowerCase();
    return keywords.some((keyword) => word.startsWith(keyword.toLowerCase()) || distance(word, keyword.toLowerCase()) <= 2);
  });
}

/** Whether an unknown word in a block opens a block of its own: what was meant by it cannot be known. */
export function hidesBlock(configuration: Configuration, block: Within): boolean {
  return configuration.facts.some(
    (fact) => (fact.code === 'unknown-keyword' || fact.code === 'keyword-version') && fact.opensBlock && fact.document === block.document && fact.range.start >= block.fullRange.start && fact.range.start < block.fullRange.end,
  );
}

/** Whether this is the configuration as its author meant it, not as keepalived reads on after a stray brace. */
export function isAsMeant(configuration: Configuration, workspace: Workspace): boolean {
  return workspace.nodes.some((node) => node.configuration === configuration);
}
