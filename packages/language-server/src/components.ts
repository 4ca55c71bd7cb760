import { readInstances, type Configuration, type Node, type Workspace } from '@kaconf/semantics';
import { lint, type LintConfig, type LintedFile } from 'kalint';

/** Nodes that may have to do with each other: what one says can change what is found in another. */
export interface Component {
  readonly nodes: readonly Node[];
}

/** Divides a workspace: nodes of a cluster, nodes that read a common file, nodes with one router ID on one network name. */
export function componentsOf(workspace: Workspace): readonly Component[] {
  const parent = new Map<Node, Node>();
  const find = (node: Node): Node => {
    let top = node;
    for (let up = parent.get(top); up !== undefined && up !== top; up = parent.get(top)) top = up;
    return top;
  };
  const unite = (a: Node, b: Node): void => {
    const [first, second] = [find(a), find(b)];
    if (first !== second) parent.set(second, first);
  };
  const seen = new Map<unknown, Node>();
  const meet = (thing: unknown, node: Node): void => {
    const other = seen.get(thing);
    if (other) unite(other, node);
    else seen.set(thing, node);
  };
  for (const node of workspace.nodes) {
    for (const document of node.configuration.documents) meet(document, node);
    if (workspace.separate) continue;
    for (const instance of readInstances(node)) {
      if (instance.vrid.value !== undefined) meet(`${instance.vrid.value} ${instance.family.value ?? ''} ${instance.interface.value ?? ''}`, node);
    }
  }
  for (const cluster of workspace.clusters) for (const node of cluster.nodes) meet(cluster, node);
  const members = new Map<Node, Node[]>();
  for (const node of workspace.nodes) {
    const top = find(node);
    members.set(top, [...(members.get(top) ?? []), node]);
  }
  return [...members.values()].map((nodes) => ({ nodes }));
}

interface Judged {
  readonly config: LintConfig;
  readonly nodes: readonly Node[];
  readonly files: readonly LintedFile[];
}

/** Judges components, and remembers what it found as long as their files stay the same. */
export class Judge {
  readonly #memo = new WeakMap<Configuration, Judged>();

  /** What is found in the files of a component. */
  judge(component: Component, workspace: Workspace, config: LintConfig): readonly LintedFile[] {
    const [first] = component.nodes;
    if (!first) return [];
    const known = this.#memo.get(first.configuration);
    if (known?.config === config && same(known.nodes, component.nodes)) return known.files;
    const { nodes } = component;
    const part: Workspace = nodes.length === workspace.nodes.length ? workspace : {
      nodes,
      clusters: workspace.clusters.filter((cluster) => cluster.nodes.some((node) => nodes.includes(node))),
      separate: workspace.separate,
      roots: workspace.roots.filter((root) => nodes.some((node) => node.configuration.root === root)),
    };
    const { files } = lint(part, config);
    this.#memo.set(first.configuration, { config, nodes, files });
    return files;
  }
}

function same(one: readonly Node[], other: readonly Node[]): boolean {
  return one.length === other.length && one.every((node, index) => node.name === other[index]?.name && node.configuration === other[index].configuration);
}
