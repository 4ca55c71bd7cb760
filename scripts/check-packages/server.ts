import { spawn } from 'node:child_process';
import { cleanEnvironment } from './shell.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly params?: unknown;
}

const frame = (message: object): string => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

/** Takes whole messages from what has come so far. */
function* unframe(state: { rest: Buffer }): Generator<Message> {
  for (;;) {
    const head = state.rest.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/i.exec(state.rest.subarray(0, Math.max(head, 0)).toString())?.[1]);
    if (head < 0 || state.rest.length < head + 4 + length) return;
    yield JSON.parse(state.rest.subarray(head + 4, head + 4 + length).toString()) as Message;
    state.rest = state.rest.subarray(head + 4 + length);
  }
}

/**
 * A whole conversation: initialize, open a document, wait for its diagnostics, shut down, exit.
 *
 * @returns the codes of the diagnostics
 */
export function converse(program: string, args: readonly string[], text: string, { cwd, node, env }: { cwd: string; node?: string | undefined; env?: NodeJS.ProcessEnv }): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: env ?? cleanEnvironment(node), timeout: 60_000 });
    const state = { rest: Buffer.alloc(0) };
    let codes: readonly string[] | undefined;
    let err = '';
    const send = (message: object): void => { child.stdin.write(frame(message)); };
    child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
    child.stdout.on('data', (bytes: Buffer) => {
      state.rest = Buffer.concat([state.rest, bytes]);
      for (const { id, method, params } of unframe(state)) {
        if (id === 1 && method === undefined) {
          send({ method: 'initialized', params: {} });
          send({ method: 'textDocument/didOpen', params: { textDocument: { uri: 'untitled:keepalived.conf', languageId: 'keepalived', version: 1, text } } });
        } else if (method === 'textDocument/publishDiagnostics') {
          codes = (params as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code);
          send({ id: 2, method: 'shutdown' });
        } else if (id === 2 && method === undefined) {
          send({ method: 'exit' });
        } else if (id !== undefined && method !== undefined) {
          send({ id, result: method === 'workspace/configuration' ? [null] : null });
        }
      }
    });
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0 && codes) resolve(codes);
      else reject(new Error(`${program}: status ${String(status)}, ${codes ? 'diagnostics came' : 'no diagnostics'}\n${err}`));
    });
    child.stdin.on('error', () => undefined);
    send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {}, clientInfo: { name: 'check-packages' } } });
  });
}
