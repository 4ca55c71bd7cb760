import {
  DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, ErrorCodes, FileChangeType, ResponseError, TextDocumentSyncKind,
  type Connection, type InitializeResult, type ServerCapabilities,
} from 'vscode-languageserver';
import { configNames } from 'kalint';
import { features } from './features/index.ts';
import type { Host } from './host.ts';
import type { Lifecycle } from './lifecycle.ts';
import { basename } from './paths.ts';
import { Publisher } from './publisher.ts';
import { Session } from './session.ts';

/** Who runs the server. */
export interface ServerInfo {
  readonly version: string;
  /** Through which all messages come; without it nothing keeps a client from speaking at the wrong time. */
  readonly lifecycle?: Lifecycle;
  /** Called when the client is gone; with 0 after an orderly shutdown, else with 1. */
  exit(status: number): void;
}

/** Joins a connection with the features: the life of a client from `initialize` to `exit`. */
export function startServer(connection: Connection, host: Host, info: ServerInfo): Session {
  const session = new Session(connection, host);
  const publisher = new Publisher(session, connection);
  session.publisher = publisher;
  let shutDown = false;

  connection.onInitialize((params): InitializeResult => {
    session.initialize(params);
    const parts = features.map((feature) => feature.capabilities(params.capabilities));
    return {
      serverInfo: { name: 'keepalived-language-server', version: info.version },
      capabilities: {
        positionEncoding: session.unit,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...parts.reduce<Partial<ServerCapabilities>>((all, part) => ({ ...all, ...part }), {}),
      },
    };
  });
  connection.onInitialized(() => {
    session.start();
    void register(connection, session);
  });
  info.lifecycle?.listen(connection);
  for (const feature of features) feature.listen(session, connection);
  listenToDocuments(connection, session, publisher);
  listenToWorkspace(connection, session);
  session.onChange((project) => {
    publisher.schedule(project, 0);
    refresh(connection, session);
  });
  connection.onShutdown(() => {
    shutDown = true;
    publisher.dispose();
    for (const project of session.projects) project.dispose();
  });
  connection.onExit(() => { info.exit(shutDown ? 0 : 1); });
  connection.onRequest((method) => {
    throw new ResponseError(ErrorCodes.MethodNotFound, `no such request: ${method}`);
  });
  connection.listen();
  return session;
}

function listenToDocuments(connection: Connection, session: Session, publisher: Publisher): void {
  connection.onDidOpenTextDocument(({ textDocument }) => {
    session.start();
    const buffer = session.buffers.open(textDocument, session.host);
    session.open(buffer);
    if (buffer.tooLarge) session.show(`${basename(textDocument.uri)} is larger than 32 MiB and is not analysed.`);
    publisher.schedule(session.projectOf(textDocument.uri), 0);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const buffer = session.buffers.get(textDocument.uri);
    // A change of something that was never opened (or is closed already) says nothing.
    if (!buffer) return;
    const wasBig = buffer.isBig;
    buffer.change(contentChanges, textDocument.version, session.unit);
    if (wasBig && !buffer.isBig) session.tidySoon();
    session.touch(buffer.path);
    publisher.schedule(session.projectOf(textDocument.uri));
  });
  connection.onDidSaveTextDocument(({ textDocument }) => { publisher.schedule(session.projectOf(textDocument.uri), 0); });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const project = session.projectOf(textDocument.uri);
    const buffer = session.buffers.close(textDocument.uri);
    if (!buffer) return;
    session.close(buffer);
    if (buffer.isBig) session.tidySoon();
    // The file may belong to the cluster of another one that is still open; then its findings are sent again.
    publisher.forget(buffer.uri);
    publisher.schedule(project, 0);
  });
}

function listenToWorkspace(connection: Connection, session: Session): void {
  connection.onDidChangeConfiguration(({ settings }) => void session.configure(settings));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    let reset = false;
    let search = false;
    for (const { uri, type } of changes) {
      const path = session.host.pathOf(uri);
      if (path === undefined) continue;
      if (configNames.some((name) => name === basename(path))) reset = true;
      if (type !== FileChangeType.Changed || basename(path) === '.gitignore') search = true;
      // What is in the editor counts, not what is on disk.
      if (!session.buffers.ofFile(session.host.realPath(path) ?? path) || type !== FileChangeType.Changed) session.touch(path);
    }
    if (reset) void session.configure(undefined);
    else {
      if (search) for (const project of session.projects) project.searchAgain();
      session.changed(undefined);
    }
  });
}

/** What a client wants to be asked for at run time. */
async function register(connection: Connection, session: Session): Promise<void> {
  const { workspace } = session.client;
  try {
    if (workspace?.didChangeConfiguration?.dynamicRegistration === true) await connection.client.register(DidChangeConfigurationNotification.type, { section: 'keepalived' });
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      const globs = ['**/*.conf', '**/*.{inc,cfg,j2,erb,epp,tmpl}', `**/{${configNames.join(',')}}`, '**/.gitignore'];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: globs.map((globPattern) => ({ globPattern })) });
    }
    if (workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        session.removeFolders(removed.map(({ uri }) => uri));
        session.addFolders(added.map(({ uri }) => uri));
        if (removed.length > 0) session.tidySoon();
        session.changed(undefined);
      });
    }
  } catch (error) {
    connection.console.warn(`registration: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Things that a client keeps although they may have changed without an edit. */
function refresh(connection: Connection, session: Session): void {
  const { workspace } = session.client;
  if (workspace?.diagnostics?.refreshSupport === true) connection.languages.diagnostics.refresh();
  if (workspace?.inlayHint?.refreshSupport === true) void connection.languages.inlayHint.refresh();
  if (workspace?.codeLens?.refreshSupport === true) void connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
  if (workspace?.semanticTokens?.refreshSupport === true) connection.languages.semanticTokens.refresh();
}
