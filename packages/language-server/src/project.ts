import type { SourceDocument, RootFile } from '@kaconf/semantics';
import type { Buffer, Buffers } from './buffers.ts';
import { Judge } from './components.ts';
import { readable } from './readable.ts';
import { discover } from './discovery.ts';
import type { DocumentLoader, Host } from './host.ts';
import { isWithin, relative, resolve } from './paths.ts';
import { settle, type ProjectConfig } from './project-config.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { Snapshot } from './snapshot.ts';

/** Told while a search goes on. */
export interface ProgressReporter {
  report(folder: string, found: number): void;
  done(): void;
}

export interface ProjectOptions {
  /** Absolute folder of the workspace, or of files that are in none. */
  readonly folder: string;
  /** Whether the folder is to be searched: not for files that were opened alone. */
  readonly search: boolean;
  readonly host: Host;
  readonly buffers: Buffers;
  settings(): Promise<Settings>;
  readonly locale: string | undefined;
  progress(folder: string): ProgressReporter;
  /** Called when a search has found other files than the one before. */
  found(project: Project): void;
}

/** A stamp is taken for good for so many milliseconds. */
const trustFor = 1_000;

/** One folder of the workspace with its files, and what is known of them. */
export class Project {
  readonly folder: string;
  readonly #options: ProjectOptions;
  readonly #judge = new Judge();
  readonly #buffers = new Set<Buffer>();
  readonly #roots = new Map<string, SourceDocument | undefined>();
  /** Of files on disk, to notice changes that nobody reports. */
  readonly #stamps = new Map<string, string | undefined>();
  #checked = 0;
  #found: readonly string[] = [];
  #settings: Settings = defaultSettings;
  #config: ProjectConfig | undefined;
  #loader: DocumentLoader | undefined;
  #snapshot: Snapshot | undefined;
  #ready: Promise<void>;
  #searched: Promise<void>;
  /** The search that goes on; a new one ends it. */
  #search = { isCancellationRequested: false };

  constructor(options: ProjectOptions) {
    this.#options = options;
    this.folder = options.folder;
    this.#ready = this.#settle();
    this.#searched = this.#ready.then(() => this.#find());
  }

  /** Resolves when settings and configuration file have been read. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** Resolves when all files have been found. */
  get searched(): Promise<void> {
    return this.#searched;
  }

  /** What the user set for this folder. */
  get settings(): Settings {
    return this.#settings;
  }

  get config(): ProjectConfig | undefined {
    return this.#config;
  }

  /** Whether a path belongs here. */
  holds(path: string): boolean {
    return this.#options.search && isWithin(path, this.folder);
  }

  /** A folder of the workspace, not just files that were opened alone. */
  get isFolder(): boolean {
    return this.#options.search;
  }

  get isEmpty(): boolean {
    return this.#buffers.size === 0;
  }

  add(buffer: Buffer): void {
    this.#buffers.add(buffer);
    this.touch(buffer.path);
  }

  remove(buffer: Buffer): void {
    this.#buffers.delete(buffer);
    this.touch(buffer.path);
  }

  /** A file (or the buffer that stands for it) is no longer what it was. */
  touch(path: string | undefined): void {
    this.#snapshot = undefined;
    if (path === undefined) return;
    this.#loader?.forget(path);
    this.#roots.delete(path);
    this.#stamps.delete(path);
  }

  /** Settings or a configuration file have changed. */
  reset(): void {
    this.#ready = this.#settle();
    this.#searched = this.#ready.then(() => this.#find());
  }

  /** Files may have come or gone. */
  searchAgain(): void {
    this.#searched = this.#ready.then(() => this.#find());
  }

  dispose(): void {
    this.#search.isCancellationRequested = true;
  }

