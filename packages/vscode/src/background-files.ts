import { RelativePattern, Uri, workspace, type Disposable } from 'vscode';
import { DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, State, type BaseLanguageClient, type Middleware } from 'vscode-languageclient';
import { languageId } from './language.ts';

/** What looks like a configuration, as in the manifest. */
const pattern = '{**/keepalived*.conf,**/*.keepalived.conf,**/keepalived/**/*.conf}';
/** More files than this are not read in the background. */
const maxFiles = 200;
/** Bytes; a bigger file is no configuration that somebody wrote. */
const maxSize = 1 << 20;

/**
 * Shows the server files that are in no editor, for servers that cannot read files themselves: a cluster is judged as a
 * whole although only one of its nodes is open.
 */
export class BackgroundFiles implements Disposable {
  readonly #sent = new Set<string>();
  #disposables: Disposable[] = [];
  #client: BaseLanguageClient | undefined;

  /** For the client: an editor takes a file over, and gives it back. */
  readonly middleware: Pick<Middleware, 'didOpen' | 'didClose'> = {
    didOpen: async (document, next) => {
      await this.#release(document.uri);
      await next(document);
    },
    didClose: async (document, next) => {
      await next(document);
      await this.#show(document.uri);
    },
  };

  /** Finds the files and follows their changes. */
  async start(client: BaseLanguageClient): Promise<void> {
    this.#client = client;
    for (const folder of workspace.workspaceFolders ?? []) {
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, pattern));
      this.#disposables.push(watcher, watcher.onDidCreate((uri) => this.#show(uri)), watcher.onDidChange((uri) => this.#show(uri)), watcher.onDidDelete((uri) => this.#release(uri)));
    }
    this.#disposables.push(client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) return;
      // A new server knows nothing yet.
      this.#sent.clear();
      void this.#showAll();
    }));
    await this.#showAll();
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
    this.#disposables = [];
  }

  async #showAll(): Promise<void> {
    const found = await workspace.findFiles(pattern, '**/node_modules/**', maxFiles);
    await Promise.all(found.map((uri) => this.#show(uri)));
  }

  async #show(uri: Uri): Promise<void> {
    const client = this.#client;
    if (!client || client.state !== State.Running) return;
    const text = await read(uri);
    await this.#release(uri);
    // An editor may have opened it while it was being read.
    if (text === undefined || isOpen(uri)) return;
    const name = client.code2ProtocolConverter.asUri(uri);
    this.#sent.add(name);
    await client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri: name, languageId, version: 0, text } });
  }

  async #release(uri: Uri): Promise<void> {
    const client = this.#client;
    const name = client?.code2ProtocolConverter.asUri(uri);
    if (!client || name === undefined || !this.#sent.delete(name) || client.state !== State.Running) return;
    await client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: name } });
  }
}

function isOpen(uri: Uri): boolean {
  return workspace.textDocuments.some((document) => !document.isClosed && document.languageId === languageId && document.uri.toString() === uri.toString());
}

/** @returns undefined where there is nothing to read */
async function read(uri: Uri): Promise<string | undefined> {
  try {
    const { size } = await workspace.fs.stat(uri);
    return size > maxSize ? undefined : new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
