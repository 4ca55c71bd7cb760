/** A small coverage-guided fuzzer: texts that reach new branches, or old ones more often, become parents of the next texts. */
import { Random } from '../random.ts';

/** Counts of branches in the classes of AFL: once, twice, 3, 4-7, 8-15, 16-31, 32-127, more. */
const classes = Uint8Array.from({ length: 256 }, (_, count) => (count === 0 ? 0 : count < 4 ? 1 << (count - 1) : 8 << Math.min(4, Math.floor(Math.log2(count)) - 2)));

const signs = ' \t\n\n\r\v\f{}"\'\\#!$=@^~(),.:/-_*?0123456789abcxyzAZ\0\u00A0\u00E9\u2028\uD83D\uDE00\uFEFF';

export interface Guide {
  readonly hits: Uint8Array;
  readonly dictionary: readonly string[];
  readonly seeds: readonly string[];
  /** Characters that a text may have: short ones are quick to try. */
  readonly longest: number;
  readonly random: Random;
  /** Tries a text; whatever it throws is dealt with there. */
  readonly attempt: (text: string) => void;
}

export class GuidedFuzzer {
  readonly #guide: Guide;
  readonly #words: Uint32Array;
  readonly #seen: Uint8Array;
  readonly #parents: string[] = [];

  constructor(guide: Guide) {
    this.#guide = guide;
    this.#words = new Uint32Array(guide.hits.buffer);
    this.#seen = new Uint8Array(guide.hits.length);
    for (const seed of guide.seeds) this.#try(seed.slice(0, guide.longest));
    if (this.#parents.length === 0) this.#parents.push('');
  }

  /** Branches that were reached so far. */
  get branches(): number {
    return this.#seen.reduce((sum, classesSeen) => sum + (classesSeen > 0 ? 1 : 0), 0);
  }

  get parents(): number {
    return this.#parents.length;
  }

  step(): void {
    const { random } = this.#guide;
    // Half of the time one of the latest.
    const from = random.next() < 0.5 ? Math.max(0, this.#parents.length - 1 - random.below(30)) : random.below(this.#parents.length);
    let text = this.#parents[from] ?? '';
    for (let left = 1 << random.below(5); left > 0; left--) text = this.#change(text);
    this.#try(text.slice(0, this.#guide.longest));
  }

  #try(text: string): void {
    this.#guide.hits.fill(0);
    this.#guide.attempt(text);
    if (this.#isNew()) this.#parents.push(text);
  }

  #isNew(): boolean {
    const { hits } = this.#guide;
    let found = false;
    for (let word = 0; word < this.#words.length; word++) {
      if (this.#words[word] === 0) continue;
      for (let at = word * 4; at < word * 4 + 4; at++) {
        const reached = classes[hits[at] ?? 0] ?? 0;
        const seen = this.#seen[at] ?? 0;
        if ((reached & ~seen) === 0) continue;
        this.#seen[at] = seen | reached;
        found = true;
      }
    }
    return found;
  }

  #change(text: string): string {
    const { random, dictionary } = this.#guide;
    const at = random.below(text.length + 1);
    const length = 1 + random.below(random.next() < 0.8 ? 8 : 200);
    switch (random.below(9)) {
      case 0:
        return text.slice(0, at) + text.slice(at + length);
      case 1:
        return text.slice(0, at) + signs.charAt(random.below(signs.length)) + text.slice(at);
      case 2:
        return text.slice(0, at) + signs.charAt(random.below(signs.length)) + text.slice(at + 1);
      case 3:
        return text.slice(0, at) + random.pick(dictionary, '') + text.slice(at);
      case 4:
        return `${text.slice(0, at)} ${random.pick(dictionary, '')} ${text.slice(at + length)}`;
      case 5: {
        const from = random.below(text.length + 1);
        return text.slice(0, at) + text.slice(from, from + length) + text.slice(at);
      }
      case 6: {
        const other = random.pick(this.#parents, '');
        return text.slice(0, at) + other.slice(random.below(other.length + 1));
      }
      case 7: {
        const other = random.pick(this.#parents, '');
        const from = random.below(other.length + 1);
        return text.slice(0, at) + other.slice(from, from + length) + text.slice(at);
      }
      default:
        return text.slice(0, at) + String.fromCharCode(random.below(random.next() < 0.9 ? 256 : 65_536)) + text.slice(at);
    }
  }
}
