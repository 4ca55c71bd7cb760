/** What an editor waits for: a client of its own process talks to the server over standard input and output. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter, type ProtocolConnection, type PublishDiagnosticsParams } from 'vscode-languageserver-protocol/node';
import { lvsConfiguration } from './generate.ts';

const server = join(dirname(fileURLToPath(import.meta.url)), '../packages/language-server/bin/keepalived-language-server.js');

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
  /** Of the document. */
  readonly #uri: string;
  #version = 1;
  #published: ((params: PublishDiagnosticsParams) => void) | undefined;

  constructor(uri = 'file:///bench/keepalived.conf') {
    this.#uri = uri;
    const { NODE_EXTRA_CA_CERTS: _certificates, ...env } = process.env;
    this.#child = spawn(process.execPath, [server, '--stdio'], { stdio: 'pipe', env });
    this.#connection = createProtocolConnection(new StreamMessageReader(this.#child.stdout), new StreamMessageWriter(this.#child.stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => { this.#published?.(params); });
    this.#connection.listen();
  }

  /** @param delay milliseconds between a change and the work on its diagnostics */
  async open(text: string, delay: number, rootUri: string | null = null): Promise<void> {
    await this.#connection.sendRequest('initialize', { processId: process.pid, rootUri, capabilities: {}, initializationOptions: { keepalived: { diagnostics: { delay } } } });
    await this.#connection.sendNotification('initialized', {});
    const diagnostics = this.#next(1);
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument: { uri: this.#uri, languageId: 'keepalived', version: 1, text } });
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
      textDocument: { uri: this.#uri, version }, contentChanges: [{ range: { start: { line, character }, end: { line, character: character + erase } }, text }],
    });
    return version;
  }

  async ask(method: string, line: number, character: number): Promise<number> {
    const begin = performance.now();
    await this.#connection.sendRequest(method, { textDocument: { uri: this.#uri }, position: { line, character } });
    return performance.now() - begin;
  }

  /** Milliseconds of work of the server so far, in user and system mode. */
  get work(): number {
    const [, fields = ''] = readFileSync(`/proc/${this.#child.pid ?? 0}/stat`, 'utf8').split(') ');
    const [user, system] = fields.split(' ').slice(11, 13).map(Number);
    // The kernel counts in hundredths of a second.
    return 10 * ((user ?? 0) + (system ?? 0));
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
        if (params.uri === this.#uri && params.version === version) resolve();
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
  const begin = eager.work;
  for (let count = 0; count < 100; count++) await type();
  process.stdout.write(`  work of the server for one edit with its diagnostics: ${((eager.work - begin) / 200).toFixed(1)} ms of CPU\n`);
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

/** Many sites in one workspace, of which one is edited. */
export async function benchWorkspace(): Promise<void> {
  const sites = 2_000;
  const folder = mkdtempSync(join(tmpdir(), 'kaconf-bench-sites-'));
  const site = (index: number): string => `vrrp_instance VI_${index} {\n    state BACKUP\n    interface eth0\n    virtual_router_id ${(index % 250) + 1}\n    priority 100\n    virtual_ipaddress {\n        10.${index >> 8}.${index & 255}.1/24\n    }\n}\n`;
  for (let index = 0; index < sites; index++) {
    mkdirSync(join(folder, `site${index}`));
    writeFileSync(join(folder, `site${index}/keepalived.conf`), site(index));
  }
  const editor = new Editor(pathToFileURL(join(folder, 'site0/keepalived.conf')).href);
  const begin = performance.now();
  await editor.open(site(0), 0, pathToFileURL(folder).href);
  process.stdout.write(`\nlanguage server, a workspace of ${sites} files\n  first diagnostics after ${(performance.now() - begin).toFixed(0)} ms (${editor.work} ms of CPU), resident memory ${(await editor.memory()).toFixed(0)} MiB\n`);
  const before = editor.work;
  print('didChange to diagnostics, no debounce', await repeated(30, () => editor.type(4, 16, '5')));
  process.stdout.write(`  work of the server for one edit: ${((editor.work - before) / 50).toFixed(0)} ms of CPU; resident memory afterwards ${(await editor.memory()).toFixed(0)} MiB\n`);
  await editor.close();
  rmSync(folder, { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await benchLsp();
  await benchWorkspace();
}
