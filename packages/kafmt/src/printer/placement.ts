import type { Body, Brace, Directive, Item, Node, Statement, Tree } from '@kaconf/syntax';

/** Where an item stands in the nesting. */
export interface Placement {
  /** Blocks around the item; head, `{` and `}` of a block count as outside of it. */
  readonly depth: number;
  /** The directive of a head or brace, and the directive around anything else. */
  readonly directive: Directive | undefined;
  readonly parent: Directive | undefined;
}

const headsAndBraces = (directive: Directive): (Statement | Brace)[] => [
  ...directive.heads,
  ...(directive.body?.opens ?? []),
  ...(directive.body?.closes ?? []),
];

/** The placement of every item of a tree. */
export function placeItems(tree: Tree): ReadonlyMap<Item, Placement> {
  const places = new Map<Item, Placement>();
  // A stack of its own: blocks may be nested deeper than the call stack is.
  const work: { nodes: readonly Node[]; depth: number; parent: Directive | undefined }[] = [{ nodes: tree.nodes, depth: 0, parent: undefined }];
  const enter = (body: Body, depth: number, parent: Directive): void => {
    work.push({ nodes: body.nodes, depth, parent });
  };
  for (let level = work.pop(); level !== undefined; level = work.pop()) {
    const { nodes, depth, parent } = level;
    for (const node of nodes) {
      if (node.kind === 'stray-close') places.set(node.brace, { depth, directive: undefined, parent });
      else if (node.kind === 'directive') {
        for (const item of headsAndBraces(node)) places.set(item, { depth, directive: node, parent });
        for (const item of [...node.gap, ...(node.body?.gap ?? [])]) places.set(item, { depth, directive: node, parent });
        if (node.body) enter(node.body, depth + 1, node);
      } else places.set(node, { depth, directive: undefined, parent });
    }
  }
  return places;
}
