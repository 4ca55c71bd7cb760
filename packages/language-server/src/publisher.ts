import type { Connection, Diagnostic } from 'vscode-languageserver';
import { configDiagnostics, toDiagnostics, tooLarge } from './diagnostics.ts';
import type { Project } from './project.ts';
import type { Session } from './session.ts';
import type { Snapshot } from './snapshot.ts';

/** How long a first judgement waits for the search for files to end, in milliseconds. */
const patience = 1_000;

/** From so many milliseconds on a judgement is felt by somebody who types. */
const slow = 200;

/** Sends diagnostics when nothing has changed for a while: of open files, of the peers of their clusters and of what they include. */
export class Publisher {
  readonly #session: Session;
  readonly #connection: Connection;
  /** By URI: what was sent, to send nothing twice. */
  readonly #sent = new Map<string, string>();
  readonly #timers = new Map<Project, ReturnType<typeof setTimeout>>();
  /** What open documents had, to know whether those who pull have to ask again. */
  readonly #shown = new Map<string, { readonly version: number | undefined; readonly text: string }>();
  /** The client asks for diagnostics itself, and can be told when to do so again. */
  #pulls = false;
  /** Milliseconds that the last judgement took. */
  #lastTook = 0;

  constructor(session: Session, connection: Connection) {
    this.#session = session;
    this.#connection = connection;
  }

  /** The client pulls: pushing as well would show everything twice. */
  pulled(): void {
    if (this.#pulls || this.#session.client.workspace?.diagnostics?.refreshSupport !== true) return;
    this.#pulls = true;
    for (const uri of this.#sent.keys()) this.#send(uri, [], undefined);
    this.#sent.clear();
  }

  /** Something has changed; without a project: perhaps everything. */
  schedule(project: Project | undefined, given?: number): void {
    if (!project) {
      for (const each of this.#session.projects) this.schedule(each, given);
      return;
    }
    const delay = given ?? project.settings.delay;
    clearTimeout(this.#timers.get(project));
    // What takes long is not begun at each key.
    const patient = this.#lastTook > slow ? Math.min(2_000, this.#lastTook * 2) : 0;
    this.#timers.set(project, setTimeout(() => void this.#run(project), Math.max(delay, patient)));
  }

  /** What is shown of a document that is gone. */
  forget(uri: string): void {
    this.#shown.delete(uri);
    if (this.#sent.has(uri) && !this.#pulls) this.#send(uri, [], undefined);
    this.#sent.delete(uri);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  async #run(project: Project): Promise<void> {
    this.#timers.delete(project);
    try {
      await Promise.race([project.searched, new Promise((resolve) => setTimeout(resolve, patience))]);
      await project.ready;
      if (this.#timers.has(project)) return;
      const begin = performance.now();
      this.#publish(project);
      this.#lastTook = performance.now() - begin;
    } catch (error) {
      this.#connection.console.error(`diagnostics: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }

  #publish(project: Project): void {
    const { snapshot } = project;
    if (!snapshot) return;
    const now = project.settings.validate ? this.#collect(project, snapshot) : new Map<string, Diagnostic[]>();
    if (this.#pulls) {
      this.#refresh(now);
      return;
    }
    for (const [uri, diagnostics] of now) {
      const buffer = this.#session.buffers.get(uri);
      const text = `${buffer?.version ?? ''} ${JSON.stringify(diagnostics)}`;
      if (this.#sent.get(uri) === text || (!buffer && diagnostics.length === 0 && !this.#sent.has(uri))) continue;
      this.#sent.set(uri, text);
      this.#send(uri, diagnostics, buffer?.version);
    }
    for (const uri of this.#sent.keys()) {
      if (now.has(uri) || this.#session.projectOf(uri) !== project && this.#session.buffers.get(uri)) continue;
      if (this.#isOfOther(uri, project)) continue;
      this.#sent.delete(uri);
      this.#send(uri, [], undefined);
    }
  }

  #isOfOther(uri: string, project: Project): boolean {
    const owner = this.#session.projectOf(uri);
    return owner !== undefined && owner !== project;
  }

  #collect(project: Project, snapshot: Snapshot): Map<string, Diagnostic[]> {
    const now = new Map<string, Diagnostic[]>();
    const components = new Set<unknown>();
    for (const buffer of this.#session.buffers.all) {
      if (this.#session.projectOf(buffer.uri) !== project) continue;
      if (buffer.tooLarge) {
        now.set(buffer.uri, [tooLarge(project)]);
        continue;
      }
      const document = project.documentOf(buffer.uri, buffer, snapshot);
      const component = document && snapshot.componentOf(document);
      if (!component || components.has(component)) continue;
      components.add(component);
      for (const file of snapshot.judge(component)) now.set(project.uriOf(file.document), toDiagnostics(file, project, this.#session));
    }
    const { trouble } = snapshot.config;
    if (trouble) now.set(this.#session.host.uriOf(trouble.path), configDiagnostics(trouble));
    return now;
  }

  /** Those who pull are told to do so again when another file than the one being edited has got other findings. */
  #refresh(now: ReadonlyMap<string, Diagnostic[]>): void {
    let changed = false;
    for (const [uri, diagnostics] of now) {
      const text = JSON.stringify(diagnostics);
      const version = this.#session.buffers.get(uri)?.version;
      const before = this.#shown.get(uri);
      if (before && before.version === version && before.text !== text) changed = true;
      this.#shown.set(uri, { version, text });
    }
    if (changed) this.#connection.languages.diagnostics.refresh();
  }

  #send(uri: string, diagnostics: Diagnostic[], version: number | undefined): void {
    void this.#connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }
}
