import { l10n, Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import type { ClusterFeed } from './cluster-feed.ts';
import { panelHtml } from './panel-html.ts';
import type { FromWebview, Section, ToWebview } from './picture.ts';

const viewType = 'keepalived.cluster';

/** The one panel that shows topology and failover of the clusters of the active file. */
export class ClusterPanel implements Disposable {
  readonly #extension: Uri;
  readonly #feed: ClusterFeed;
  readonly #disposables: Disposable[];
  #panel: WebviewPanel | undefined;
  /** The script of the panel has begun to listen. */
  #ready = false;
  #section: Section | undefined;

  constructor(extension: Uri, feed: ClusterFeed) {
    this.#extension = extension;
    this.#feed = feed;
    this.#disposables = [
      feed.onDidChange(() => { this.#draw(); }),
      window.registerWebviewPanelSerializer(viewType, { deserializeWebviewPanel: (panel) => { this.#adopt(panel); return Promise.resolve(); } }),
    ];
  }

  /** Brings the panel to the front, beside the file, and a part of it into sight. */
  show(section: Section): void {
    this.#section = section;
    if (this.#panel) {
      this.#panel.reveal(undefined, false);
      this.#focus();
      return;
    }
    this.#adopt(window.createWebviewPanel(viewType, l10n.t('Keepalived Cluster'), ViewColumn.Beside));
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const each of this.#disposables) each.dispose();
  }

  #adopt(panel: WebviewPanel): void {
    const { webview } = panel;
    const dist = Uri.joinPath(this.#extension, 'dist');
    this.#panel = panel;
    this.#ready = false;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.iconPath = { light: Uri.joinPath(this.#extension, 'images/file-light.svg'), dark: Uri.joinPath(this.#extension, 'images/file-dark.svg') };
    panel.onDidDispose(() => { if (this.#panel === panel) this.#panel = undefined; });
    webview.onDidReceiveMessage((message: unknown) => { this.#receive(message); });
    webview.html = panelHtml({ script: webview.asWebviewUri(Uri.joinPath(dist, 'webview.js')).toString(), style: webview.asWebviewUri(Uri.joinPath(dist, 'webview.css')).toString(), source: webview.cspSource });
  }

  #receive(message: unknown): void {
    if (isMessage(message, 'ready')) {
      this.#ready = true;
      this.#draw();
      this.#focus();
    } else if (isMessage(message, 'reveal')) void this.#reveal(message.place);
  }

  #draw(): void {
    const { news } = this.#feed;
    if (!news) return;
    const { clusters, active } = news;
    if (this.#panel) this.#panel.title = clusters[active]?.name ?? l10n.t('Keepalived Cluster');
    this.#post({ type: 'show', clusters, active });
  }

  #focus(): void {
    if (!this.#section || !this.#ready) return;
    this.#post({ type: 'focus', section: this.#section });
    this.#section = undefined;
  }

  #post(message: ToWebview): void {
    if (this.#ready) void this.#panel?.webview.postMessage(message);
  }

  /** Shows a line beside the panel. Only places that the server has named can be asked for. */
  async #reveal(number: unknown): Promise<void> {
    const place = typeof number === 'number' ? this.#feed.news?.places[number] : undefined;
    if (!place) return;
    const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === place.uri.toString());
    const beside = this.#panel?.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
    await window.showTextDocument(place.uri, { selection: place.range, viewColumn: shown?.viewColumn ?? beside });
  }
}

function isMessage<T extends FromWebview['type']>(message: unknown, type: T): message is Extract<FromWebview, { type: T }> {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === type;
}
