import { enough, evidence, traitsOf, type Evidence, type Traits } from './cluster-evidence.ts';
import type { VrrpInstance } from './instance.ts';
import type { Node } from './workspace.ts';

/**
 * What more instances than these have in common tells nothing: a folder with hundreds of sites has the same name and ID in most of
 * them. Those of one cluster still meet, by their addresses.
 */
const mostAlike = 100;

/**
 * All pairs with enough evidence, the best first, else in the order of the instances; only what has something in common is
 * compared.
 *
 * @param declared whether the user says that two nodes belong together: they need only the best match, however weak
 */
export function candidates(instances: readonly VrrpInstance[], declared: (a: Node, b: Node) => boolean): readonly Evidence[] {
  const found: Evidence[] = [];
  const traits = instances.map(traitsOf);
  const lists = alike(traits);
  /** For each instance the last one that it was compared with: what is alike in several ways is compared once. */
  const compared = new Int32Array(traits.length).fill(-1);
  for (const [at, a] of traits.entries()) {
    const later: number[] = [];
    for (const list of lists[at] ?? []) {
      for (let next = list.length - 1; next >= 0; next--) {
        const other = list[next] ?? -1;
        if (other <= at) break;
        if (compared[other] === at) continue;
        compared[other] = at;
        later.push(other);
      }
    }
    for (const other of later.sort((x, y) => x - y)) {
      const b = traits[other];
      if (!b || a.node === b.node) continue;
      const points = evidence(a, b);
      if (points && (points.score >= enough || (points.score >= 1 && declared(a.node, b.node)))) found.push(points);
    }
  }
  // The sort is stable, so pairs with equal evidence stay in the order of the instances.
  return found.sort((x, y) => y.score - x.score || y.common - x.common);
}

/**
 * What two instances must have one of in common to be worth comparing: the name, the ID, an address, or a source that is a peer
 * of the other. The weaker signs alone never add up to enough.
 *
 * @returns for each instance the lists, by number, of those that have something in common with it, itself among them
 */
function alike(all: readonly Traits[]): readonly (readonly (readonly number[])[])[] {
  const byRole = new Map<string, number[]>();
  const byId = new Map<number, number[]>();
  const byAddress = new Map<string, number[]>();
  const byHost = new Map<string, number[]>();
  const lists = all.map(({ role, vrid, advertised, peers, source }, at) => {
    const own = [enter(byRole, role, at)];
    if (vrid !== undefined) own.push(enter(byId, vrid, at));
    for (const address of advertised) own.push(enter(byAddress, address, at));
    for (const address of peers) own.push(enter(byHost, address, at));
    if (source) own.push(enter(byHost, source.address, at));
    return own;
  });
  return lists.map((own) => own.filter((list) => list.length > 1 && list.length <= mostAlike));
}

/** Puts a number on the list of a key. */
function enter<K>(lists: Map<K, number[]>, key: K, at: number): readonly number[] {
  const known = lists.get(key);
  if (known) {
    known.push(at);
    return known;
  }
  const list = [at];
  lists.set(key, list);
  return list;
}
