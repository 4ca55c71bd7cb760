import { candidates } from './cluster-candidates.ts';
import type { Evidence } from './cluster-evidence.ts';
import type { SourceDocument } from './document.ts';
import type { Family, VrrpInstance } from './instance.ts';
import { readInstances } from './read-instance.ts';
import type { Node } from './workspace.ts';

/** One virtual router as all its nodes know it. */
export interface ClusterInstance {
  /** As on its first node; `NAME@VRID/family` where two share a name. */
  readonly name: string;
  readonly family: Family;
  /** At most one per node, in node order. */
  readonly members: readonly VrrpInstance[];
}

/** Configurations that speak VRRP to each other. */
export interface Cluster {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly instances: readonly ClusterInstance[];
  /** Instances of these nodes that no other node shares. */
  readonly lone: readonly VrrpInstance[];
}

/** Nodes that the user declares to belong together. */
export interface NamedCluster {
  readonly name?: string;
  /** Names of nodes or paths of root files. */
  readonly members: readonly string[];
}

/**
 * Finds out which nodes belong together, without being told: instances on different nodes are joined by evidence
 * (at most one per node, the best first), and nodes that share a joined instance form a cluster. Nodes of one file and
 * nodes that the user names together form a cluster in any case.
 *
 * @param nodes in argument order
 */
export function deriveClusters(nodes: readonly Node[], named: readonly NamedCluster[]): readonly Cluster[] {
  const declared = declaredTogether(nodes, named);
  const groups = joinInstances(nodes, declared);
  const together = new Union(nodes);
  for (const group of groups) for (const member of group) together.unite(group[0]?.node ?? member.node, member.node);
  for (const set of declared.values()) for (const node of set.nodes) together.unite(set.nodes[0] ?? node, node);
  const byNode = new Map<Node | undefined, (readonly VrrpInstance[])[]>();
  for (const group of groups) {
    const node = group[0]?.node;
    const known = byNode.get(node);
    if (known) known.push(group);
    else byNode.set(node, [group]);
  }
  return [...together.sets()].filter((set) => set.length > 1).map((set) => makeCluster(set, set.flatMap((node) => byNode.get(node) ?? []), declared));
}

interface Declared {
  readonly name: string | undefined;
  readonly nodes: readonly Node[];
}

function declaredTogether(nodes: readonly Node[], named: readonly NamedCluster[]): ReadonlyMap<Node, Declared> {
  const result = new Map<Node, Declared>();
  const declare = (members: readonly Node[], name: string | undefined): void => {
    for (const node of members) if (members.length > 1 && !result.has(node)) result.set(node, { name, nodes: members });
  };
  for (const { name, members } of named) declare(nodes.filter((node) => members.includes(node.name) || members.includes(node.configuration.root.path)), name);
  const byRoot = new Map<SourceDocument, Node[]>();
  for (const node of nodes) if (node.configId !== undefined) byRoot.set(node.configuration.root, [...(byRoot.get(node.configuration.root) ?? []), node]);
  for (const members of byRoot.values()) declare(members, undefined);
  return result;
}

/** Members of one virtual router, found so far. */
type Group = VrrpInstance[];

/** @returns the groups in the order of their first members */
function joinInstances(nodes: readonly Node[], declared: ReadonlyMap<Node, Declared>): readonly (readonly VrrpInstance[])[] {
  const instances = nodes.flatMap((node) => readInstances(node));
  const groups = new Map<VrrpInstance, Group>(instances.map((instance) => [instance, [instance]]));
  const join = ({ a, b, disjoint }: Evidence): void => {
    const first = groups.get(a);
    const second = groups.get(b);
    if (!first || !second || first === second) return;
    // Two complete virtual routers with other addresses are neighbours with one ID, not one router.
    if (disjoint && first.length > 1 && second.length > 1) return;
    // A node has one instance in a cluster instance: the better match was there first.
    if (first.some((one) => second.some((other) => one.node === other.node))) return;
    for (const each of second) first.push(each);
    for (const member of second) groups.set(member, first);
  };
  const all = candidates(instances, (a, b) => isDeclared(declared, a, b));
  const isSure = ({ a, b, disjoint, peers }: Evidence): boolean => !disjoint || peers || isDeclared(declared, a.node, b.node);
  const doubtful: Evidence[] = [];
  for (const candidate of all) {
    if (isSure(candidate)) join(candidate);
    else doubtful.push(candidate);
  }
  unambiguous(doubtful, groups).forEach(join);
  const position = new Map(instances.map((instance, index) => [instance, index]));
  return [...new Set(groups.values())].map((group) => group.sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0)));
}

function isDeclared(declared: ReadonlyMap<Node, Declared>, a: Node, b: Node): boolean {
  return declared.get(a)?.nodes.includes(b) === true;
}

/**
 * Of pairs without a common address those in which each is the only possible partner of the other. Where a node has several,
 * they are sites made from one template rather than one router with wrong addresses.
 */
function unambiguous(pairs: readonly Evidence[], groups: ReadonlyMap<VrrpInstance, Group>): readonly Evidence[] {
  const partners = new Map<Group | undefined, Set<Group | undefined>>();
  const note = (one: Group | undefined, other: Group | undefined): void => {
    const known = partners.get(one);
    if (known) known.add(other);
    else partners.set(one, new Set([other]));
  };
  for (const { a, b } of pairs) {
    if (groups.get(a) === groups.get(b)) continue;
    note(groups.get(a), groups.get(b));
    note(groups.get(b), groups.get(a));
  }
  return pairs.filter(({ a, b }) => partners.get(groups.get(a))?.size === 1 && partners.get(groups.get(b))?.size === 1);
}

/** @param groups those of these nodes, in the order of their first members */
function makeCluster(nodes: readonly Node[], groups: readonly (readonly VrrpInstance[])[], declared: ReadonlyMap<Node, Declared>): Cluster {
  const shared = groups.filter((group) => group.length > 1);
  const named = new Map<string, number>();
  for (const [first] of shared) if (first) named.set(first.name, (named.get(first.name) ?? 0) + 1);
  const instances = shared.map((members): ClusterInstance => {
    const family = members.map((member) => member.family.value).find((value) => value !== undefined) ?? 'ipv4';
    const [first] = members;
    const plain = first?.name ?? '';
    const name = (named.get(plain) ?? 0) > 1 ? `${plain}@${first?.vrid.value ?? '?'}/${family}` : plain;
    return { name, family, members };
  });
  const name = nodes.map((node) => declared.get(node)?.name).find((each) => each !== undefined) ?? nodes.map((node) => node.name).join('+');
  return { name, nodes, instances, lone: groups.filter((group) => group.length === 1).flat() };
}

/** Sets of nodes that grow together; in node order. */
class Union {
  readonly #sets = new Map<Node, Node[]>();
  readonly #order: readonly Node[];

  constructor(nodes: readonly Node[]) {
    this.#order = nodes;
    for (const node of nodes) this.#sets.set(node, [node]);
  }

  unite(a: Node, b: Node): void {
    const first = this.#sets.get(a);
    const second = this.#sets.get(b);
    if (!first || !second || first === second) return;
    for (const each of second) first.push(each);
    for (const node of second) this.#sets.set(node, first);
  }

  sets(): readonly (readonly Node[])[] {
    return [...new Set(this.#sets.values())].map((set) => set.sort((a, b) => this.#order.indexOf(a) - this.#order.indexOf(b)));
  }
}
