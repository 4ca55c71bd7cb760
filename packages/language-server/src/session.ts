import type { ColumnUnit } from '@kaconf/syntax';
import { MessageType, ShowMessageNotification, type ClientCapabilities, type Connection, type InitializeParams } from 'vscode-languageserver';
import { Buffers, type Buffer } from './buffers.ts';
import type { Host } from './host.ts';
import { dirname } from './paths.ts';
import type { Publisher } from './publisher.ts';
import { Project, type ProgressReporter } from './project.ts';
import { defaultSettings, readSettings, type Settings } from './settings.ts';
import { View } from './view.ts';

/** How an answer is made. */
export interface AnswerOptions {
  /** Wait until all files of the workspace have been found. */
  readonly whole?: boolean;
}

/** Everything that one client has told: what it can do, its folders, settings and open documents. */
export class Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly buffers = new Buffers();
  client: ClientCapabilities = {};
  unit: ColumnUnit = 'utf-16';
  /** Told by the feature that answers those who pull. */
  publisher: Publisher | undefined;
  /** Names of commands that the client carries out itself. */
  clientCommands: ReadonlySet<string> = new Set();
  #locale: string | undefined;
  #folders: readonly string[] = [];
  #projects: readonly Project[] = [];
  /** Settings that came with a message; undefined where the client is asked for them. */
  #given: Settings | undefined;
  #tidying: ReturnType<typeof setTimeout> | undefined;
  #listeners: ((project: Project | undefined) => void)[] = [];

  constructor(connection: Connection, host: Host) {
    this.connection = connection;
    this.host = host;
  }

  initialize({ capabilities, initializationOptions, locale, workspaceFolders, rootUri, rootPath }: InitializeParams): void {
    this.client = capabilities;
    this.#locale = locale;
    this.unit = capabilities.general?.positionEncodings?.find((each) => each === 'utf-8' || each === 'utf-16') === 'utf-8' ? 'utf-8' : 'utf-16';
    const options: unknown = initializationOptions;
    if (typeof options === 'object' && options !== null) {
      const settings = 'settings' in options ? options.settings : 'keepalived' in options ? options.keepalived : options;
      this.#given = readSettings(settings);
      if ('locale' in options && typeof options.locale === 'string') this.#locale ??= options.locale;
      if ('commands' in options && Array.isArray(options.commands)) this.clientCommands = new Set(options.commands.filter((name) => typeof name === 'string'));
    }
    this.#folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : rootPath ? [this.host.uriOf(rootPath)] : []);
  }

  /** Begins to read; not earlier than the client may be asked something. */
  start(): void {
    const folders = this.#folders;
    this.#folders = [];
    if (folders.length > 0) this.addFolders(folders);
  }

  get projects(): readonly Project[] {
    return this.#projects;
  }

  /** Calls back when something has changed; without a project: perhaps everywhere. */
  onChange(listener: (project: Project | undefined) => void): void {
    this.#listeners.push(listener);
  }

  changed(project: Project | undefined): void {
    for (const listener of this.#listeners) listener(project);
  }

  addFolders(uris: readonly string[]): void {
    for (const uri of uris) {
      const folder = this.host.pathOf(uri);
      if (folder === undefined || this.#projects.some((project) => project.folder === folder && project.isFolder)) continue;
      const project = this.#createProject(folder, true);
      // The innermost folder is asked first.
      this.#projects = [...this.#projects, project].sort((a, b) => b.folder.length - a.folder.length);
    }
    this.#assignBuffers();
  }

  removeFolders(uris: readonly string[]): void {
    for (const uri of uris) {
      const folder = this.host.pathOf(uri);
      for (const project of this.#projects) if (project.folder === folder && project.isFolder) project.dispose();
      this.#projects = this.#projects.filter((project) => project.folder !== folder || !project.isFolder);
    }
    this.#assignBuffers();
  }

  /** Settings that came with a notification; the client is asked where it can be. Answers wait until they are known. */
  async configure(given: unknown): Promise<void> {
    if (typeof given === 'object' && given !== null) {
      const settings = 'keepalived' in given ? given.keepalived : given;
      if (Object.keys(settings ?? {}).length > 0) this.#given = readSettings(settings);
    }
    for (const project of this.#projects) project.reset();
    await Promise.all(this.#projects.map((project) => project.ready));
    this.changed(undefined);
  }

  /** Shows a message that needs no answer. */
  show(message: string): void {
    void this.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
  }

  /** The project of a document. */
  projectOf(uri: string): Project | undefined {
    const buffer = this.buffers.get(uri);
    const path = buffer ? buffer.path : this.host.pathOf(uri);
    if (path === undefined) return buffer && this.#loose('/');
    return this.#projects.find((project) => project.holds(path)) ?? (buffer && this.#loose(dirname(path)));
  }

  open(buffer: Buffer): void {
    const project = this.projectOf(buffer.uri);
    for (const each of this.#projects) {
      if (each === project) each.add(buffer);
      else each.touch(buffer.path);
    }
  }

  close(buffer: Buffer): void {
    for (const project of this.#projects) project.remove(buffer);
    this.#dropEmpty();
  }

  /** Something big is gone: what it took is given back when nobody is waiting. */
  tidySoon(): void {
    clearTimeout(this.#tidying);
    this.#tidying = setTimeout(() => this.host.tidy?.(), 1_000);
  }

  touch(path: string | undefined): void {
    for (const project of this.#projects) project.touch(path);
  }

  /** What is known of a document; undefined where nothing is. */
  async view(uri: string, { whole = false }: AnswerOptions = {}): Promise<View | undefined> {
    const project = this.projectOf(uri);
    if (!project) return undefined;
    await (whole ? project.searched : project.ready);
    return this.viewNow(uri, project);
  }

  /** As `view`, without waiting. */
  viewNow(uri: string, project = this.projectOf(uri)): View | undefined {
    const snapshot = project?.snapshot;
    if (!project || !snapshot) return undefined;
    const document = project.documentOf(uri, this.buffers.get(uri), snapshot);
    return document && new View({ uri, document, project, snapshot, settings: project.settings, unit: this.unit });
  }

  /** Files that are in no folder of the workspace are judged together, as if they were named on one command line. */
  #loose(folder: string): Project {
    const known = this.#projects.find((project) => !project.isFolder);
    if (known) return known;
    const project = this.#createProject(folder, false);
    this.#projects = [...this.#projects, project];
    return project;
  }

  #createProject(folder: string, search: boolean): Project {
    return new Project({
      folder, search, host: this.host, buffers: this.buffers, locale: this.#locale,
      settings: () => this.#ask(search ? this.host.uriOf(folder) : undefined),
      progress: (path) => this.#progress(path),
      found: (project) => { this.changed(project); },
    });
  }

  #dropEmpty(): void {
    this.#projects = this.#projects.filter((project) => project.isFolder || !project.isEmpty);
  }

  #assignBuffers(): void {
    for (const buffer of this.buffers.all) {
      for (const project of this.#projects) project.remove(buffer);
      this.projectOf(buffer.uri)?.add(buffer);
    }
    this.#dropEmpty();
  }

  /** @param scopeUri of the folder: each may have settings of its own */
  async #ask(scopeUri: string | undefined): Promise<Settings> {
    if (this.client.workspace?.configuration !== true) return this.#given ?? defaultSettings;
    try {
      // A client that never answers must not keep everything waiting.
      const answer: unknown = await Promise.race([this.connection.workspace.getConfiguration({ section: 'keepalived', ...(scopeUri === undefined ? {} : { scopeUri }) }), new Promise((resolve) => setTimeout(resolve, 2_000))]);
      return answer === null || answer === undefined ? (this.#given ?? defaultSettings) : readSettings(answer);
    } catch {
      return this.#given ?? defaultSettings;
    }
  }

  #progress(folder: string): ProgressReporter {
    if (this.client.window?.workDoneProgress !== true) return { report: () => undefined, done: () => undefined };
    // A short search is not worth a message.
    const begin = Date.now();
    let reporter: ReturnType<Connection['window']['createWorkDoneProgress']> | undefined;
    return {
      report: (path, found) => {
        if (Date.now() - begin < 500) return;
        const started = reporter === undefined;
        reporter ??= this.connection.window.createWorkDoneProgress();
        void reporter.then((each) => {
          if (started) each.begin('keepalived', undefined, folder, false);
          else each.report(`${path} (${found})`);
        });
      },
      done: () => void reporter?.then((each) => { each.done(); }),
    };
  }
}
