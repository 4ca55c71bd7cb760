import { readInstances, type Cluster, type Node, type SourceDocument } from '@kaconf/semantics';

const memo = new WeakMap<Cluster, readonly (readonly Node[])[]>();

/**
 * Nodes whose files say the same, with nothing in them that could differ at run time, and which therefore share a
 * source address. Without source addresses the equal priority is all there is to say.
 */
export function identicalNodes(cluster: Cluster): readonly (readonly Node[])[] {
  let sets = memo.get(cluster);
  if (!sets) {
    sets = compare(cluster);
    memo.set(cluster, sets);
  }
  return sets;
}

function compare(cluster: Cluster): readonly (readonly Node[])[] {
  const sets = new Map<string, Node[]>();
  for (const node of cluster.nodes) {
    if (node.configId !== undefined || !fixed(node)) continue;
    const key = node.configuration.documents.map(normalised).join('\n--\n');
    const set = sets.get(key);
    if (set) set.push(node);
    else sets.set(key, [node]);
  }
  return [...sets.values()].filter((set) => set.length > 1 && set.some((node) => readInstances(node).some((instance) => instance.source.value)));
}

/** Whether two nodes read the same text: then one finding says all, and the rules that would follow from it keep silent. */
export function areIdentical(cluster: Cluster, a: Node, b: Node): boolean {
  return identicalNodes(cluster).some((set) => set.includes(a) && set.includes(b));
}

/** References that differ from host to host would tell the nodes apart. */
function fixed(node: Node): boolean {
  const { configuration } = node;
  return configuration.complete && readInstances(node).length > 0 && configuration.documents.every((document) => !/\$\{?_(ENV|INSTANCE|RANDOM)|^[ \t]*@/m.test(document.text));
}

/** The words of a file, without comments and layout. */
function normalised(document: SourceDocument): string {
  const lines: string[] = [];
  for (const item of document.tree.items) {
    if (item.kind === 'comment' || item.kind === 'blank') continue;
    lines.push(item.kind === 'statement' ? item.words.map((word) => word.text).join(' ') : document.text.slice(item.start, item.end).trim());
  }
  return lines.join('\n');
}
