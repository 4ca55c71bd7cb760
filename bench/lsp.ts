/** What an editor waits for: a client of its own process talks to the server over standard input and output. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter, type ProtocolConnection, type PublishDiagnosticsParams } from 'vscode-languageserver-protocol/node';
import { lvsConfiguration } from './generate.ts';

const server = join(dirname(fileURLToPath(import.meta.url)), '../packages/language-server/bin/keepalived-language-server.js');
const uri = 'file:///bench/keepalived.conf';

/** Milliseconds of a number of runs. */
interface Times {
  readonly median: number;
  readonly best: number;
  readonly p95: number;
}

function summary(times: readonly number[]): Times {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { median: at(0.5), best: at(0), p95: at(0.95) };
}

/** A server with one open document. */
class Editor {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #connection: ProtocolConnection;
  #version = 1;
  #published: ((params: PublishDiagnosticsParams) => void) | undefined;

  constructor() {
    const { NODE_EXTRA_CA_CERTS: _certificates, ...env } = process.env;
    this.#child = spawn(process.execPath, [server, '--stdio'], { stdio: 'pipe', env });
    this.#connection = createProtocolConnection(new StreamMessageReader(this.#child.stdout), new StreamMessageWriter(this.#child.stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => { this.#published?.(params); });
    this.#connection.listen();
  }

  /** @param delay milliseconds between a change and the work on its diagnostics */
  async open(text: string, delay: number): Promise<void> {
    await this.#connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions: { keepalived: { diagnostics: { delay } } } });
    await this.#connection.sendNotification('initialized', {});
    const diagnostics = this.#next(1);
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'keepalived', version: 1, text } });
    await diagnostics;
  }

  /** One keystroke. @returns milliseconds until the diagnostics of this version are there */
  async type(line: number, character: number, text: string, erase = 0): Promise<number> {
    const begin = performance.now();
    const version = this.change(line, character, text, erase);
    await this.#next(version);
    return performance.now() - begin;
  }

  change(line: number, character: number, text: string, erase = 0): number {
    const version = ++this.#version;
    void this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version }, contentChanges: [{ range: { start: { line, character }, end: { line, character: character + erase } }, text }],
    });
    return version;
  }

  async ask(method: string, line: number, character: number): Promise<number> {
    const begin = performance.now();
    await this.#connection.sendRequest(method, { textDocument: { uri }, position: { line, character } });
    return performance.now() - begin;
  }

  /** Resident memory of the server in MiB, after a pause in which it can tidy up. */
  async memory(): Promise<number> {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#child.pid ?? 0}/status`, 'utf8'));
    return Number(line?.[1] ?? Number.NaN) / 1024;
  }

  async close(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    this.#connection.dispose();
  }

  #next(version: number): Promise<void> {
    return new Promise((resolve) => {
      this.#published = (params) => {
        if (params.uri === uri && params.version === version) resolve();
      };
    });
  }
}

function print(name: string, { median, best, p95 }: Times): void {
  process.stdout.write(`  ${name.padEnd(52)} best ${best.toFixed(1).padStart(7)} ms   median ${median.toFixed(1).padStart(7)} ms   95 % ${p95.toFixed(1).padStart(7)} ms\n`);
}

async function repeated(count: number, run: () => Promise<number>): Promise<Times> {
  for (let warm = 0; warm < 20; warm++) await run();
  const times: number[] = [];
  for (let index = 0; index < count; index++) times.push(await run());
  return summary(times);
}

/** A file of 10,000 lines in an editor. */
export async function benchLsp(): Promise<void> {
  const text = lvsConfiguration(10_000);
  const lines = text.split('\n');
  const line = lines.findIndex((each, index) => index > lines.length / 2 && each.includes('delay_loop'));
  const end = lines[line]?.length ?? 0;
  process.stdout.write(`\nlanguage server, ${lines.length - 1} lines, over standard input and output\n`);
  const eager = new Editor();
  await eager.open(text, 0);
  // A digit is written and taken away again.
  const type = async (): Promise<number> => {
    const written = await eager.type(line, end, '0');
    return (written + (await eager.type(line, end, '', 1))) / 2;
  };
  print('didChange to diagnostics, all rules, no debounce', await repeated(100, type));
  print('hover', await repeated(200, () => eager.ask('textDocument/hover', line, 6)));
  print('completion of keywords', await repeated(200, () => eager.ask('textDocument/completion', line, 4)));
  print('completion of values', await repeated(200, () => eager.ask('textDocument/completion', line + 1, (lines[line + 1] ?? '').lastIndexOf(' ') + 1)));
  const before = await eager.memory();
  for (let count = 0; count < 5_000; count++) {
    eager.change(line, end, '0');
    eager.change(line, end, '', 1);
    if (count % 50 === 49) await eager.ask('textDocument/hover', line, 6);
  }
  await type();
  process.stdout.write(`  resident memory: ${before.toFixed(0)} MiB, after 10,000 edits ${(await eager.memory()).toFixed(0)} MiB\n`);
  await eager.close();
  const patient = new Editor();
  await patient.open(text, 10_000);
  // The first question about a version pays for its parse; the rules run later.
  for (const [name, character] of [['hover', 6], ['completion', 4]] as const) {
    print(`${name} directly behind a didChange`, await repeated(50, async () => {
      patient.change(line, end, '0');
      const took = await patient.ask(`textDocument/${name}`, line, character);
      patient.change(line, end, '', 1);
      return took;
    }));
  }
  await patient.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchLsp();
