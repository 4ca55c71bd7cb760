/** The door to a web worker: there are no files but those that are open. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import type { Host } from './host.ts';
import { Lifecycle } from './lifecycle.ts';
import { MemoryFiles } from './memory-files.ts';
import { startServer } from './server.ts';
import { version } from './version.ts';

/** The worker; the types of browsers are not loaded for the whole project. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

/** `vscode-vfs://github/o/r/a.conf` is `/vscode-vfs/@github/o/r/a.conf` inside. */
function pathOf(uri: string): string | undefined {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(\/[^?#]*)$/i.exec(uri);
  if (!match) return undefined;
  try {
    return `/${match[1] ?? ''}/@${match[2] ?? ''}${decodeURIComponent(match[3] ?? '')}`;
  } catch {
    return undefined;
  }
}

function uriOf(path: string): string {
  const match = /^\/([^/]+)\/@([^/]*)(\/.*)?$/.exec(path);
  return match ? `${match[1] ?? ''}://${match[2] ?? ''}${(match[3] ?? '').split('/').map(encodeURIComponent).join('/')}` : `file://${path}`;
}

const lifecycle = new Lifecycle();
const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self), { messageStrategy: lifecycle });
const files = new MemoryFiles(() => session.buffers.all.flatMap(({ path }) => path ?? []));
const host: Host = {
  pathOf,
  uriOf,
  realPath: (path) => (files.has(path) ? path : undefined),
  readText: () => undefined,
  list: (folder) => files.list(folder),
  stamp: () => undefined,
  createLoader: (options) => files.loader(options),
  pause: () => new Promise((resolve) => { setTimeout(resolve, 0); }),
};
// A worker is ended by who made it.
const session = startServer(connection, host, { version, lifecycle, exit: () => undefined });
