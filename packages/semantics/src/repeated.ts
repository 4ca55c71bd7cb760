import type { Keyword } from '@kaconf/schema';
import type { Block, Directive } from './block.ts';

/** The directive of the same name that stands above in a block, where keepalived wants one of them only. */
export function earlierOne(directive: Directive, parent: Block | undefined): Directive | undefined {
  const { repeat } = directive.keyword;
  if (!parent || repeat === 'accumulate' || repeat === 'merge' || repeat === 'new-object' || repeat === 'idempotent') return undefined;
  return firstOf(parent, directive.keyword, directive.name);
}

const names = new WeakMap<Block, { readonly first: Map<string, Directive>; seen: number }>();

/** Short blocks are searched, in long ones names are looked up. */
function firstOf(block: Block, keyword: Keyword, name: string): Directive | undefined {
  const { directives } = block;
  if (directives.length < 32) {
    for (const directive of directives) if (directive.keyword === keyword || directive.name === name) return directive;
    return undefined;
  }
  let known = names.get(block);
  if (!known) names.set(block, (known = { first: new Map(), seen: 0 }));
  for (; known.seen < directives.length; known.seen++) {
    const directive = directives[known.seen];
    if (directive && !known.first.has(directive.name)) known.first.set(directive.name, directive);
  }
  return known.first.get(name);
}
