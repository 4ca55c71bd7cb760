import type { IncludeResolver, SourceDocument } from '@kaconf/semantics';
import type { Loaded, LoaderOptions } from '@kaconf/semantics/load';
import type { LintConfig } from 'kalint';

/** What a name in a folder is. */
export interface FolderEntry {
  readonly name: string;
  readonly folder: boolean;
}

/** Reads documents and follows their includes; `Loader` of `@kaconf/semantics/load` is one. */
export interface DocumentLoader extends IncludeResolver {
  load(path: string): Loaded;
  forget(file: string): void;
  fileOf(document: SourceDocument): string | undefined;
}

/** What `.gitignore` files say. */
export interface IgnoredPaths {
  /** What holds in a folder below. */
  enter(folder: string): Promise<IgnoredPaths>;
  covers(path: string, isFolder: boolean): boolean;
}

/**
 * The outside world. The doors (`main.ts`, `browser.ts`) implement it, so that nothing else in the server knows whether
 * there is a file system. All paths are absolute, with `/` between folders.
 */
export interface Host {
  /** The path of a document on this host; undefined where its URI names none (`untitled:`), or is no URI at all. */
  pathOf(uri: string): string | undefined;
  uriOf(path: string): string;
  /** Links followed; undefined where nothing is there. */
  realPath(path: string): string | undefined;
  /** The text of a small file; undefined where there is none. */
  readText(path: string): string | undefined;
  /** What is in a folder; undefined where it cannot be listed. */
  list(folder: string): readonly FolderEntry[] | undefined;
  /** A value that is another one after the file has changed; undefined where there is no file. */
  stamp(path: string): string | undefined;
  createLoader(options: LoaderOptions): DocumentLoader;
  /** Undefined where `.gitignore` files are not looked at. */
  gitIgnore?(folder: string): Promise<IgnoredPaths>;
  /** What rules may ask about the machine below a folder; undefined where that is not possible. */
  lintHost?(root: string): NonNullable<LintConfig['host']>;
  /** Lets waiting messages through during long work. */
  pause(): Promise<void>;
  /** Gives back memory that is not needed any more; takes a moment. Undefined where that cannot be asked for. */
  tidy?(): void;
}
