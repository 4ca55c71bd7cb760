import type { Diagnostic } from './diagnostic.ts';

/** What several roots or ids find at one place appears once; `nodes` tells for whom. */
export function merge<D extends Diagnostic>(diagnostics: readonly D[]): D[] {
  const known = new Map<string, D>();
  for (const diagnostic of diagnostics) {
    const { rule, message, place: { range } } = diagnostic;
    const key = `${range.start} ${range.end} ${rule}\0${message}`;
    const same = known.get(key);
    known.set(key, same ? union(same, diagnostic) : diagnostic);
  }
  return [...known.values()];
}

function union<D extends Diagnostic>(a: D, b: D): D {
  return {
    ...a,
    nodes: b.nodes.every((node) => a.nodes.includes(node)) ? a.nodes : [...new Set([...a.nodes, ...b.nodes])],
    reportedByKeepalived: a.reportedByKeepalived || b.reportedByKeepalived,
    keepalivedLines: lines(a.keepalivedLines, b.keepalivedLines),
    consequences: lines(a.consequences, b.consequences),
  };
}

function lines(a: readonly number[], b: readonly number[]): readonly number[] {
  return b.length === 0 ? a : [...new Set([...a, ...b])].sort((p, q) => p - q);
}

/** In order of position, then of rules. */
export function byPosition(a: Diagnostic, b: Diagnostic): number {
  return a.place.range.start - b.place.range.start || a.place.range.end - b.place.range.end || (a.rule < b.rule ? -1 : 1);
}
