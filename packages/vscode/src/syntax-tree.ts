import { EventEmitter, l10n, Uri, ViewColumn, window, workspace, type CancellationToken, type Disposable, type TextDocumentContentProvider } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { keepalivedEditor, languageId } from './language.ts';
import { syntaxTree } from './requests.ts';

const scheme = 'keepalived-tree';
/** Milliseconds without a key before a tree is drawn anew. */
const pause = 200;

/** Documents that show the syntax tree of another one, and follow it while somebody types. */
export class SyntaxTrees implements TextDocumentContentProvider, Disposable {
  readonly #client: BaseLanguageClient;
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#disposables = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId !== languageId) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => { this.#changed.fire(treeOf(document.uri)); }, pause);
      }),
    ];
  }

  async provideTextDocumentContent(uri: Uri, token: CancellationToken): Promise<string> {
    return (await syntaxTree(this.#client, uri.query, token)) ?? l10n.t('There is no syntax tree for this file.');
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#disposables) each.dispose();
  }
}

/** The tree stands beside the file, and the file keeps the focus. */
export async function showSyntaxTree(): Promise<void> {
  const editor = keepalivedEditor();
  if (!editor) return;
  const document = await workspace.openTextDocument(treeOf(editor.document.uri));
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
}

function treeOf(uri: Uri): Uri {
  return Uri.from({ scheme, path: `${uri.path}.tree`, query: uri.toString() });
}
