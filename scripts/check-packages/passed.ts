import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../cache-folder.ts';

/** What has passed already: the contents of a tarball on a version of Node, judged by these very trials. */
export class Passed {
  readonly #file = join(cacheFolder, 'packages-that-passed.json');
  readonly #known: Set<string>;
  readonly #trials: string;

  constructor() {
    const hash = createHash('sha256');
    for (const name of readdirSync(import.meta.dirname).sort()) hash.update(readFileSync(join(import.meta.dirname, name)));
    this.#trials = hash.digest('hex').slice(0, 16);
    this.#known = new Set(this.#read());
  }

  has(tarball: string, node: string): boolean {
    return this.#known.has(this.#key(tarball, node));
  }

  /** Written at once: whatever ends the run, it is known the next time. */
  add(tarball: string, node: string): void {
    this.#known.add(this.#key(tarball, node));
    mkdirSync(cacheFolder, { recursive: true });
    // Of the many contents that were tried once, the latest are of interest.
    writeFileSync(this.#file, JSON.stringify([...this.#known].slice(-500)));
  }

  #key(tarball: string, node: string): string {
    return `${createHash('sha256').update(readFileSync(tarball)).digest('hex')} ${node} ${this.#trials}`;
  }

  #read(): string[] {
    try {
      const known: unknown = JSON.parse(readFileSync(this.#file, 'utf8'));
      return Array.isArray(known) ? known.filter((each) => typeof each === 'string') : [];
    } catch {
      return [];
    }
  }
}
