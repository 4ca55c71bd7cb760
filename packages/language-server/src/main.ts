/** The door to a machine with files: `keepalived-language-server [--stdio | --node-ipc | --socket PORT | --pipe NAME]`. */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { sep } from 'node:path';
import { Transform, type Readable, type Writable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Loader } from '@kaconf/semantics/load';
import { createHost, GitIgnore } from 'kalint/host';
import { createConnection, ProposedFeatures, type Connection } from 'vscode-languageserver/node';
import { readCommandLine, usage } from './command-line.ts';
import { Framing } from './framing.ts';
import type { FolderEntry, Host } from './host.ts';
import { Lifecycle } from './lifecycle.ts';
import { startServer } from './server.ts';
import { version } from './version.ts';

/** Larger files are no settings. */
const maxConfigBytes = 1 << 20;

const posix = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));

/** The answer of the file system, or undefined where it has none: whatever is wrong with a path, it leads to nothing. */
function orNothing<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

const host: Host = {
  pathOf: (uri) => (/^file:\/\//i.test(uri) ? orNothing(() => posix(fileURLToPath(uri))) : undefined),
  uriOf: (path) => pathToFileURL(path).href,
  realPath: (path) => orNothing(() => posix(realpathSync.native(path))),
  readText: (path) => orNothing(() => {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= maxConfigBytes ? readFileSync(path, 'utf8') : undefined;
  }),
  list: (folder) => orNothing(() => readdirSync(folder, { withFileTypes: true }).map((entry): FolderEntry => ({ name: entry.name, folder: entry.isDirectory() }))),
  stamp: (path) => orNothing(() => {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  }),
  createLoader: (options) => new Loader(options),
  gitIgnore: (folder) => GitIgnore.above(folder),
  lintHost: (root) => createHost(root),
  pause: () => new Promise((resolve) => { setImmediate(resolve); }),
  tidy,
};

let collect: (() => void) | undefined;

/** Gives memory back that a big file has left behind: without need the engine would keep it. */
function tidy(): void {
  setFlagsFromString('--expose-gc');
  collect ??= runInNewContext('gc') as () => void;
  collect();
}

function run(argv: readonly string[]): void {
  if (argv.includes('--version') || argv.includes('-V')) {
    process.stdout.write(`${version}\n`);
    return;
  }
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  const line = readCommandLine(argv);
  if ('wrong' in line) {
    refuse(`${line.wrong}\n${usage}`);
    return;
  }
  const lifecycle = new Lifecycle();
  const connection = connectTo(line.given, lifecycle);
  if (connection) startServer(connection, host, { version, lifecycle, exit: (status) => process.exit(status) });
}

function refuse(problem: string): void {
  process.stderr.write(`keepalived-language-server: ${problem.trimEnd()}\n`);
  process.exitCode = 2;
}

/** The client, wherever it is; undefined where it cannot be there. `--clientProcessId` is read by the library. */
function connectTo(given: ReadonlyMap<string, string>, lifecycle: Lifecycle): Connection | undefined {
  const port = given.get('--socket');
  const name = given.get('--pipe');
  if (port !== undefined || name !== undefined) {
    const socket = port === undefined ? connect(name ?? '') : connect(Number(port), '127.0.0.1');
    let connected = false;
    socket.once('connect', () => { connected = true; });
    socket.on('error', (error) => {
      if (!connected) refuse(`${port === undefined ? `--pipe ${name ?? ''}` : `--socket ${port}`}: cannot be connected to, the editor has to listen there (${error.message})`);
      process.exit(connected ? 1 : 2);
    });
    return connectStreams(socket, socket, lifecycle);
  }
  if (!given.has('--node-ipc')) {
    // Nobody reads the answers any more.
    process.stdout.on('error', () => process.exit(1));
    return connectStreams(process.stdin, process.stdout, lifecycle);
  }
  if (process.send) return createConnection(ProposedFeatures.all, { messageStrategy: lifecycle });
  refuse('--node-ipc: there is no parent process with a channel of Node; editors that start other programs use --stdio');
  return undefined;
}

/** Nothing but messages may be written to the output. */
function connectStreams(input: Readable, output: Writable, messageStrategy: Lifecycle): Connection {
  const framing = new Framing((problem) => { connection.console.warn(problem); });
  const messages = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      for (const piece of framing.push(chunk)) this.push(piece);
      done();
    },
  });
  const connection = createConnection(ProposedFeatures.all, input.pipe(messages), output, { messageStrategy });
  return connection;
}

run(process.argv.slice(2));
