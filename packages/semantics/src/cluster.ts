import { enough, evidence, evidenceKeys, type Evidence } from './cluster-evidence.ts';
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

/** Two instances that may be the same virtual router. */
interface Candidate extends Evidence {
  readonly a: VrrpInstance;
  readonly b: VrrpInstance;
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
  return [...together.sets()].filter((set) => set.length > 1).map((set) => makeCluster(set, groups, declared));
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

function joinInstances(nodes: readonly Node[], declared: ReadonlyMap<Node, Declared>): readonly (readonly VrrpInstance[])[] {
  const instances = nodes.flatMap((node) => readInstances(node));
  const groups = new Map<VrrpInstance, VrrpInstance[]>(instances.map((instance) => [instance, [instance]]));
  const join = ({ a, b, disjoint }: Candidate): void => {
    const first = groups.get(a) ?? [];
    const second = groups.get(b) ?? [];
    // Two complete virtual routers with other addresses are neighbours with one ID, not one router.
    if (disjoint && first.length > 1 && second.length > 1) return;
    // A node has one instance in a cluster instance: the better match was there first.
    if (first === second || first.some((one) => second.some((other) => one.node === other.node))) return;
    first.push(...second);
    for (const member of second) groups.set(member, first);
  };
  const all = candidates(nodes, declared);
  const isSure = ({ a, b, disjoint, peers }: Candidate): boolean => !disjoint || peers || isDeclared(declared, a.node, b.node);
  all.filter(isSure).forEach(join);
  unambiguous(all.filter((each) => !isSure(each)), groups).forEach(join);
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
function unambiguous(pairs: readonly Candidate[], groups: ReadonlyMap<VrrpInstance, readonly VrrpInstance[]>): readonly Candidate[] {
  const partners = new Map<unknown, Set<unknown>>();
  const note = (one: unknown, other: unknown): void => {
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

/**
 * What more instances than these have in common tells nothing: a folder with hundreds of sites has the same name and ID in most of
 * them. Those of one cluster still meet, by their addresses.
 */
const mostAlike = 100;

/** All pairs with enough evidence, the best first; only what has something in common is compared. */
function candidates(nodes: readonly Node[], declared: ReadonlyMap<Node, Declared>): readonly Candidate[] {
  const found: Candidate[] = [];
  const byKey = new Map<string, VrrpInstance[]>();
  const position = new Map<VrrpInstance, number>();
  const keyed = nodes.flatMap((node) => readInstances(node)).map((instance) => [instance, evidenceKeys(instance)] as const);
  const counts = new Map<string, number>();
  for (const [, keys] of keyed) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [b, all] of keyed) {
    const keys = all.filter((key) => (counts.get(key) ?? 0) <= mostAlike);
    for (const a of new Set(keys.flatMap((key) => byKey.get(key) ?? []))) {
      if (a.node === b.node) continue;
      const points = evidence(a, b);
      // Who was declared to be together needs only the best match, however weak.
      const least = isDeclared(declared, a.node, b.node) ? 1 : enough;
      if (points && points.score >= least) found.push({ a, b, ...points });
    }
    for (const key of keys) {
      const known = byKey.get(key);
      if (known) known.push(b);
      else byKey.set(key, [b]);
    }
    position.set(b, position.size);
  }
  const order = (one: VrrpInstance, other: VrrpInstance): number => (position.get(one) ?? 0) - (position.get(other) ?? 0);
  return found.sort((x, y) => y.score - x.score || y.common - x.common || order(x.a, y.a) || order(x.b, y.b));
}

function makeCluster(nodes: readonly Node[], groups: readonly (readonly VrrpInstance[])[], declared: ReadonlyMap<Node, Declared>): Cluster {
  const mine = groups.filter((group) => group[0] && nodes.includes(group[0].node));
  const shared = mine.filter((group) => group.length > 1);
  const plain = shared.map((members) => members[0]?.name ?? '');
  const instances = shared.map((members, index): ClusterInstance => {
    const family = members.map((member) => member.family.value).find((value) => value !== undefined) ?? 'ipv4';
    const name = plain[index] ?? '';
    const twin = plain.filter((other) => other === name).length > 1;
    return { name: twin ? `${name}@${members[0]?.vrid.value ?? '?'}/${family}` : name, family, members };
  });
  const name = nodes.map((node) => declared.get(node)?.name).find((each) => each !== undefined) ?? nodes.map((node) => node.name).join('+');
  return { name, nodes, instances, lone: mine.filter((group) => group.length === 1).flat() };
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
    first.push(...second);
    for (const node of second) this.#sets.set(node, first);
  }

  sets(): readonly (readonly Node[])[] {
    return [...new Set(this.#sets.values())].map((set) => set.sort((a, b) => this.#order.indexOf(a) - this.#order.indexOf(b)));
  }
}
