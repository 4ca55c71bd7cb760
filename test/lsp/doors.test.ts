import { jest } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { createProtocolConnection, IPCMessageReader, IPCMessageWriter, SocketMessageReader, SocketMessageWriter, type InitializeResult, type ProtocolConnection } from 'vscode-languageserver-protocol/node';
import { version } from '../../packages/language-server/src/version.ts';
import { Client, removeServer, serverFile } from './client.ts';

jest.setTimeout(60_000);
afterAll(removeServer);

const run = async (...args: string[]) => spawnSync(process.execPath, [await serverFile(), ...args], { encoding: 'utf8', input: '' });

test('--version is that of the package', async () => {
  const { stdout, status } = await run('--version');
  expect([stdout, status]).toEqual([`${version}\n`, 0]);
  expect((JSON.parse(readFileSync('packages/language-server/package.json', 'utf8')) as { version: string }).version).toBe(version);
});

test('an unknown option is wrong usage', async () => {
  const { stderr, status } = await run('--no-such-thing');
  expect(status).toBe(2);
  expect(stderr).toContain('unknown option --no-such-thing');
});

test.each([
  [['--socket', 'abc'], /^keepalived-language-server: --socket abc: a port is a number from 1 to 65535\nUsage: /],
  [['--socket=1'], /^keepalived-language-server: --socket 1: cannot be connected to, the editor has to listen there \(connect ECONNREFUSED .*\)\n$/],
  [['--pipe', '/nowhere/at/all'], /^keepalived-language-server: --pipe \/nowhere\/at\/all: cannot be connected to, the editor has to listen there \(connect ENOENT .*\)\n$/],
  [['--node-ipc'], /^keepalived-language-server: --node-ipc: there is no parent process with a channel of Node/],
])('%j without anybody at the other end: the reason and status 2', async (args, line) => {
  const { stdout, stderr, status } = await run(...args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(line);
  expect(stderr).not.toContain('    at ');
});

test('--pipe', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keepalived-lsp-pipe-'));
  const path = join(folder, 'socket');
  const listening = createServer();
  await new Promise<void>((resolve) => { listening.listen(path, resolve); });
  const connected = new Promise<ProtocolConnection>((resolve) => {
    listening.once('connection', (socket) => { resolve(createProtocolConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket))); });
  });
  const child = spawn(process.execPath, [await serverFile(), '--pipe', path], { stdio: 'inherit' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  expect(await talk(await connected)).toBe('keepalived-language-server');
  expect(await ended).toBe(0);
  listening.close();
  rmSync(folder, { recursive: true });
});

test('a client that leaves its socket takes the server with it', async () => {
  const listening = createServer((socket) => { socket.destroy(); });
  const port = await new Promise<number>((resolve) => {
    listening.listen(0, '127.0.0.1', () => { resolve((listening.address() as { port: number }).port); });
  });
  const child = spawn(process.execPath, [await serverFile(), `--socket=${port}`], { stdio: 'inherit' });
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  listening.close();
});

async function talk(connection: ProtocolConnection): Promise<string | undefined> {
  connection.listen();
  const result = await connection.sendRequest<InitializeResult>('initialize', { processId: null, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  return result.serverInfo?.name;
}

test('--node-ipc', async () => {
  const child = spawn(process.execPath, [await serverFile(), '--node-ipc'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  expect(await talk(createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child)))).toBe('keepalived-language-server');
  expect(await ended).toBe(0);
});

test.each([['--socket=PORT'], ['--socket PORT']])('%s', async (form) => {
  const file = await serverFile();
  const listening = createServer();
  const port = await new Promise<number>((resolve) => {
    listening.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const connected = new Promise<ProtocolConnection>((resolve) => {
    listening.once('connection', (socket) => { resolve(createProtocolConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket))); });
  });
  const child = spawn(process.execPath, [file, ...form.replace('PORT', String(port)).split(' ')], { stdio: 'inherit' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  expect(await talk(await connected)).toBe('keepalived-language-server');
  expect(await ended).toBe(0);
  listening.close();
});

test('standard input and output without an option; an exit without shutdown is no orderly end', async () => {
  const child = spawn(process.execPath, [await serverFile()], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const body = '{"jsonrpc":"2.0","method":"exit"}';
  child.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
  expect(await ended).toBe(1);
});

test('a client that is gone takes the server with it', async () => {
  const client = await Client.start();
  client.process.stdin.end();
  client.connection.dispose();
  expect(await client.ended).toBe(1);
  rmSync(client.folder, { recursive: true });
});

test('the browser build needs nothing of Node, and knows the files that are open', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keepalived-lsp-browser-'));
  const outfile = join(folder, 'worker.js');
  await build({
    entryPoints: ['packages/language-server/src/browser.ts'], outfile, bundle: true, format: 'iife', platform: 'browser', target: 'es2022',
    mainFields: ['browser', 'module', 'main'], logLevel: 'error',
  });
  // A worker in miniature: what the page posts arrives, what the server posts is collected.
  const sent: { id?: number; method?: string; result?: unknown; params?: unknown }[] = [];
  let receive: ((event: { data: unknown }) => void) | undefined;
  const scope = {
    postMessage: (message: (typeof sent)[number]) => sent.push(message),
    addEventListener: () => undefined,
    set onmessage(listener: typeof receive) { receive = listener; },
  };
  const globals = { self: scope, setTimeout, clearTimeout, queueMicrotask, TextDecoder, TextEncoder, performance, console, process: undefined, require: undefined, Buffer: undefined };
  new Function(...Object.keys(globals), readFileSync(outfile, 'utf8'))(...Object.values(globals));
  const answer = async (id: number): Promise<unknown> => {
    const until = Date.now() + 20_000;
    while (Date.now() < until) {
      const found = sent.find((message) => message.id === id);
      if (found) return found.result;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no answer: ${JSON.stringify(sent)}`);
  };
  const say = (message: object): void => { receive?.({ data: { jsonrpc: '2.0', ...message } }); };
  const uri = (path: string): string => `vscode-vfs://github/o/r/${path}`;
  say({ id: 1, method: 'initialize', params: { processId: null, rootUri: uri(''), workspaceFolders: [{ uri: uri(''), name: 'r' }], capabilities: {} } });
  expect(await answer(1)).toMatchObject({ serverInfo: { name: 'keepalived-language-server' } });
  say({ method: 'initialized', params: {} });
  const open = (path: string, text: string): void => { say({ method: 'textDocument/didOpen', params: { textDocument: { uri: uri(path), languageId: 'keepalived', version: 1, text } } }); };
  open('keepalived.conf', 'include conf.d/*.conf\nvrrp_instance A {\n    track_script {\n        chk\n    }\n}\n');
  open('conf.d/checks.conf', 'vrrp_script chk {\n    script /bin/true\n}\n');
  say({ id: 2, method: 'textDocument/definition', params: { textDocument: { uri: uri('keepalived.conf') }, position: { line: 3, character: 9 } } });
  expect(await answer(2)).toEqual([{ uri: uri('conf.d/checks.conf'), range: { start: { line: 0, character: 12 }, end: { line: 0, character: 15 } } }]);
  rmSync(folder, { recursive: true });
});
