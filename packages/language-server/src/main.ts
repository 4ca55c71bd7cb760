/** The door to a machine with files: `keepalived-language-server [--stdio | --node-ipc | --socket PORT | --pipe NAME]`. */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { Transform } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Loader } from '@kaconf/semantics/load';
import { createHost, GitIgnore } from 'kalint/host';
import { createConnection, ProposedFeatures, type Connection } from 'vscode-languageserver/node';
import { usage, wrongArgument } from './command-line.ts';
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
  const wrong = wrongArgument(argv);
  if (wrong !== undefined) {
    process.stderr.write(`keepalived-language-server: unknown option ${wrong}\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const lifecycle = new Lifecycle();
  const overStreams = !argv.some((argument) => /^--(?:node-ipc|socket|pipe)/.test(argument));
  // The library reads the other options from the command line itself.
  const connection = overStreams ? connectStreams(lifecycle) : createConnection(ProposedFeatures.all, { messageStrategy: lifecycle });
  startServer(connection, host, { version, lifecycle, exit: (status) => process.exit(status) });
}

/** Standard input and output. Nothing else may be written there. */
function connectStreams(messageStrategy: Lifecycle): Connection {
  const framing = new Framing((problem) => { connection.console.warn(problem); });
  const messages = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      for (const piece of framing.push(chunk)) this.push(piece);
      done();
    },
  });
  // Nobody reads the answers any more.
  process.stdout.on('error', () => process.exit(1));
  const connection = createConnection(ProposedFeatures.all, process.stdin.pipe(messages), process.stdout, { messageStrategy });
  return connection;
}

run(process.argv.slice(2));
