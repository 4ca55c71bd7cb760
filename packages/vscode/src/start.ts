import { commands, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { State, type BaseLanguageClient, type LanguageClientOptions } from 'vscode-languageclient';
import { ClusterFeed } from './cluster-feed.ts';
import { ClusterPanel } from './cluster-panel.ts';
import { explainRule, RulePages } from './explain-rule.ts';
import { fixAll } from './fix-all.ts';
import { languageId } from './language.ts';
import { restartServer } from './restart.ts';
import { showStatus } from './status-bar.ts';
import { showSyntaxTree, SyntaxTrees } from './syntax-tree.ts';

export interface Running {
  readonly client: BaseLanguageClient;
  stop(): Promise<void>;
}

/** Commands that the server may refer to in code lenses, hovers and code actions. */
export const offered = ['keepalived.explainRule', 'keepalived.showTopology', 'keepalived.simulateFailover'];

/**
 * Everything that the two doors have in common.
 *
 * @param create makes the client, with the server as the door knows how to start it
 */
export async function startExtension(context: ExtensionContext, create: (options: LanguageClientOptions) => BaseLanguageClient): Promise<Running> {
  const output = window.createOutputChannel('keepalived', { log: true });
  const client = create({
    documentSelector: schemes().map((scheme) => ({ scheme, language: languageId })),
    outputChannel: output,
    initializationOptions: { commands: offered },
    markdown: { isTrusted: { enabledCommands: offered }, supportThemeIcons: true },
  });
  const feed = new ClusterFeed(client);
  const panel = new ClusterPanel(context.extensionUri, feed);
  const trees = new SyntaxTrees(client);
  const pages = new RulePages(client);
  context.subscriptions.push(
    output, feed, panel, trees, pages, showStatus(feed),
    commands.registerCommand('keepalived.showTopology', () => { panel.show('topology'); }),
    commands.registerCommand('keepalived.simulateFailover', (uri?: unknown) => {
      if (typeof uri === 'string') feed.follow(Uri.parse(uri));
      panel.show('failover');
    }),
    commands.registerCommand('keepalived.showSyntaxTree', () => showSyntaxTree()),
    commands.registerCommand('keepalived.fixAll', () => fixAll()),
    commands.registerCommand('keepalived.explainRule', (rule?: unknown) => explainRule(typeof rule === 'string' ? rule : undefined)),
    commands.registerCommand('keepalived.restartServer', () => restartServer(client)),
    commands.registerCommand('keepalived.showOutput', () => { output.show(true); }),
  );
  await client.start();
  return {
    client,
    async stop() {
      if (client.state === State.Running) await client.stop();
    },
  };
}

/** Files and unsaved texts, wherever the folders of the workspace are; not the old texts of a version control. */
function schemes(): readonly string[] {
  return [...new Set(['file', 'untitled', ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)])];
}
