import { glob, type IncludeProblem, type IncludeResult, type SourceDocument } from '@kaconf/semantics';
import type { Loaded, LoaderOptions } from '@kaconf/semantics/load';
import type { DocumentLoader, FolderEntry } from './host.ts';
import { dirname, isWithin, relative, resolve } from './paths.ts';

/** As many matches of one include are looked at. */
const maxMatches = 2_000;

/** Files where there is no file system: those that are open. */
export class MemoryFiles {
  readonly #paths: () => readonly string[];

  /** @param paths the absolute paths of all files that there are, asked each time */
  constructor(paths: () => readonly string[]) {
    this.#paths = paths;
  }

  has(path: string): boolean {
    return this.#paths().includes(path);
  }

  list(folder: string): readonly FolderEntry[] | undefined {
    const entries = new Map<string, boolean>();
    for (const path of this.#paths()) {
      if (path === folder || !isWithin(path, folder)) continue;
      const [name = '', ...rest] = relative(folder, path).split('/');
      entries.set(name, rest.length > 0);
    }
    return entries.size === 0 ? undefined : [...entries].map(([name, isFolder]) => ({ name, folder: isFolder }));
  }

  loader(options: LoaderOptions): DocumentLoader {
    return new MemoryLoader(this, options);
  }
}

class MemoryLoader implements DocumentLoader {
  readonly #files: MemoryFiles;
  readonly #options: LoaderOptions;
  readonly #origins = new WeakMap<SourceDocument, string>();

  constructor(files: MemoryFiles, options: LoaderOptions) {
    this.#files = files;
    this.#options = options;
  }

  load(path: string): Loaded {
    const file = resolve(this.#options.cwd, path);
    const shown = relative(this.#options.cwd, file);
    const document = this.#options.buffer?.(file, shown);
    if (!document) return { failure: { kind: 'missing', path: shown } };
    this.#origins.set(document, file);
    return { document };
  }

  /** Nothing is kept: each buffer holds its own document. */
  forget(): void {
    // The next `load` asks the buffer again.
  }

  fileOf(document: SourceDocument): string | undefined {
    return this.#origins.get(document);
  }

  resolve(pattern: string, from: SourceDocument): IncludeResult {
    const file = this.#origins.get(from);
    if (file === undefined) return { documents: [], problems: [{ problem: 'unresolved', path: pattern }] };
    const view = {
      names: (folder: string) => this.#files.list(folder === '' ? '/' : folder)?.map(({ name }) => name),
      exists: (path: string) => this.#files.has(path) || this.#files.list(path) !== undefined,
      isFolder: (path: string) => this.#files.list(path) !== undefined,
    };
    const { paths } = glob(pattern, dirname(file), view, maxMatches);
    const documents = paths.flatMap((path) => {
      const loaded = this.load(resolve(dirname(file), path));
      return 'document' in loaded ? [loaded.document] : [];
    });
    // What is not open may still be there.
    const problem: IncludeProblem = 'unresolved';
    return { documents, problems: documents.length === 0 ? [{ problem, path: pattern }] : [] };
  }
}
