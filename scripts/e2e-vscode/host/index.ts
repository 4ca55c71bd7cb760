/** Tests inside the extension host, with the whole API of VS Code. Bundled and loaded by the workbench, which calls `run`. */
import {
  commands, extensions, languages, Position, Range, Uri, window, workspace, WorkspaceEdit,
  type CodeAction, type CodeLens, type CompletionList, type DocumentSymbol, type FoldingRange, type Hover, type InlayHint, type Location, type LocationLink, type SemanticTokens, type SignatureHelp, type TextDocument, type TextEdit,
} from 'vscode';
import { eventually, holds, runAll, same, type HostTest } from './check.ts';

const folder = (): Uri => workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
const file = (name: string): Uri => Uri.joinPath(folder(), 'keepalived', name);
const errorsOf = (uri: Uri): readonly string[] => languages.getDiagnostics(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));

async function open(name: string): Promise<TextDocument> {
  return (await window.showTextDocument(file(name))).document;
}

/** Where a text stands. */
function at(document: TextDocument, text: string, inside = 1): Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`no ${text} in ${document.uri.path}`);
  return document.positionAt(offset + inside);
}

async function type(document: TextDocument, where: Position | Range, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, where instanceof Range ? where : new Range(where, where), text);
  await workspace.applyEdit(edit);
}

async function revert(): Promise<void> {
  await commands.executeCommand('workbench.action.files.revert');
}

