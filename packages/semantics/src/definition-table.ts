import type { Definition } from './definitions.ts';

/** Definitions that are looked at in all to find circles: of more the reader gives up by itself, later. */
const mostLooks = 1_000_000;

/** What is defined at some moment of the reading. A generator sets its variables anew in each of its rounds. */
export class DefinitionTable {
  readonly #definitions = new Map<string, Definition>();
  /** Names that reach themselves or do not, as long as no definition with references comes or goes. */
  readonly #circular = new Map<string, boolean>();
  /** The names that each value refers to. */
  readonly #names = new WeakMap<Definition, ReadonlySet<string>>();
  #looks = 0;

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
      if (++this.#looks > mostLooks) return false;
      for (const used of next ? this.#namesOf(next) : none) {
        if (used === name) return true;
        if (seen.has(used)) continue;
        seen.add(used);
        queue.push(used);
      }
    }
    return false;
  }

  #namesOf(definition: Definition): ReadonlySet<string> {
    let names = this.#names.get(definition);
    if (!names) this.#names.set(definition, (names = namesIn(definition.pieces)));
    return names;
  }
}

const none: ReadonlySet<string> = new Set();

function refers({ pieces }: Definition): boolean {
  return pieces.some((piece) => piece.includes('$'));
}

/** The names that the lines of a value refer to. */
function namesIn(pieces: readonly string[]): ReadonlySet<string> {
  return new Set(pieces.flatMap((piece) => [...piece.matchAll(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/g)].map((match) => match[1] ?? '')));
}
