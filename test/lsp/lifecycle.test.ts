import { jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter, type Diagnostic, type DocumentSymbol, type ProtocolConnection, type PublishDiagnosticsParams } from 'vscode-languageserver-protocol/node';
import { removeServer, serverFile } from './client.ts';

jest.setTimeout(60_000);
afterAll(removeServer);

const uri = 'file:///nowhere/keepalived.conf';
const text = 'vrrp_instance A {\n    priorty 100\n}\n';
const hover = { textDocument: { uri }, position: { line: 0, character: 3 } };
const parameters = { processId: null, rootUri: null, capabilities: {} };

async function start(): Promise<{ readonly connection: ProtocolConnection; readonly ended: Promise<number | null>; readonly published: PublishDiagnosticsParams[] }> {
  const child = spawn(process.execPath, [await serverFile(), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const published: PublishDiagnosticsParams[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => { published.push(params); });
  connection.listen();
  return { connection, published, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

test('nothing before initialize, initialize once, nothing after shutdown', async () => {
  const { connection, ended, published } = await start();
  for (const method of ['textDocument/hover', 'workspace/diagnostic', 'shutdown', 'no/such/request']) {
    await expect(connection.sendRequest(method, hover)).rejects.toMatchObject({ code: -32002 });
  }
  // What is said too early is not heard.
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'keepalived', version: 1, text } });
  await connection.sendRequest('initialize', parameters);
  await connection.sendNotification('initialized', {});
  expect(await connection.sendRequest('textDocument/hover', hover)).toBeNull();
  await expect(connection.sendRequest('initialize', parameters)).rejects.toMatchObject({ code: -32600 });
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'keepalived', version: 1, text } });
  expect(await connection.sendRequest('textDocument/hover', hover)).not.toBeNull();
  expect(await connection.sendRequest('shutdown')).toBeNull();
  published.length = 0;
  await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: '' }] });
  for (const method of ['textDocument/hover', 'shutdown', 'initialize']) await expect(connection.sendRequest(method, hover)).rejects.toMatchObject({ code: -32600 });
  expect(published).toEqual([]);
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
  connection.dispose();
});

test('exit without shutdown, before and after initialize', async () => {
  for (const early of [true, false]) {
    const { connection, ended } = await start();
    if (!early) await connection.sendRequest('initialize', parameters);
    await connection.sendNotification('exit');
    expect(await ended).toBe(1);
    connection.dispose();
  }
});

test('a client whose process is gone takes the server with it', async () => {
  const client = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => client.once('exit', resolve));
  const { connection, ended } = await start();
  connection.onError(() => undefined);
  void connection.sendRequest('initialize', { ...parameters, processId: client.pid }).catch(() => undefined);
  expect(await ended).toBe(1);
  connection.dispose();
});

test('URIs that name no file: what is in the editor is judged all the same', async () => {
  const { connection, ended, published } = await start();
  await connection.sendRequest('initialize', parameters);
  await connection.sendNotification('initialized', {});
  const strange = ['untitled:Untitled-1', 'git:/x/keepalived.conf?%7B%22ref%22%3A%22~%22%7D', 'http://example.org/keepalived.conf', 'file://%%%', 'file:///x%zz.conf', 'file://host/share/keepalived.conf',
    'file:///c%3A/x/keepalived.conf', 'vscode-notebook-cell:/x#abc', '', '::', 'file:', 'file:///', 'file:///dev/zero', 'file:///dev/stdin', 'mailto:a@example.org', 'file:///\u0000.conf', 'data:text/plain,hi', 'file:///a/%2E%2E/%2e%2e/b.conf'];
  for (const each of strange) {
    const textDocument = { uri: each };
    await connection.sendNotification('textDocument/didOpen', { textDocument: { ...textDocument, languageId: 'keepalived', version: 1, text } });
    const symbols = await connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    expect([each, symbols.map(({ name }) => name)]).toEqual([each, ['A']]);
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    for (const method of ['codeAction', 'codeLens', 'completion', 'diagnostic', 'documentHighlight', 'documentLink', 'foldingRange', 'formatting', 'inlayHint', 'rangeFormatting', 'references', 'semanticTokens/full', 'signatureHelp']) {
      await connection.sendRequest(`textDocument/${method}`, { ...hover, textDocument, range, context: { diagnostics: [] as Diagnostic[], includeDeclaration: true }, options: { tabSize: 4, insertSpaces: true } });
    }
    const until = Date.now() + 10_000;
    while (!published.some((one) => one.uri === each && one.diagnostics.some(({ code }) => code === 'syntax/unknown-keyword')) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 5));
    expect([each, published.findLast((one) => one.uri === each)?.diagnostics.map(({ code }) => code)]).toEqual([each, expect.arrayContaining(['syntax/unknown-keyword'])]);
    await connection.sendNotification('textDocument/didClose', { textDocument });
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
  connection.dispose();
});
