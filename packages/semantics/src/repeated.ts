import type { Block, Directive } from './block.ts';

/** The directive of the same name that stands above in a block, where keepalived wants one of them only. */
export function earlierOne(directive: Directive, parent: Block | undefined): Directive | undefined {
  const { repeat } = directive.keyword;
  if (!parent || repeat === 'accumulate' || repeat === 'merge' || repeat === 'new-object' || repeat === 'idempotent') return undefined;
  return parent.directives.find((other) => other.name === directive.name);
}
