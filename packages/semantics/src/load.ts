import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { MAX_FILE_BYTES, decode, parse } from '@kaconf/syntax';
import type { SourceDocument } from './document.ts';
import type { IncludeProblem } from './fact.ts';
import { glob, type FolderView } from './glob.ts';
import { maxIncludedFiles, type IncludeResolver, type IncludeResult } from './include.ts';

export interface LoadFailure {
  readonly kind: 'missing' | 'unreadable' | 'folder' | 'not-regular' | 'binary' | 'too-large';
  /** As it is shown to the user. */
  readonly path: string;
  /** What the operating system says (`EACCES`), where it says something. */
  readonly code?: string | undefined;
}

export type Loaded = { readonly document: SourceDocument } | { readonly failure: LoadFailure };

export interface LoaderOptions {
  /** Absolute; paths are shown relative to it. */
  readonly cwd: string;
  /** Includes of files below this folder may lead anywhere below it; other files stay in their own folder. */
  readonly root?: string | undefined;
  readonly allowOutside?: boolean | undefined;
  /** Absolute folders of the machine that will run keepalived, and the absolute folders that stand for them here. */
  readonly paths?: ReadonlyMap<string, string> | undefined;
  /** Texts that stand for what is in the file, by absolute real path: an editor's buffers, or fixes not yet written. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
  /**
   * Documents that an editor holds, asked before a file is read.
   *
   * @param file absolute real path; the path as given where no such file exists
   * @param path as it is to be shown
   */
  readonly buffer?: ((file: string, path: string) => SourceDocument | undefined) | undefined;
}

interface Origin {
  /** Absolute real path; undefined for standard input. */
  readonly file: string | undefined;
  /** Where relative includes start: the folder of the name by which the file was opened. */
  readonly folder: string;
  /** Includes may not lead out of this folder. */
  readonly root: string;
}

