import { enough, evidence, evidenceKeys, traitsOf, type Evidence, type Traits } from './cluster-evidence.ts';
import type { VrrpInstance } from './instance.ts';
import type { Node } from './workspace.ts';

/** Two instances that may be the same virtual router. */
export interface Candidate {
  readonly a: VrrpInstance;
  readonly b: VrrpInstance;
  readonly evidence: Evidence;
}

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
export function candidates(instances: readonly VrrpInstance[], declared: (a: Node, b: Node) => boolean): readonly Candidate[] {
  const found: Candidate[] = [];
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
      if (points && (points.score >= enough || (points.score >= 1 && declared(a.node, b.node)))) found.push({ a: a.instance, b: b.instance, evidence: points });
    }
  }
  // The sort is stable, so pairs with equal evidence stay in the order of the instances.
  return found.sort((x, y) => y.evidence.score - x.evidence.score || y.evidence.common - x.evidence.common);
}

/** For each instance the lists, by number, of those that have something in common with it, itself among them. */
function alike(all: readonly Traits[]): readonly (readonly (readonly number[])[])[] {
  const byKey = new Map<string, number[]>();
  const lists = all.map((traits, at) => evidenceKeys(traits).map((key) => {
    const known = byKey.get(key);
    if (known) {
      known.push(at);
      return known;
    }
    const list = [at];
    byKey.set(key, list);
    return list;
  }));
  return lists.map((each) => each.filter((list) => list.length > 1 && list.length <= mostAlike));
}
