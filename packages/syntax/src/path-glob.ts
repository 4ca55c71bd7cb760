/** One piece of a glob: a character, a wildcard, or alternatives. */
type Piece =
  | { readonly kind: 'one'; readonly fits: (character: string) => boolean }
  | { readonly kind: 'star' | 'globstar' | 'folders' }
  | { readonly kind: 'choice'; readonly alternatives: readonly (readonly Piece[])[] };

/** UTF-16 units; no honest glob has as many. */
const longest = 1_000;

/** Nobody nests braces deeper. */
const maxDepth = 20;

/**
 * Makes the test of a glob library safe. Such libraries translate a glob into a regular expression that tries all ways in which its
 * wildcards can be filled, which takes longer than anybody waits where a stranger chose the glob and the names of the files. What
 * could take long is compared without trying: `*`, `**`, `?`, `[…]` and `{a,b}` mean the same there, other signs themselves.
 *
 * @param glob with `/` between folders
 * @param compile has the library make a test of it; not asked about a glob that is so long that the library might fail
 */
export function boundedGlob(glob: string, compile: (glob: string) => (path: string) => boolean): (path: string) => boolean {
  const test = glob.length <= longest ? compile(glob) : undefined;
  const wildcards = glob.match(/\*+|[+@!?]\(|\{/g)?.length ?? 0;
  let pieces: readonly Piece[] | undefined;
  return (path) => {
    let ways = 1;
    for (let count = 1; count <= wildcards; count++) ways *= Math.max(1, (path.length - count) / count);
    if (test && ways < mostWays) return test(path);
    pieces ??= piecesOf(glob);
    return fits(pieces, path);
  };
}

/** Whether a glob fits a path, in time that grows with the product of their lengths. */
export function fitsGlob(glob: string, path: string): boolean {
  return fits(piecesOf(glob), path);
}

function fits(pieces: readonly Piece[], path: string): boolean {
  const start = new Uint8Array(path.length + 1);
  start[0] = 1;
  return (reach(pieces, path, start)[path.length] ?? 0) > 0;
}

/** Ways to fill wildcards that a regular expression tries in a few milliseconds. */
const mostWays = 200_000;

function piecesOf(glob: string, depth = 0): readonly Piece[] {
  const pieces: Piece[] = [];
  const ends = closings(glob);
  for (let at = 0; at < glob.length; at++) {
    const character = glob.charAt(at);
    const closed = character === '{' && depth < maxDepth ? ends.get(at) : undefined;
    if (character === '\\') {
      at++;
      pieces.push(literal(glob.charAt(at)));
    } else if (glob.startsWith('**/', at) && (at === 0 || glob.charAt(at - 1) === '/')) {
      pieces.push({ kind: 'folders' });
      at += 2;
    } else if (character === '*') {
      const stars = /^\*+/.exec(glob.slice(at))?.[0].length ?? 1;
      pieces.push({ kind: stars > 1 ? 'globstar' : 'star' });
      at += stars - 1;
    } else if (character === '?') pieces.push({ kind: 'one', fits: (each) => each !== '/' });
    else if (character === '[' && glob.indexOf(']', at + 2) > 0) {
      const end = glob.indexOf(']', at + 2);
      pieces.push({ kind: 'one', fits: setOf(glob.slice(at + 1, end)) });
      at = end;
    } else if (closed !== undefined) {
      pieces.push({ kind: 'choice', alternatives: alternativesOf(glob.slice(at + 1, closed)).map((each) => piecesOf(each, depth + 1)) });
      at = closed;
    } else pieces.push(literal(character));
  }
  return pieces;
}

function literal(wanted: string): Piece {
  return { kind: 'one', fits: (character) => character === wanted };
}

function setOf(inner: string): (character: string) => boolean {
  const negated = /^[!^]/.test(inner);
  const body = negated ? inner.slice(1) : inner;
  const ranges = [...body.matchAll(/([^])-([^])|([^])/g)].map(([, from, to, single]) => [from ?? single ?? '', to ?? single ?? ''] as const);
  return (character) => character !== '/' && ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}

/** For each `{` that is closed, by its index, where that is. */
function closings(glob: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < glob.length; at++) {
    const character = glob.charAt(at);
    if (character === '\\') at++;
    else if (character === '{') open.push(at);
    else if (character === '}') found.set(open.pop() ?? -1, at);
  }
  return found;
}

function alternativesOf(inner: string): readonly string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at <= inner.length; at++) {
    const character = inner.charAt(at);
    if (character === '\\') at++;
    else if (character === '{') depth++;
    else if (character === '}') depth--;
    else if ((character === ',' && depth === 0) || at === inner.length) {
      parts.push(inner.slice(from, at));
      from = at + 1;
    }
  }
  return parts;
}

/** The places of a path up to which pieces can reach, from those that were reached before: all ways at once. */
function reach(pieces: readonly Piece[], path: string, from: Uint8Array): Uint8Array {
  let reached = from;
  for (const piece of pieces) {
    const next = new Uint8Array(path.length + 1);
    if (piece.kind === 'choice') {
      for (const alternative of piece.alternatives) reach(alternative, path, reached).forEach((yes, at) => { next[at] = (next[at] ?? 0) | yes; });
    } else {
      let on = false;
      for (let at = 0; at <= path.length; at++) {
        const here = (reached[at] ?? 0) > 0;
        if (piece.kind === 'one') {
          if (here && at < path.length && piece.fits(path.charAt(at))) next[at + 1] = 1;
          continue;
        }
        on ||= here;
        if (on && (piece.kind !== 'folders' || here || path.charAt(at - 1) === '/')) next[at] = 1;
        if (piece.kind === 'star' && path.charAt(at) === '/') on = false;
      }
    }
    reached = next;
  }
  return reached;
}