/** Reads files and follows includes. One loader reads each file once, so that identity stands for content. */
export class Loader implements IncludeResolver {
  readonly #options: LoaderOptions;
  readonly #documents = new Map<string, Loaded>();
  readonly #origins = new WeakMap<SourceDocument, Origin>();

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  /** Reads a file that the user named. */
  load(path: string): Loaded {
    const absolute = resolve(this.#options.cwd, path);
    const folder = dirname(absolute);
    const { root } = this.#options;
    const own = root !== undefined && isWithin(realPath(absolute) ?? absolute, realPath(root) ?? root) ? root : folder;
    return this.#open(absolute, realPath(own) ?? own);
  }

  /**
   * A document that is not read from a file.
   *
   * @param path as it is shown
   * @param folder absolute; where its relative includes start
   */
  loadBytes(bytes: Uint8Array, path: string, folder: string): Loaded {
    const { root } = this.#options;
    const loaded = toDocument(bytes, path);
    const own = root !== undefined && isWithin(folder, root) ? root : folder;
    if ('document' in loaded) this.#origins.set(loaded.document, { file: undefined, folder, root: realPath(own) ?? own });
    return loaded;
  }

  /** The path by which a file is shown. */
  shown(path: string): string {
    return this.#shown(resolve(this.#options.cwd, path));
  }

  /** The same text for all paths that lead to the same document. */
  keyOf(path: string): string {
    const absolute = resolve(this.#options.cwd, path);
    return documentKey(absolute, realPath(absolute));
  }

  /** Reads a file anew when it is asked for next. */
  forget(file: string): void {
    const real = realPath(file) ?? file;
    for (const key of this.#documents.keys()) if (key.startsWith(`${real}\0`) || key.startsWith(`${file}\0`)) this.#documents.delete(key);
  }

  /** The absolute real path of a document that this loader read; undefined for standard input. */
  fileOf(document: SourceDocument): string | undefined {
    return this.#origins.get(document)?.file;
  }

  resolve(pattern: string, from: SourceDocument): IncludeResult {
    const origin = this.#origins.get(from);
    if (!origin) return { documents: [], problems: [{ problem: 'unresolved', path: pattern }] };
    const problems: { problem: IncludeProblem; path: string }[] = [];
    const view = new GuardedView((path) => this.#mayRead(path, origin.root), origin.root);
    const found = glob(this.#mapped(pattern), origin.folder === sep ? '' : toPosix(origin.folder), view, maxIncludedFiles);
    if (view.outside) return { documents: [], problems: [{ problem: 'outside', path: pattern }] };
    if (found.paths.length === 0) problems.push({ problem: found.missing ? 'missing' : 'no-match', path: pattern });
    else if (found.missing) problems.push({ problem: 'partial', path: pattern });
    const documents: SourceDocument[] = [];
    for (const path of found.paths) {
      const outcome = this.#include(resolve(path), origin.root);
      if (typeof outcome === 'string') problems.push({ problem: outcome, path: this.#shown(resolve(path)) });
      else documents.push(outcome);
    }
    return { documents, problems };
  }

  #include(path: string, root: string): SourceDocument | IncludeProblem {
    const real = realPath(path);
    if (real === undefined) return 'not-regular';
    if (!this.#mayRead(real, root)) return 'outside';
    const stat = statOrNothing(statSync, real);
    if (!stat?.isFile()) return 'not-regular';
    // keepalived takes any execute permission for a sign that the file is something else.
    if ((stat.mode & 0o111) !== 0) return 'executable';
    const loaded = this.#open(path, root);
    return 'document' in loaded ? loaded.document : 'unreadable';
  }

  #open(path: string, root: string): Loaded {
    const folder = dirname(path);
    const real = realPath(path);
    const key = documentKey(path, real);
    const known = this.#documents.get(key);
    if (known) return known;
    const shown = this.#shown(path);
    const text = real === undefined ? undefined : this.#options.texts?.get(real);
    const buffer = this.#options.buffer?.(real ?? path, shown);
    const loaded = buffer ? { document: buffer } : text === undefined ? read(path, shown) : readAs(path, shown, text);
    if ('document' in loaded) this.#origins.set(loaded.document, { file: real, folder, root });
    this.#documents.set(key, loaded);
    return loaded;
  }

  #mayRead(real: string, root: string): boolean {
    return this.#options.allowOutside === true || isWithin(real, root);
  }

  #mapped(pattern: string): string {
    if (!pattern.startsWith('/')) return pattern;
    let best = '';
    for (const from of this.#options.paths?.keys() ?? []) {
      const folder = from.replace(/(?<!\/)\/+$/, '');
      if (folder.length >= best.length && (pattern === folder || pattern.startsWith(`${folder}/`))) best = from;
    }
    const to = this.#options.paths?.get(best);
    return to === undefined ? pattern : escapePattern(toPosix(to)) + pattern.slice(best.replace(/(?<!\/)\/+$/, '').length);
  }

  #shown(path: string): string {
    return toPosix(relative(this.#options.cwd, path)) || '.';
  }
}

/** Shows folders to `glob` only where includes may lead; what lies elsewhere is neither listed nor asked for. */
class GuardedView implements FolderView {
  outside = false;
  readonly #mayRead: (real: string) => boolean;
  readonly #root: string;

  constructor(mayRead: (real: string) => boolean, root: string) {
    this.#mayRead = mayRead;
    this.#root = root;
  }

  names(folder: string): readonly string[] | undefined {
    const real = realPath(folder);
    if (!this.#allowed(real ?? resolve(folder)) || real === undefined) return undefined;
    try {
      return readdirSync(real);
    } catch {
      return undefined;
    }
  }

  exists(path: string): boolean {
    const folder = dirname(resolve(path));
    if (!this.#allowed(nearestReal(folder))) return false;
    return statOrNothing(lstatSync, path) !== undefined;
  }

  isFolder(path: string): boolean {
    const real = nearestReal(path);
    // The way to the allowed folder leads through the folders above it.
    if (!isWithin(this.#root, real) && !this.#allowed(real)) return false;
    return statOrNothing(statSync, path)?.isDirectory() ?? false;
  }

  #allowed(real: string): boolean {
    const allowed = this.#mayRead(real);
    if (!allowed) this.outside = true;
    return allowed;
  }
}

function read(path: string, shown: string): Loaded {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK a FIFO that nobody writes to would be waited for.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return { failure: { kind: 'folder', path: shown } };
    if (!stat.isFile()) return { failure: { kind: 'not-regular', path: shown } };
    if (stat.size > MAX_FILE_BYTES) return { failure: { kind: 'too-large', path: shown } };
    return toDocument(readFileSync(descriptor), shown);
  } catch (error) {
    const code = errorCode(error);
    return { failure: { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : code === 'EISDIR' ? 'folder' : code === 'ENXIO' ? 'not-regular' : 'unreadable', path: shown, code } };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The file's encoding with another text. */
function readAs(path: string, shown: string, text: string): Loaded {
  const loaded = read(path, shown);
  return 'document' in loaded ? { document: { ...loaded.document, text, tree: parse(text, { encoding: loaded.document.encoding }) } } : loaded;
}

function toDocument(bytes: Uint8Array, path: string): Loaded {
  const { text, encoding, problem } = decode(bytes);
  if (problem) return { failure: { kind: problem, path } };
  return { document: { path, text, encoding, tree: parse(text, { encoding }) } };
}

/** A path may hold what no file system takes (a NUL, 5,000 letters): then nothing is there. */
function statOrNothing(ask: typeof statSync | typeof lstatSync, path: string): Stats | undefined {
  try {
    return ask(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** The real path as far as the way exists: what is missing must not seem to lie elsewhere because of a link above it. */
function nearestReal(path: string): string {
  const absolute = resolve(path);
  const real = realPath(absolute);
  if (real !== undefined) return real;
  const above = dirname(absolute);
  return above === absolute ? absolute : join(nearestReal(above), basename(absolute));
}

/** Relative includes start where the name is that was used, so one file below two folders is two documents. */
function documentKey(path: string, real: string | undefined): string {
  const folder = dirname(path);
  return `${real ?? path}\0${realPath(folder) ?? folder}`;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function toPosix(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** A folder's name inside a pattern: its own wildcards mean themselves. */
function escapePattern(path: string): string {
  return path.replace(/[\\*?[\]{},]/g, '\\$&');
}