  /** The present state; undefined before the configuration has been read. */
  get snapshot(): Snapshot | undefined {
    if (!this.#config || !this.#loader) return undefined;
    this.#notice();
    this.#snapshot ??= this.#take(this.#config, this.#loader);
    return this.#snapshot;
  }

  /** The URI of a document of this project. */
  uriOf(document: SourceDocument): string {
    const file = this.#loader?.fileOf(document);
    const path = resolve(this.folder, document.path);
    const buffer = file === undefined ? [...this.#buffers].find((each) => each.uri === document.path || each.path === path) : this.#options.buffers.ofFile(file);
    return buffer?.uri ?? this.#options.host.uriOf(path);
  }

  /** The document that a URI names. */
  documentOf(uri: string, buffer: Buffer | undefined, snapshot: Snapshot): SourceDocument | undefined {
    if (buffer?.tooLarge === true) return undefined;
    const path = buffer ? buffer.path : this.#options.host.pathOf(uri);
    if (path === undefined) return snapshot.document(uri);
    const found = snapshot.document(relative(this.folder, path));
    if (found || !buffer) return found;
    // Opened by the name of a link, and known by another one.
    return snapshot.documents.find((document) => this.#loader?.fileOf(document) === buffer.file);
  }

  /** Where files are that a document of this project names: the folders of `paths` stand for those of the machine. */
  located(path: string, from: SourceDocument): string {
    for (const [folder, here] of this.#config?.paths ?? []) if (isWithin(path, folder.replace(/(?<!\/)\/+$/, ''))) return resolve(here, path.slice(folder.replace(/(?<!\/)\/+$/, '').length + 1));
    return resolve(resolve(this.folder, from.path).replace(/\/[^/]*$/, ''), path);
  }

  get loader(): DocumentLoader | undefined {
    return this.#loader;
  }

  async #settle(): Promise<void> {
    const { host, locale, buffers } = this.#options;
    this.#settings = await this.#options.settings();
    const config = await settle(this.folder, { settings: this.#settings, host, locale, isProject: this.isFolder });
    this.#config = config;
    this.#loader = host.createLoader({
      cwd: this.folder, root: config.root, allowOutside: config.allowOutside, paths: config.paths,
      buffer: (file, path) => buffers.ofFile(file)?.document(path),
    });
    this.#roots.clear();
    this.#stamps.clear();
    this.#snapshot = undefined;
  }

  async #find(): Promise<void> {
    this.#search.isCancellationRequested = true;
    if (!this.#options.search || !this.#config) return;
    const token = (this.#search = { isCancellationRequested: false });
    const progress = this.#options.progress(this.folder);
    const { files, ignored } = this.#config;
    const found = await discover(this.folder, this.#options.host, { files, ignored, progress: (folder, count) => { progress.report(folder, count); } }, token);
    progress.done();
    if (token.isCancellationRequested || found.join('\n') === this.#found.join('\n')) return;
    this.#found = found;
    this.#snapshot = undefined;
    this.#options.found(this);
  }

  #take(config: ProjectConfig, loader: DocumentLoader): Snapshot {
    const paths = new Set(this.#found);
    const loose: SourceDocument[] = [];
    for (const buffer of this.#buffers) {
      if (buffer.tooLarge) paths.delete(buffer.path ?? '');
      else if (buffer.path === undefined) loose.push(buffer.document(buffer.uri));
      else paths.add(buffer.path);
    }
    const documents = new Set<SourceDocument>();
    for (const path of [...paths].sort()) {
      const document = this.#root(path, loader);
      if (document) documents.add(document);
    }
    const mode = config.lint.template ?? 'auto';
    const roots = [...documents, ...loose].map((document) => readable(document, mode)).map((document): RootFile => ({ document, target: config.targetOf(document), configId: config.configId }));
    const snapshot = new Snapshot(roots, loader, config, this.#judge);
    for (const document of snapshot.documents) {
      const path = resolve(this.folder, document.path);
      if (!this.#stamps.has(path)) this.#stamps.set(path, this.#options.host.stamp(path));
    }
    return snapshot;
  }

  #root(path: string, loader: DocumentLoader): SourceDocument | undefined {
    if (!this.#roots.has(path)) {
      const loaded = loader.load(path);
      this.#roots.set(path, 'document' in loaded ? loaded.document : undefined);
    }
    return this.#roots.get(path);
  }

  /** Looks whether files that are not open have changed on disk, at most once in a while. */
  #notice(): void {
    const now = Date.now();
    if (now - this.#checked < trustFor) return;
    this.#checked = now;
    const { host, buffers } = this.#options;
    for (const [path, stamp] of this.#stamps) if (!buffers.ofFile(path) && stamp !== host.stamp(path)) this.touch(path);
  }
}
