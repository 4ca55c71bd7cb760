import { EventEmitter, languages, window, workspace, type Disposable, type Location, type Uri } from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { languageId } from './language.ts';
import { makePictures } from './make-pictures.ts';
import type { ClusterPicture } from './picture.ts';
import { failover, topology } from './requests.ts';

/** Milliseconds without a key before the server is asked again. */
const pause = 250;

/** The clusters that the file in the editor has to do with. */
export interface ClusterNews {
  /** The file that was asked about. */
  readonly uri: Uri;
  readonly clusters: readonly ClusterPicture[];
  /** Which of them the file is a part of; -1: none. */
  readonly active: number;
  /** Where the numbers in the pictures lead. */
  readonly places: readonly Location[];
}

/** Follows the active keepalived file and asks the server about its cluster, again whenever something has changed. */
export class ClusterFeed implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #changed = new EventEmitter<ClusterNews | undefined>();
  /** Something new is known; undefined: no keepalived file has been open so far. */
  readonly onDidChange = this.#changed.event;
  readonly #disposables: Disposable[];
  #uri: Uri | undefined;
  #news: ClusterNews | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Number of the last question: late answers to earlier ones are dropped. */
  #asked = 0;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#disposables = [
      this.#changed,
      window.onDidChangeActiveTextEditor(() => { this.#follow(); }),
      workspace.onDidOpenTextDocument(() => { this.#follow(); }),
      workspace.onDidCloseTextDocument(() => { this.#follow(); }),
      workspace.onDidChangeTextDocument(({ document }) => { if (document.languageId === languageId) this.#ask(); }),
      // Files that are not open change as well; then the problems of some file do too.
      languages.onDidChangeDiagnostics(() => { this.#ask(); }),
      client.onDidChangeState(({ newState }) => { if (newState === State.Running) this.#follow(); }),
    ];
  }

  /** Asks about another file from now on. */
  follow(uri: Uri): void {
    this.#uri = uri;
    this.#ask(0);
  }

  get news(): ClusterNews | undefined {
    return this.#news;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#disposables) each.dispose();
  }

  /** Another editor is active; one of another kind leaves everything as it is, so that a view of the cluster stays. */
  #follow(): void {
    const document = window.activeTextEditor?.document;
    if (document?.languageId === languageId) this.#uri = document.uri;
    this.#ask(this.#news === undefined ? 0 : pause);
  }

  #ask(delay = pause): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#update(), delay);
  }

  async #update(): Promise<void> {
    const uri = this.#uri;
    if (!uri || this.#client.state !== State.Running) return;
    const number = ++this.#asked;
    try {
      const [shape, faults] = await Promise.all([topology(this.#client, uri), failover(this.#client, uri)]);
      if (number !== this.#asked) return;
      this.#news = { uri, ...makePictures(shape, faults, (place) => this.#client.protocol2CodeConverter.asLocation(place)) };
      this.#changed.fire(this.#news);
    } catch (error) {
      // The server may be going down; it says so itself.
      this.#client.outputChannel.appendLine(`cluster: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
