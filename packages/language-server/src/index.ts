/** The language server as a library: join it with a connection and a host of your own. */
export { startServer, type ServerInfo } from './server.ts';
export type { DocumentLoader, FolderEntry, Host, IgnoredPaths } from './host.ts';
export { readSettings, type Settings } from './settings.ts';
