import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Ignore } from 'ignore';

interface Level {
  /** Absolute folder of the `.gitignore`. */
  readonly folder: string;
  readonly patterns: Ignore;
}

/** The `.gitignore` files that hold in a folder: its own and those of the folders above it, up to that of the repository. */
export class GitIgnore {
  readonly #levels: readonly Level[];

  private constructor(levels: readonly Level[]) {
    this.#levels = levels;
  }

  /** What holds above a folder; a folder outside of a repository has nothing above it. */
  static async above(folder: string): Promise<GitIgnore> {
    const parents: string[] = [];
    let inRepository = existsSync(join(folder, '.git'));
    for (let current = folder; !inRepository && dirname(current) !== current; current = dirname(current)) {
      parents.unshift(dirname(current));
      inRepository = existsSync(join(dirname(current), '.git'));
    }
    const levels: Level[] = [];
    for (const parent of inRepository ? parents : []) levels.push(...(await levelOf(parent)));
    return new GitIgnore(levels);
  }

  /** What holds in a folder that lies below. */
  async enter(folder: string): Promise<GitIgnore> {
    const own = await levelOf(folder);
    return own.length === 0 ? this : new GitIgnore([...this.#levels, ...own]);
  }

  /** @param path absolute, in the folder that was entered */
  covers(path: string, isFolder: boolean): boolean {
    for (const { folder, patterns } of this.#levels.toReversed()) {
      const verdict = patterns.test(`${relative(folder, path).split(sep).join('/')}${isFolder ? '/' : ''}`);
      if (verdict.ignored) return true;
      if (verdict.unignored) return false;
    }
    return false;
  }
}

async function levelOf(folder: string): Promise<readonly Level[]> {
  let text: string;
  try {
    text = readFileSync(join(folder, '.gitignore'), 'utf8');
  } catch {
    return [];
  }
  const { default: ignore } = await import('ignore');
  return [{ folder, patterns: ignore().add(text) }];
}
