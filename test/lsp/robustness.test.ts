import { jest } from '@jest/globals';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CompletionList, Diagnostic, DocumentSymbol, Hover } from 'vscode-languageserver-protocol';
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { lvsConfiguration } from '../../bench/generate.ts';
import { Client, removeServer } from './client.ts';
import { checks, lb1, lb2, pairFiles } from './pair.ts';

jest.setTimeout(120_000);

let client: Client;
afterEach(async () => {
  expect(client.log.filter(({ type }) => type === 1)).toEqual([]);
  expect(await client.stop()).toBe(0);
});
afterAll(removeServer);

const path = 'keepalived.conf';
const text = 'vrrp_instance A {\n    priorty 100\n}\n';
const hover = (): Promise<Hover | null> => client.request('textDocument/hover', path, { position: { line: 0, character: 2 } });

/** Memory of the server in MiB. */
function resident(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${client.process.pid}/status`, 'utf8'))?.[1]) / 1024;
}

test('a flood of edits, cancelled requests and closings in the middle', async () => {
  client = await Client.start({ files: pairFiles() });
  await client.open(path, text);
  const cancelled: Promise<unknown>[] = [];
  for (let count = 0; count < 2_000; count++) {
    await client.edit(path, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, count % 2 === 0 ? '#\n' : '');
    if (count % 20 === 0) {
      const source = new CancellationTokenSource();
      cancelled.push(client.connection.sendRequest('textDocument/completion', { textDocument: { uri: client.uri(path) }, position: { line: 1, character: 4 } }, source.token).catch(() => 'cancelled'));
      source.cancel();
    }
    if (count % 500 === 499) {
      await client.close(path);
      await client.open(path, text);
    }
  }
  await Promise.all(cancelled);
  await client.change(path, text);
  const findings = await client.diagnostics(path, (all) => all.some(({ code, range }) => code === 'syntax/unknown-keyword' && range.start.line === 1));
  expect(findings.length).toBeGreaterThan(0);
  expect((await hover())?.contents).toBeDefined();
});

test('requests about what is not open, not there, or no URI at all', async () => {
  client = await Client.start({ files: { 'other/keepalived.conf': text } });
  for (const uri of ['nonsense', '', 'file://%%%', 'file:///no/such/file.conf', 'http://example.org/a.conf', client.uri('missing.conf')]) {
    const textDocument = { uri };
    expect(await client.connection.sendRequest('textDocument/hover', { textDocument, position: { line: 0, character: 0 } })).toBeNull();
    await client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: 3 }, contentChanges: [{ text: 'x' }] });
    await client.connection.sendNotification('textDocument/didClose', { textDocument });
    await client.connection.sendNotification('textDocument/didSave', { textDocument });
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  }
  for (const uri of ['nonsense', 'file://%%%']) {
    await client.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'keepalived', version: 1, text } });
    const until = Date.now() + 20_000;
    while (!client.published.some((each) => each.uri === uri) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(client.published.find((each) => each.uri === uri)?.diagnostics.map(({ code }) => code)).toContain('syntax/unknown-keyword');
  }
  // A file of the workspace that nobody has opened is known all the same.
  const symbols = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: client.uri('other/keepalived.conf') } });
  expect(symbols.map(({ name }) => name)).toEqual(['A']);
});

test('positions outside of the text', async () => {
  client = await Client.start();
  await client.open(path, text);
  for (const position of [{ line: 999, character: 999 }, { line: 0, character: 4_294_967_295 }, { line: 2_147_483_647, character: 0 }]) {
    for (const method of ['hover', 'completion', 'definition', 'signatureHelp', 'documentHighlight']) await client.request(`textDocument/${method}`, path, { position });
    await client.request('textDocument/selectionRange', path, { positions: [position] });
  }
  await client.edit(path, { start: { line: 999, character: 0 }, end: { line: 999, character: 9 } }, '# end\n');
  expect(await hover()).not.toBeNull();
});

test('versions out of order', async () => {
  client = await Client.start();
  await client.open(path, '# nothing\n');
  for (const [version, content] of [[7, 'a\n'], [3, 'b\n'], [3, text]] as const) {
    await client.connection.sendNotification('textDocument/didChange', { textDocument: { uri: client.uri(path), version }, contentChanges: [{ text: content }] });
  }
  await client.diagnostics(path, (all) => all.some(({ code }) => code === 'syntax/unknown-keyword'));
  expect(await hover()).not.toBeNull();
});

test('a file that becomes a folder, and a workspace that is gone', async () => {
  const files = pairFiles();
  client = await Client.start({ files });
  await client.open(lb1, files[lb1]!);
  await client.diagnostics(lb1);
  for (const file of [checks, lb2]) {
    rmSync(join(client.folder, file));
    mkdirSync(join(client.folder, file));
  }
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [lb2, checks].map((file) => ({ uri: client.uri(file), type: 2 })) });
  await client.diagnostics(lb1, (all) => all.some(({ code }) => code === 'syntax/include-matches-nothing' || String(code).startsWith('xref/')));
  expect(await client.request('textDocument/documentSymbol', lb2)).toBeNull();
  rmSync(client.folder, { recursive: true });
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(''), type: 3 }] });
  await client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  expect(await client.request<Hover | null>('textDocument/hover', lb1, { position: { line: 12, character: 6 } })).not.toBeNull();
});

test('the same file opened twice, and closed twice', async () => {
  client = await Client.start();
  await client.open(path, '# one\n');
  await client.open(path, text);
  expect(await hover()).not.toBeNull();
  await client.close(path);
  await client.close(path);
  expect(await hover()).toBeNull();
});

test('files that are deleted while they are in use', async () => {
  const files = pairFiles();
  client = await Client.start({ files });
  await client.open(lb1, files[lb1]!);
  await client.diagnostics(lb1);
  for (const file of [lb1, lb2, checks]) rmSync(join(client.folder, file));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [lb1, lb2, checks].map((file) => ({ uri: client.uri(file), type: 3 })) });
  await client.diagnostics(lb1, (all) => all.some(({ code }) => code === 'syntax/include-matches-nothing' || String(code).startsWith('xref/')));
  await client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
});

test('garbage between the messages ends neither the server nor the conversation', async () => {
  client = await Client.start();
  await client.open(path, text);
  const send = (body: string): void => { client.process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`); };
  send('{"jsonrpc":"2.0","method":"textDocument/didOpen"}');
  send('{"jsonrpc":"2.0","id":"x","method":"textDocument/hover","params":{"textDocument":null}}');
  send('{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x"},"contentChanges":"no"}}');
  send('{"jsonrpc":"2.0","id":"y","method":"no/such/request","params":{}}');
  send('{"jsonrpc":"2.0","id":"z","method":"keepalived/explainRule","params":{"rule":{}}}');
  send('{"jsonrpc":"2.0","id":"w","method":"codeAction/resolve","params":{"title":"x","data":{"uri":5}}}');
  send('{"jsonrpc":"2.0","id":"v","method":"completionItem/resolve","params":{"label":"x","data":["__proto__"]}}');
  expect(await hover()).not.toBeNull();
  client.log.length = 0;
});

