import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/browser';
import { Uri, type ExtensionContext } from 'vscode';
import { BackgroundFiles } from './background-files.ts';
import { startExtension, type Running } from './start.ts';

let running: Running | undefined;

interface WebWorker {
  terminate(): void;
}
type Port = ConstructorParameters<typeof BrowserMessageReader>[0];

/** What the host of web extensions has; the types of browsers are not loaded for the whole project. */
declare const Worker: new (url: string, options?: { readonly name?: string }) => WebWorker & Port;

/** The door of the browser: the server is a web worker. */
export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist/server-core.js').toString(true);
  let worker: WebWorker | undefined;
  // A new one for each start: a server that was told to exit does not come back.
  const start = (): Promise<MessageTransports> => {
    worker?.terminate();
    const fresh = new Worker(script, { name: 'keepalived' });
    worker = fresh;
    // The library would make these itself, but it does not recognise the workers of an extension host as such.
    return Promise.resolve({ reader: new BrowserMessageReader(fresh), writer: new BrowserMessageWriter(fresh) });
  };
  const background = new BackgroundFiles();
  context.subscriptions.push(background, { dispose: () => { worker?.terminate(); } });
  running = await startExtension(context, (options) => new LanguageClient('keepalived', 'keepalived', start, { ...options, middleware: background.middleware }));
  await background.start(running.client);
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
