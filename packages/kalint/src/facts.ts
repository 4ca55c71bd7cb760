import type { Block, Fact, FactCode, FactOf, Configuration } from '@kaconf/semantics';
import type { Finding } from './rule.ts';

/** What a fact says about keepalived, in the words of a finding. */
export function reportedBy(fact: Pick<Fact, 'reported' | 'line'>): NonNullable<Finding['reported']> {
  if (!fact.reported) return 'silent';
  return fact.line > 0 ? fact.line : 'no-line';
}

/** How a person would name a block: `vrrp_instance VI_1`, `the top level`. */
export function blockName(block: Block | undefined): string {
  if (!block) return 'the top level';
  const words = block.words.map((word) => word.text);
  return words.length > 1 && block.keyword.kind === 'block' ? words.slice(0, 3).join(' ') : block.keyword.name;
}

/** Facts of one kind; a name for the loop that most syntax rules are. */
export function facts<C extends FactCode>(configuration: Configuration, code: C): readonly FactOf<C>[] {
  return configuration.factsOf(code);
}

/** The definition that brought the text in, as a related place. */
export function definitionOf(fact: Pick<Fact, 'origin'>): readonly { at: { document: Fact['document']; range: Fact['range'] }; message: 'defined' }[] {
  return fact.origin ? [{ at: fact.origin, message: 'defined' }] : [];
}
