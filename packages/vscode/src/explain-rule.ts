import { commands, l10n, languages, Uri, window, workspace, type CancellationToken, type Diagnostic, type Disposable, type TextDocumentContentProvider } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { keepalivedEditor } from './language.ts';
import { rulePage } from './requests.ts';

const scheme = 'keepalived-rule';

/** Documents with the page of a rule. */
export class RulePages implements TextDocumentContentProvider, Disposable {
  readonly #client: BaseLanguageClient;
  readonly #registration: Disposable;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#registration = workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async provideTextDocumentContent(uri: Uri, token: CancellationToken): Promise<string> {
    return (await rulePage(this.#client, uri.query, token)) ?? l10n.t('There is no rule {0}.', uri.query);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

/**
 * Shows the page of a rule.
 *
 * @param rule its name; without it the user chooses among the rules of the problems in the file
 */
export async function explainRule(rule: string | undefined): Promise<void> {
  const chosen = rule ?? (await chooseRule());
  if (chosen === undefined) return;
  await commands.executeCommand('markdown.showPreviewToSide', Uri.from({ scheme, path: `${chosen.replaceAll('/', '-')}.md`, query: chosen }));
}

async function chooseRule(): Promise<string | undefined> {
  const editor = keepalivedEditor();
  if (!editor) return undefined;
  const here = editor.selection.active;
  const found = languages.getDiagnostics(editor.document.uri).flatMap((diagnostic) => {
    const rule = ruleOf(diagnostic);
    return rule === undefined ? [] : [{ rule, diagnostic, near: diagnostic.range.contains(here) ? 0 : 1 }];
  });
  // What is under the cursor comes first, then the order of the file.
  found.sort((a, b) => a.near - b.near || a.diagnostic.range.start.compareTo(b.diagnostic.range.start));
  const items = [...new Map(found.map(({ rule, diagnostic }) => [rule, { label: rule, detail: diagnostic.message }] as const)).values()];
  if (items.length === 0) {
    void window.showInformationMessage(l10n.t('No problem has been found in this file.'));
    return undefined;
  }
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which rule?'), matchOnDetail: true }))?.label;
}

function ruleOf({ code }: Diagnostic): string | undefined {
  const value = typeof code === 'object' ? code.value : code;
  return typeof value === 'string' ? value : undefined;
}
