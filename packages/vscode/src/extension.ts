import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { Uri, type ExtensionContext } from 'vscode';
import { startExtension, type Running } from './start.ts';

let running: Running | undefined;

/** The door of the desktop: the server is a process of its own. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, 'dist/server.cjs').fsPath;
  const inspected = { execArgv: ['--nolazy', '--inspect=6019'] };
  running = await startExtension(context, (options) =>
    new LanguageClient('keepalived', 'keepalived', { run: { module, transport: TransportKind.ipc }, debug: { module, transport: TransportKind.ipc, options: inspected } }, options));
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
