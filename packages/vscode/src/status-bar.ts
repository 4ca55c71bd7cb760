import { l10n, MarkdownString, StatusBarAlignment, window, workspace, Disposable } from 'vscode';
import type { ClusterFeed, ClusterNews } from './cluster-feed.ts';
import { languageId } from './language.ts';
import type { ClusterPicture } from './picture.ts';

/** Shows the cluster of the active file in the status bar; a click shows its topology. */
export function showStatus(feed: ClusterFeed): Disposable {
  const item = window.createStatusBarItem('keepalived.cluster', StatusBarAlignment.Right, 90);
  item.name = l10n.t('Keepalived cluster');
  item.command = 'keepalived.showTopology';
  const update = (): void => {
    const wanted = workspace.getConfiguration('keepalived').get<boolean>('statusBar.enable', true);
    const { news } = feed;
    if (!wanted || !news || !isInSight()) {
      item.hide();
      return;
    }
    const cluster = clusterOf(news);
    item.text = cluster ? `$(type-hierarchy) ${cluster.name}` : `$(type-hierarchy) ${l10n.t('no cluster')}`;
    item.tooltip = tooltip(news);
    item.show();
  };
  update();
  return Disposable.from(item, feed.onDidChange(update), window.onDidChangeActiveTextEditor(update), window.onDidChangeVisibleTextEditors(update), workspace.onDidChangeConfiguration(update));
}

/** The active editor is one of ours; or the focus is elsewhere, as in the panel of the cluster, and one can be seen. */
function isInSight(): boolean {
  const { activeTextEditor, visibleTextEditors } = window;
  const editors = activeTextEditor ? [activeTextEditor] : visibleTextEditors;
  return editors.some(({ document }) => document.languageId === languageId);
}

/** A node alone is none: nobody takes over from it. */
function clusterOf({ clusters, active }: ClusterNews): ClusterPicture | undefined {
  const cluster = clusters[active];
  return cluster && cluster.nodes.length > 1 ? cluster : undefined;
}

function tooltip(news: ClusterNews): MarkdownString {
  const text = new MarkdownString();
  const cluster = clusterOf(news);
  if (!cluster) return text.appendText(l10n.t('No other file of the workspace speaks VRRP with this one.'));
  for (const { key, masters, addresses } of cluster.routers) {
    const where = masters === undefined ? '?' : masters.length === 0 ? l10n.t('none') : masters.join(' + ');
    text.appendText(`${key}: ${l10n.t('master')} ${where}, ${addresses.join(', ')}`).appendMarkdown('\n\n');
  }
  return text.appendText(l10n.t('Click to see the topology.'));
}
