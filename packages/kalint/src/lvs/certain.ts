import { FactPlaces, misspelt, type Configuration, type Place, type Workspace } from '@kaconf/semantics';

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
  return configuration.complete && !keywords.some((keyword) => misspelt(configuration, block, keyword));
}

const openings = new WeakMap<Configuration, FactPlaces>();

/** Whether an unknown word in a block opens a block of its own: what was meant by it cannot be known. */
export function hidesBlock(configuration: Configuration, block: Within): boolean {
  let places = openings.get(configuration);
  if (!places) {
    places = new FactPlaces([...configuration.factsOf('unknown-keyword'), ...configuration.factsOf('keyword-version')].filter(({ opensBlock }) => opensBlock));
    openings.set(configuration, places);
  }
  return places.within(block);
}

/** Whether this is the configuration as its author meant it, not as keepalived reads on after a stray brace. */
export function isAsMeant(configuration: Configuration, workspace: Workspace): boolean {
  return workspace.nodes.some((node) => node.configuration === configuration);
}
