import type { Definition } from './definitions.ts';

/** What is defined at some moment of the reading. A generator sets its variables anew in each of its rounds. */
export class DefinitionTable {
  readonly #definitions = new Map<string, Definition>();
  /** Names that reach themselves or do not, as long as no definition with references comes or goes. */
  readonly #circular = new Map<string, boolean>();

  get(name: string): Definition | undefined {
    return this.#definitions.get(name);
  }

  set(definition: Definition): void {
    const { name } = definition;
    const earlier = this.#definitions.get(name);
    if (this.#circular.size > 0 && (refers(definition) || (earlier && refers(earlier)))) this.#circular.clear();
    this.#definitions.set(name, definition);
  }

  /** What each name stands for now. */
  all(): Iterable<Definition> {
    return this.#definitions.values();
  }

  /** Whether a definition reaches itself through the references of its value. */
  reachesItself(name: string): boolean {
    let reaches = this.#circular.get(name);
    if (reaches === undefined) this.#circular.set(name, (reaches = this.#search(name)));
    return reaches;
  }

  #search(name: string): boolean {
    const seen = new Set<string>();
    const queue = [name];
    while (queue.length > 0) {
      const next = this.#definitions.get(queue.pop() ?? '');
      for (const used of next ? namesIn(next.pieces) : []) {
        if (used === name) return true;
        if (seen.has(used)) continue;
        seen.add(used);
        queue.push(used);
      }
    }
    return false;
  }
}

function refers({ pieces }: Definition): boolean {
  return pieces.some((piece) => piece.includes('$'));
}

/** The names that the lines of a value refer to. */
function namesIn(pieces: readonly string[]): ReadonlySet<string> {
  return new Set(pieces.flatMap((piece) => [...piece.matchAll(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/g)].map((match) => match[1] ?? '')));
}
