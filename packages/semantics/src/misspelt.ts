import { distance } from 'fastest-levenshtein';
import type { Configuration } from './configuration.ts';
import type { Place, SourceDocument } from './document.ts';
import type { FactOf } from './fact.ts';

/** A block as it stands in a file. */
interface Within {
  readonly document: Place['document'];
  readonly fullRange: Place['range'];
}

/** Places of facts, made to be asked about block after block: a hostile file has as many of the one as of the other. */
export class FactPlaces {
  /** Where they begin, by file, in ascending order. */
  readonly #starts = new Map<SourceDocument, number[]>();
  /** Blocks around them. */
  readonly #around = new Set<unknown>();
  readonly #all: boolean;

  constructor(facts: Iterable<Pick<FactOf<'unknown-keyword'>, 'document' | 'range' | 'block'>>) {
    let any = false;
    for (const { document, range, block } of facts) {
      any = true;
      const starts = this.#starts.get(document);
      if (starts) starts.push(range.start);
      else this.#starts.set(document, [range.start]);
      for (let inner = block; inner && !this.#around.has(inner); inner = inner.parent) this.#around.add(inner);
    }
    for (const starts of this.#starts.values()) starts.sort((a, b) => a - b);
    this.#all = any;
  }

  /** Whether one of them is about the inside of a block, also where the block includes the file in which it stands; without a block: whether there are any. */
  within(block: Within | undefined): boolean {
    if (!block) return this.#all;
    const { start, end } = block.fullRange;
    const starts = this.#starts.get(block.document) ?? [];
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (starts[low] ?? Infinity) < end || this.#around.has(block);
  }
}

/** Unknown words by their spelling, and where those are that look like a keyword. */
interface Words {
  readonly facts: ReadonlyMap<string, readonly FactOf<'unknown-keyword'>[]>;
  readonly like: Map<string, FactPlaces>;
}

const memo = new WeakMap<Configuration, Words>();

function wordsOf(configuration: Configuration): Words {
  let words = memo.get(configuration);
  if (!words) {
    const facts = new Map<string, FactOf<'unknown-keyword'>[]>();
    for (const fact of configuration.factsOf('unknown-keyword')) {
      const word = fact.keyword.toLowerCase();
      const known = facts.get(word);
      if (known) known.push(fact);
      else facts.set(word, [fact]);
    }
    words = { facts, like: new Map() };
    memo.set(configuration, words);
  }
  return words;
}

/** Whether an unknown keyword in that block (anywhere, where none is given) is a misspelling of this one. */
export function misspelt(configuration: Configuration, block: Within | undefined, keyword: string): boolean {
  const { facts, like } = wordsOf(configuration);
  if (facts.size === 0) return false;
  let places = like.get(keyword);
  if (!places) {
    const meant = keyword.toLowerCase();
    places = new FactPlaces([...facts].flatMap(([word, each]) => (word.startsWith(meant) || distance(word, meant) <= 2 ? each : [])));
    like.set(keyword, places);
  }
  return places.within(block);
}