test('a request that nobody knows is refused as such', async () => {
  client = await Client.start();
  await expect(client.connection.sendRequest('no/such/request', {})).rejects.toMatchObject({ code: -32601 });
});

test('a file of 50 MB is refused politely, and is looked at again when it is shorter', async () => {
  client = await Client.start();
  await client.open(path, '# a line of a very long file\n'.repeat(1_800_000));
  const [only, ...more] = await client.diagnostics(path, (all) => all.length > 0, 60_000);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ severity: 3, code: 'too-large', message: expect.stringContaining('32 MiB') as string });
  expect(client.log.filter(({ message }) => message.includes('32 MiB'))).toHaveLength(1);
  expect(await hover()).toBeNull();
  expect(await client.request<CompletionList | null>('textDocument/completion', path, { position: { line: 0, character: 0 } })).toBeNull();
  // What it took is given back.
  const most = resident();
  await client.change(path, text);
  await client.diagnostics(path, (all) => all.some(({ code }) => code === 'syntax/unknown-keyword'));
  const until = Date.now() + 20_000;
  while (resident() > 220 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 200));
  expect(resident()).toBeLessThan(Math.min(220, most));
});

test('of very many findings the first are shown', async () => {
  client = await Client.start();
  await client.open(path, 'what_is_this\n'.repeat(3_000));
  const all = await client.diagnostics(path, (found) => found.length > 0, 60_000);
  expect(all).toHaveLength(2_001);
  expect(all.at(-1)).toMatchObject({ code: 'too-many', severity: 3, message: expect.stringMatching(/^1000 more/) as string });
});

test.each([['IDs of their own', (index: number) => [`VI_${index}`, (index % 250) + 1]], ['the same name and ID', () => ['VI_1', 51]]] as const)('2,000 files in the workspace, with %s', async (_, naming) => {
  const files: Record<string, string> = {};
  for (let index = 0; index < 2_000; index++) {
    const [name, id] = naming(index);
    files[`site${index}/keepalived.conf`] = `vrrp_instance ${name} {\n    state BACKUP\n    interface eth0\n    virtual_router_id ${id}\n    priority 100\n    virtual_ipaddress {\n        10.${index >> 8}.${index & 255}.1/24\n    }\n}\n`;
  }
  client = await Client.start({ files });
  const first = 'site0/keepalived.conf';
  await client.open(first, files[first]!);
  await client.diagnostics(first, () => true, 60_000);
  for (let count = 0; count < 10; count++) {
    await client.change(first, files[first]!.replace('priority', count % 2 === 0 ? 'priorty' : 'priority'));
    await client.request('textDocument/hover', first, { position: { line: 1, character: 6 } });
  }
  const wrong = (all: readonly Diagnostic[]): boolean => all.some(({ code }) => code === 'syntax/unknown-keyword');
  await client.change(first, files[first]!.replace('priority', 'priorty'));
  await client.diagnostics(first, wrong, 60_000);
});

test('10,000 lines', async () => {
  const large = lvsConfiguration(10_000);
  client = await Client.start();
  await client.open(path, large);
  await client.diagnostics(path, () => true, 60_000);
  const middle = { line: 5_000, character: 0 };
  await client.edit(path, { start: middle, end: middle }, 'what_is_this\n');
  await client.diagnostics(path, (all) => all.some(({ code, range }) => code === 'syntax/unknown-keyword' && range.start.line === 5_000), 60_000);
  expect((await client.request<DocumentSymbol[]>('textDocument/documentSymbol', path)).length).toBeGreaterThan(200);
});