const tests: readonly HostTest[] = [
  {
    name: 'a file is judged together with those that are in no editor',
    async run() {
      await open('lb1.conf');
      await eventually('failover/never in lb1', () => errorsOf(file('lb1.conf')).includes('failover/never'));
      same(workspace.textDocuments.filter(({ languageId }) => languageId === 'keepalived').length, 1, 'open documents');
    },
  },
  {
    name: 'the language of a file follows from its name',
    async run() {
      for (const [path, language] of [['keepalived/lb1.conf', 'keepalived'], ['keepalived/checks/nginx.conf', 'keepalived'], ['keepalived.conf', 'keepalived'], ['lb1.keepalived.conf', 'keepalived']] as const) {
        const uri = Uri.joinPath(folder(), path);
        const edit = new WorkspaceEdit();
        edit.createFile(uri, { ignoreIfExists: true });
        await workspace.applyEdit(edit);
        same((await workspace.openTextDocument(uri)).languageId, language, path);
        if (!path.startsWith('keepalived/')) await workspace.fs.delete(uri);
      }
      const other = Uri.joinPath(folder(), 'nginx/conf.d/default.conf');
      await workspace.fs.writeFile(other, new TextEncoder().encode('server { }\n'));
      holds((await workspace.openTextDocument(other)).languageId !== 'keepalived', 'conf.d/default.conf is none of ours');
      await workspace.fs.delete(Uri.joinPath(folder(), 'nginx'), { recursive: true });
    },
  },
  {
    name: 'a configuration without a telling name is known by its first line',
    async run() {
      const uri = Uri.joinPath(folder(), 'backup-of-lb1');
      await workspace.fs.writeFile(uri, new TextEncoder().encode('! Configuration File for keepalived\n\nglobal_defs {\n}\n'));
      same((await workspace.openTextDocument(uri)).languageId, 'keepalived', 'language');
      await workspace.fs.delete(uri);
    },
  },
  {
    name: 'both files of the pair have their problem',
    async run() {
      await open('lb1.conf');
      await open('lb2.conf');
      await eventually('failover/never in lb1', () => errorsOf(file('lb1.conf')).includes('failover/never'));
      await eventually('pair/vrid-mismatch in lb2', () => errorsOf(file('lb2.conf')).includes('pair/vrid-mismatch'));
    },
  },
  {
    name: 'hover, signature help, completion',
    async run() {
      const document = await open('lb1.conf');
      const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at(document, 'virtual_router_id'));
      const said = hovers.flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value))).join('\n');
      holds(said.includes('255'), `hover names the range: ${said}`);
      const help = await commands.executeCommand<SignatureHelp | undefined>('vscode.executeSignatureHelpProvider', document.uri, at(document, 'priority 150', 10));
      holds((help?.signatures.length ?? 0) > 0, 'there is a signature');
      const list = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', document.uri, at(document, 'state BACKUP', 6));
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      holds(labels.includes('MASTER') && !labels.includes('priority'), `values of state: ${labels.slice(0, 20).join(' ')}`);
    },
  },
  {
    name: 'definition, references and rename reach across files',
    async run() {
      const document = await open('lb1.conf');
      const place = at(document, 'chk_nginx');
      const found = await commands.executeCommand<(Location | LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, place);
      holds(found.map((each) => ('uri' in each ? each.uri : each.targetUri)).some((uri) => uri.path.endsWith('/checks/nginx.conf')), 'the definition is in the included file');
      const references = await commands.executeCommand<Location[]>('vscode.executeReferenceProvider', document.uri, place);
      same([...new Set(references.map(({ uri }) => uri.path.split('/').at(-1)))].sort(), ['lb1.conf', 'lb2.conf', 'nginx.conf'], 'references');
      const edit = await commands.executeCommand<WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, place, 'chk_web');
      same(edit.entries().map(([uri]) => uri.path.split('/').at(-1)).sort(), ['lb1.conf', 'lb2.conf', 'nginx.conf'], 'rename');
    },
  },
  {
    name: 'symbols, folding, semantic tokens, code lenses, inlay hints',
    async run() {
      const document = await open('lb1.conf');
      const whole = new Range(0, 0, document.lineCount, 0);
      const symbols = await commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
      holds(symbols.some(({ name }) => name.includes('VI_WEB')), 'VI_WEB is a symbol');
      holds((await commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri)).length >= 5, 'blocks fold');
      holds((await commands.executeCommand<SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri)).data.length > 50, 'there are semantic tokens');
      const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
      holds(lenses.some(({ command }) => command?.title.includes('master: lb1') === true), 'a lens names the master');
      const hints = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
      holds(hints.some(({ label }) => JSON.stringify(label).includes('130')), 'a hint tells the effective priority');
    },
  },
  {
    name: 'code actions fix, suppress and explain',
    async run() {
      const document = await open('lb2.conf');
      const place = at(document, 'virtual_router_id 53');
      const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, new Range(place, place));
      const titles = actions.map(({ title }) => title);
      for (const word of ['52', 'Suppress', 'Explain']) holds(titles.some((title) => title.includes(word)), `${word} in ${titles.join(', ')}`);
    },
  },
  {
    name: 'fix all repairs what is safe to repair',
    async run() {
      const document = await open('lb1.conf');
      await type(document, new Range(at(document, 'virtual_router_id 51', 0), at(document, 'virtual_router_id 51', 'virtual_router_id'.length)), 'virtual_router_idd');
      await eventually('the word is reported', () => errorsOf(document.uri).includes('syntax/unknown-keyword'));
      await commands.executeCommand('keepalived.fixAll');
      await eventually('the word is right', () => document.getText().includes('virtual_router_id 51'));
      await revert();
    },
  },
  {
    name: 'formatting',
    async run() {
      const document = await open('lb1.conf');
      await type(document, at(document, 'advert_int', 0), '          ');
      const edits = await commands.executeCommand<TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 4, insertSpaces: true });
      holds(edits.length > 0, 'there is something to format');
      await revert();
    },
  },
  {
    name: 'settings act at once',
    async run() {
      await open('lb1.conf');
      await eventually('the problem is there', () => errorsOf(file('lb1.conf')).includes('failover/never'));
      const settings = workspace.getConfiguration('keepalived');
      await settings.update('rules', { 'failover/never': 'off' });
      await eventually('the problem is gone', () => !errorsOf(file('lb1.conf')).includes('failover/never'));
      await settings.update('rules', undefined);
      await eventually('the problem is back', () => errorsOf(file('lb1.conf')).includes('failover/never'));
    },
  },
  {
    name: 'the server can be restarted, and goes on',
    async run() {
      await open('lb1.conf');
      await commands.executeCommand('keepalived.restartServer');
      await eventually('the problem is there again', () => errorsOf(file('lb1.conf')).includes('failover/never'));
      const document = await open('lb1.conf');
      holds((await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at(document, 'priority'))).length > 0, 'hover answers');
    },
  },
  {
    name: 'every command of the manifest exists',
    async run() {
      const manifest = extensions.getExtension('kaconf.keepalived')?.packageJSON as { contributes: { commands: { command: string }[] } };
      const known = new Set(await commands.getCommands(true));
      for (const { command } of manifest.contributes.commands) holds(known.has(command), command);
    },
  },
  {
    name: 'the syntax tree opens beside the file and follows it',
    async run() {
      const document = await open('lb1.conf');
      await commands.executeCommand('keepalived.showSyntaxTree');
      const tree = await eventually('the tree', () => workspace.textDocuments.find(({ uri }) => uri.scheme === 'keepalived-tree'));
      await eventually('the tree has the name', () => tree.getText().includes('VI_WEB'));
      await type(document, new Range(at(document, 'VI_WEB', 0), at(document, 'VI_WEB', 6)), 'VI_OTHER');
      await eventually('the tree has the new name', () => tree.getText().includes('VI_OTHER'));
      await revert();
    },
  },
  {
    name: 'an unsaved text is judged as well',
    async run() {
      const document = await workspace.openTextDocument({ language: 'keepalived', content: 'vrrp_instance VI_1 {\n    prioritty 100\n}\n' });
      await eventually('the word is reported', () => errorsOf(document.uri).includes('syntax/unknown-keyword'));
    },
  },
];

/** Called by the workbench. */
export async function run(): Promise<void> {
  await extensions.getExtension('kaconf.keepalived')?.activate();
  await runAll(tests);
}
