import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import {
  createProtocolConnection, StreamMessageReader, StreamMessageWriter,
  type ClientCapabilities, type Diagnostic, type InitializeResult, type Position, type ProtocolConnection, type PublishDiagnosticsParams, type Range, type TextEdit, type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';

/** A text with its cursor taken out. */
export interface Marked {
  readonly text: string;
  readonly offset: number;
  readonly position: Position;
}

/** Takes the `|` out of a text; positions count UTF-16 units. */
export function cursor(marked: string): Marked {
  const offset = marked.indexOf('|');
  if (offset < 0) throw new Error('no | in the text');
  const before = marked.slice(0, offset);
  return { text: before + marked.slice(offset + 1), offset, position: positionIn(before, offset) };
}

export function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

export function offsetIn(text: string, { line, character }: Position): number {
  let offset = 0;
  for (let count = 0; count < line; count++) offset = text.indexOf('\n', offset) + 1;
  return offset + character;
}

/** The text that a range covers. */
export function slice(text: string, { start, end }: Range): string {
  return text.slice(offsetIn(text, start), offsetIn(text, end));
}

/** Carries edits out. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => offsetIn(text, b.range.start) - offsetIn(text, a.range.start));
  return sorted.reduce((all, { range, newText }) => all.slice(0, offsetIn(all, range.start)) + newText + all.slice(offsetIn(all, range.end)), text);
}

export const fullCapabilities: ClientCapabilities = {
  workspace: { configuration: true, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true }, workspaceEdit: { documentChanges: true } },
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'], tagSupport: { valueSet: [1] } } },
    hover: { contentFormat: ['markdown'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, resolveSupport: { properties: ['edit'] }, dataSupport: true },
    rename: { prepareSupport: true },
  },
};

/** What a server may ask. */
const asking = [
  'client/registerCapability', 'client/unregisterCapability', 'workspace/applyEdit', 'window/workDoneProgress/create', 'window/showMessageRequest', 'window/showDocument',
  'workspace/diagnostic/refresh', 'workspace/codeLens/refresh', 'workspace/inlayHint/refresh', 'workspace/semanticTokens/refresh',
];

let bundled: Promise<string> | undefined;

/** The server as it is in the sources, bundled as the build does; once for each test file. */
export function serverFile(): Promise<string> {
  bundled ??= (async () => {
    const outfile = join(mkdtempSync(join(tmpdir(), 'keepalived-lsp-bundle-')), 'main.cjs');
    await build({
      entryPoints: ['packages/language-server/src/main.ts'], outfile, bundle: true, format: 'cjs', platform: 'node', target: 'node20',
      mainFields: ['module', 'main'], logLevel: 'error',
    });
    return outfile;
  })();
  return bundled;
}

/** Deletes the bundle; for `afterAll`. */
export async function removeServer(): Promise<void> {
  if (bundled) rmSync(dirname(await bundled), { recursive: true, force: true });
  bundled = undefined;
}

export interface ClientOptions {
  /** Files on disk, by path below the folder. */
  readonly files?: Readonly<Record<string, string>>;
  readonly capabilities?: ClientCapabilities;
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  /** False: no folder is opened. */
  readonly workspace?: boolean;
  readonly folders?: readonly string[];
  /** A program to run the server under, with its arguments. */
  readonly under?: readonly string[];
  /** Options of Node for the server. */
  readonly nodeOptions?: readonly string[];
}

/** A real client: its own process, JSON-RPC over standard input and output. */
export class Client {
  readonly folder: string;
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly log: { readonly type: number; readonly message: string }[] = [];
  readonly asked: { readonly method: string; readonly params: unknown }[] = [];
  settings: unknown;
  /** By URI of the folder, where it has settings of its own. */
  readonly folderSettings = new Map<string, unknown>();
  server: InitializeResult = { capabilities: {} };
  stderr = '';
  readonly #texts = new Map<string, string>();
  readonly #versions = new Map<string, number>();
  readonly #exit: Promise<number | null>;

  private constructor(server: string, options: ClientOptions) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'keepalived-lsp-')));
    for (const [path, text] of Object.entries(options.files ?? {})) this.write(path, text);
    this.settings = options.settings ?? null;
    const [program = process.execPath, ...args] = [...(options.under ?? []), process.execPath, ...(options.nodeOptions ?? []), server, '--stdio'];
    this.process = spawn(program, args, { stdio: 'pipe' });
    this.process.stderr.on('data', (chunk: Uint8Array) => { this.stderr += chunk.toString(); });
    this.#exit = new Promise((resolve) => this.process.once('exit', resolve));
    this.connection = createProtocolConnection(new StreamMessageReader(this.process.stdout), new StreamMessageWriter(this.process.stdin));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => { this.published.push(params); });
    this.connection.onNotification('window/logMessage', (params: { type: number; message: string }) => { this.log.push(params); });
    this.connection.onNotification('window/showMessage', (params: { type: number; message: string }) => { this.log.push(params); });
    this.connection.onRequest('workspace/configuration', ({ items }: { readonly items: readonly { readonly scopeUri?: string }[] }) => items.map(({ scopeUri }) => this.folderSettings.get(scopeUri ?? '') ?? this.settings));
    for (const method of asking) {
      this.connection.onRequest(method, (params: unknown) => {
        this.asked.push({ method, params });
        return method === 'workspace/applyEdit' ? { applied: true } : null;
      });
    }
    this.connection.listen();
  }

  static async start(options: ClientOptions = {}): Promise<Client> {
    const client = new Client(await serverFile(), options);
    const folders = options.workspace === false ? null : (options.folders ?? ['']).map((path) => ({ uri: client.uri(path), name: path || 'root' }));
    client.server = await client.connection.sendRequest('initialize', {
      processId: process.pid, rootUri: folders?.[0]?.uri ?? null, workspaceFolders: folders, capabilities: options.capabilities ?? fullCapabilities,
      ...(options.initializationOptions === undefined ? {} : { initializationOptions: options.initializationOptions }),
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  write(path: string, text: string): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  uri(path: string): string {
    return /^[a-z]{2,}:/.test(path) ? path : pathToFileURL(join(this.folder, path)).href;
  }

  text(path: string): string {
    return this.#texts.get(path) ?? '';
  }

  async open(path: string, text: string): Promise<void> {
    this.#texts.set(path, text);
    this.#versions.set(path, 1);
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: this.uri(path), languageId: 'keepalived', version: 1, text } });
  }

  /** Replaces the whole text. */
  async change(path: string, text: string): Promise<void> {
    this.#texts.set(path, text);
    await this.#changed(path, [{ text }]);
  }

  /** Replaces a stretch, as a keystroke does. */
  async edit(path: string, range: Range, text: string): Promise<void> {
    this.#texts.set(path, applied(this.text(path), [{ range, newText: text }]));
    await this.#changed(path, [{ range, text }]);
  }

  async #changed(path: string, contentChanges: readonly unknown[]): Promise<void> {
    const version = (this.#versions.get(path) ?? 0) + 1;
    this.#versions.set(path, version);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri: this.uri(path), version }, contentChanges });
  }

  /** Closes everything, so that the next test begins with the files on disk. */
  async closeAll(): Promise<void> {
    for (const path of this.#texts.keys()) await this.close(path);
    this.published.length = 0;
  }

  async close(path: string): Promise<void> {
    this.#texts.delete(path);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }

  request<R>(method: string, path: string, params: Readonly<Record<string, unknown>> = {}): Promise<R> {
    return this.connection.sendRequest(method, { textDocument: { uri: this.uri(path) }, ...params });
  }

  /** Opens a text with `|` and asks for something there. */
  async at<R>(method: string, marked: string, params: Readonly<Record<string, unknown>> = {}, path = 'keepalived.conf'): Promise<R> {
    const { text, position } = cursor(marked);
    await this.open(path, text);
    return this.request<R>(method, path, { position, ...params });
  }

  /** The diagnostics of a file, when they fulfil a condition. */
  async diagnostics(path: string, wanted: (diagnostics: readonly Diagnostic[]) => boolean = () => true, limit = 20_000): Promise<readonly Diagnostic[]> {
    const uri = this.uri(path);
    const until = Date.now() + limit;
    for (;;) {
      const last = this.published.findLast((each) => each.uri === uri);
      if (last && wanted(last.diagnostics)) return last.diagnostics;
      if (Date.now() > until) throw new Error(`diagnostics of ${path}: ${JSON.stringify(last?.diagnostics ?? null)}\n${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** The text of each file after a workspace edit. */
  applyWorkspaceEdit({ changes, documentChanges }: WorkspaceEdit): Record<string, string> {
    const result: Record<string, string> = {};
    const apply = (uri: string, edits: readonly TextEdit[]): void => {
      const path = decodeURIComponent(uri).replace(`file://${this.folder}/`, '');
      result[path] = applied(this.#texts.get(path) ?? '', edits);
    };
    for (const [uri, edits] of Object.entries(changes ?? {})) apply(uri, edits);
    for (const change of documentChanges ?? []) if ('textDocument' in change) apply(change.textDocument.uri, change.edits as TextEdit[]);
    return result;
  }

  /** Ends the server in order. @returns its exit code */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const status = await this.#exit;
    this.connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
    return status;
  }

  /** Resolves with the exit code. */
  get ended(): Promise<number | null> {
    return this.#exit;
  }
}
