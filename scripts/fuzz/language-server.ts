/** The language server in this process, and what an editor does with it. */
import { PassThrough } from 'node:stream';
import { startServer, type Host } from 'keepalived-language-server';
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { createProtocolConnection, ResponseError, type ProtocolConnection } from 'vscode-languageserver-protocol/node';
import { MemoryFiles } from '../../packages/language-server/src/memory-files.ts';
import { counts } from './properties.ts';
import type { Random } from '../random.ts';

const positional = ['hover', 'completion', 'definition', 'references', 'documentHighlight', 'signatureHelp', 'prepareRename', 'typeDefinition', 'implementation'];
const whole = ['documentSymbol', 'foldingRange', 'documentLink', 'codeLens', 'semanticTokens/full', 'diagnostic', 'formatting', 'inlayHint', 'codeAction', 'selectionRange', 'rename', 'onTypeFormatting', 'rangeFormatting'];

/** One conversation for many texts: state that is left over from one must not harm the next. */
export class Editor {
  readonly #connection: ProtocolConnection;
  readonly #complaints: string[] = [];
  #version = 1;

  private constructor() {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const files = new MemoryFiles(() => session.buffers.all.flatMap(({ path }) => path ?? []));
    const host: Host = {
      pathOf: (uri) => (uri.startsWith('file:///') ? decodeURIComponent(uri.slice(7)) : undefined),
      uriOf: (path) => `file://${path.split('/').map(encodeURIComponent).join('/')}`,
      realPath: (path) => (files.has(path) ? path : undefined),
      readText: () => undefined,
      list: (folder) => files.list(folder),
      stamp: () => undefined,
      createLoader: (options) => files.loader(options),
      pause: () => new Promise((resolve) => { setImmediate(resolve); }),
    };
    const session = startServer(createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)), host, { version: '0', exit: () => undefined });
    this.#connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.#connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => { if (type === 1) this.#complaints.push(message); });
    this.#connection.onNotification('window/showMessage', ({ type, message }: { type: number; message: string }) => { if (type === 1) this.#complaints.push(message); });
    this.#connection.onRequest('workspace/configuration', () => [null]);
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.listen();
  }

  static async start(): Promise<Editor> {
    const editor = new Editor();
    await editor.#connection.sendRequest('initialize', { processId: null, rootUri: 'file:///w', capabilities: {}, workspaceFolders: [{ uri: 'file:///w', name: 'w' }] });
    await editor.#connection.sendNotification('initialized', {});
    return editor;
  }

  /** Opens a text, types into it, asks for everything at some place, and closes it. */
  async visit(text: string, other: string, random: Random): Promise<void> {
    counts.lsp++;
    const [a, b] = ['file:///w/a.conf', 'file:///w/b.conf'];
    await this.#open(a, text);
    await this.#open(b, other);
    const place = (): { line: number; character: number } => {
      const before = text.slice(0, random.below(text.length + 1)).split(/\r\n|\r|\n/);
      return { line: before.length - 1, character: (before.at(-1)?.length ?? 0) + random.below(3) - 1 < 0 ? 0 : before.at(-1)?.length ?? 0 };
    };
    for (let round = 0; round < 2; round++) {
      const position = place();
      const range = { start: { line: 0, character: 0 }, end: position };
      const textDocument = { uri: a };
      for (const method of positional) await this.#ask(`textDocument/${method}`, { textDocument, position, context: { includeDeclaration: true } });
      for (const method of whole) {
        await this.#ask(`textDocument/${method}`, {
          textDocument, range, position, positions: [position], newName: 'NEW', ch: '}', options: { tabSize: 4, insertSpaces: true }, context: { diagnostics: [], triggerKind: 1 },
        });
      }
      await this.#connection.sendNotification('textDocument/didChange', { textDocument: { uri: a, version: ++this.#version }, contentChanges: [{ range: { start: position, end: place() }, text: random.pick(['{', '}', '"', '\n', 'x', '', '$A=', '# '], '') }] });
    }
    await this.#ask('workspace/diagnostic', { previousResultIds: [] });
    await this.#ask('workspace/symbol', { query: 'a' });
    for (const uri of [a, b]) await this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    const complaint = this.#complaints.shift();
    if (complaint !== undefined) throw new Error(`the server says: ${complaint}`);
  }

  close(): void {
    this.#connection.dispose();
  }

  async #open(uri: string, text: string): Promise<void> {
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'keepalived', version: ++this.#version, text } });
  }

  /** A request may be refused, but not fail. */
  async #ask(method: string, params: object): Promise<void> {
    try {
      await this.#connection.sendRequest(method, params);
    } catch (error) {
      if (error instanceof ResponseError && [-32601, -32602, -32803, -32802, -32801].includes(error.code)) return;
      throw new Error(`${method}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
