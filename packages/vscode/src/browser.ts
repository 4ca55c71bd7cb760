import { LanguageClient } from 'vscode-languageclient/browser';
import { Uri, type ExtensionContext } from 'vscode';
import { startExtension, type Running } from './start.ts';

let running: Running | undefined;

/** What the host of web extensions has; the types of browsers are not loaded for the whole project. */
declare const Worker: new (url: string, options?: { name?: string }) => ConstructorParameters<typeof LanguageClient>[3];

/** The door of the browser: the server is a web worker. */
export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist/server-core.js').toString(true);
  running = await startExtension(context, (options) => new LanguageClient('keepalived', 'keepalived', options, new Worker(script, { name: 'keepalived' })));
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
