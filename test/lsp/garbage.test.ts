import { jest } from '@jest/globals';
import fc from 'fast-check';
import { rmSync } from 'node:fs';
import type { Hover } from 'vscode-languageserver-protocol';
import { Framing } from '../../packages/language-server/src/framing.ts';
import { Client, removeServer, serverFile } from './client.ts';
import { spawn } from 'node:child_process';

jest.setTimeout(120_000);
afterAll(removeServer);

const frame = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

describe('framing', () => {
  /** What comes out of a stream that arrives in pieces. */
  function through(stream: Buffer, cuts: readonly number[]): { readonly out: string; readonly problems: number } {
    let problems = 0;
    const framing = new Framing(() => { problems++; });
    const out: Uint8Array[] = [];
    const places = [0, ...[...cuts].map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length];
    for (let index = 1; index < places.length; index++) out.push(...framing.push(stream.subarray(places[index - 1], places[index])));
    return { out: Buffer.concat(out).toString(), problems };
  }
  const body = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constant('Content-Length: 5'), fc.constant('\r\n\r\n')).map((value) => JSON.stringify({ value }));

  test('messages come out as they went in, wherever the stream is cut', () => {
    fc.assert(fc.property(fc.array(body), fc.array(fc.nat()), (bodies, cuts) => {
      const stream = bodies.map(frame).join('');
      expect(through(Buffer.from(stream), cuts)).toEqual({ out: stream, problems: 0 });
    }));
  });

  test('extra lines of a head are allowed', () => {
    expect(through(Buffer.from('content-type: x; charset=utf-8\r\nCONTENT-LENGTH:2\r\n\r\n{}'), [])).toEqual({ out: frame('{}'), problems: 0 });
  });

  // What each of these leaves behind must not swallow the messages that follow it, in whatever pieces they arrive.
  const garbage = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom('Content-Length: 9999999\r\n\r\n{}', 'Content-Length: 99999999999999999999\r\n\r\n', 'Content-Length: -3\r\n\r\n{}', 'Content-Length: 2\n\n{}', 'Content-Length: x\r\n\r\n', 'Content-Length:\r\n\r\n{}', '\r\n\r\n', 'X: y\r\n\r\n', `X-Long: ${'a'.repeat(20_000)}\r\n`).map((text) => Buffer.from(text)),
  );
  test('after garbage the messages are found again', () => {
    fc.assert(fc.property(garbage, fc.array(fc.nat()), (noise, cuts) => {
      const second = frame('{"id":2}');
      // The message directly behind the garbage may be taken for a part of it, the next one may not.
      const { out } = through(Buffer.concat([Buffer.from(frame('{"id":0}')), noise, Buffer.from(frame('{"id":1}')), Buffer.from(second)]), cuts);
      expect(out.startsWith(frame('{"id":0}'))).toBe(true);
      expect(out.endsWith(second)).toBe(true);
    }), { numRuns: 500 });
  });

  test('a head that never ends takes no memory', () => {
    const framing = new Framing(() => undefined);
    const chunk = Buffer.alloc(1 << 16, 'a');
    const before = process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 2_000; count++) expect(framing.push(chunk)).toEqual([]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
    expect(Buffer.concat([...framing.push(Buffer.from(`\r\n${frame('{}')}`))]).toString()).toBe(frame('{}'));
  });
});

describe('the server', () => {
  const path = 'keepalived.conf';
  const text = 'vrrp_instance A {\n    priorty 100\n}\n';

  test.each<[string, string | Buffer]>([
    ['no JSON', frame('hello')], ['no object', frame('5')], ['null', frame('null')], ['a batch', frame('[{"jsonrpc":"2.0","id":9,"method":"shutdown"}]')], ['nothing', frame('')],
    ['a length that is too short', 'Content-Length: 5\r\n\r\n{"jsonrpc":"2.0","method":"x"}'], ['a length that is too long', 'Content-Length: 500\r\n\r\n{"jsonrpc":"2.0","method":"x"}'],
    ['no length', 'Content-Type: x\r\n\r\n'], ['a negative length', 'Content-Length: -5\r\n\r\n{}'], ['a length of many terabytes', 'Content-Length: 99999999999999\r\n\r\n{}'],
    ['lines that end with LF', 'Content-Length: 2\n\n{}'], ['a head without an end', `X: ${'a'.repeat(5_000_000)}`], ['bytes', Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7_919) % 256))],
    ['a charset that nobody knows', 'Content-Type: application/vscode-jsonrpc; charset=utf-99\r\nContent-Length: 2\r\n\r\n{}'], ['200,000 brackets', frame('['.repeat(200_000))],
    ['invalid UTF-8', Buffer.concat([Buffer.from('Content-Length: 4\r\n\r\n'), Buffer.from([0xff, 0xfe, 0xc0, 0x80])])],
    ['methods with names of prototypes', frame('{"jsonrpc":"2.0","method":"__proto__","id":"constructor","params":{"__proto__":{"x":1}}}')],
    ['an answer that nobody asked for', frame('{"jsonrpc":"2.0","id":77,"result":null}')],
  ])('answers after %s', async (_, garbage) => {
    const client = await Client.start();
    await client.open(path, text);
    client.process.stdin.write(garbage);
    const found = await client.request<Hover | null>('textDocument/hover', path, { position: { line: 0, character: 2 } });
    expect(found?.contents).toBeDefined();
    expect(client.stderr).toBe('');
    expect(await client.stop()).toBe(0);
  });

  test('ends when the client is gone in the middle of a message', async () => {
    const client = await Client.start();
    client.process.stdin.write('Content-Length: 500\r\n\r\n{"jsonrpc":"2.0",');
    client.process.stdin.end();
    expect(await client.ended).toBe(1);
    client.connection.dispose();
    rmSync(client.folder, { recursive: true });
  });

  test('ends without a word when nobody reads its answers', async () => {
    const child = spawn(process.execPath, [await serverFile(), '--stdio'], { stdio: 'pipe' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    child.stdin.on('error', () => undefined);
    child.stdout.destroy();
    for (let id = 1; id < 200; id++) child.stdin.write(frame(JSON.stringify({ jsonrpc: '2.0', id, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } })));
    expect(await ended).toBe(1);
    expect(said).toBe('');
  });
});
