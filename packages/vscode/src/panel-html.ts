import { env, l10n } from 'vscode';
import type { Labels } from './picture.ts';

interface Resources {
  readonly script: string;
  readonly style: string;
  /** What a webview calls its own origin in a content security policy. */
  readonly source: string;
}

/** The page of the panel. It has no content of its own: the script fills it in with what it is sent. */
export function panelHtml({ script, style, source }: Resources): string {
  const nonce = randomNonce();
  const labels = labelsInLanguage();
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(style)}">
<title>keepalived</title>
</head>
<body class="empty">
<nav id="clusters" aria-label="${escapeHtml(labels.cluster)}"></nav>
<h1 id="title">${escapeHtml(labels.loading)}</h1>
<main>
<section id="topology" tabindex="-1" aria-labelledby="topology-title">
<h2 id="topology-title">${escapeHtml(labels.topology)} <small id="shown"></small></h2>
<div id="topology-area"><svg aria-hidden="true"></svg><div id="cards"></div></div>
<p id="summary" role="status"></p>
</section>
<section id="failover" tabindex="-1" aria-labelledby="failover-title">
<h2 id="failover-title">${escapeHtml(labels.failover)}</h2>
<div id="faults"></div>
</section>
</main>
<script type="application/json" id="labels" nonce="${nonce}">${JSON.stringify(labels).replaceAll('<', '\\u003c')}</script>
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}

function labelsInLanguage(): Labels {
  return {
    topology: l10n.t('Topology'),
    failover: l10n.t('Failover'),
    cluster: l10n.t('Cluster'),
    allIsWell: l10n.t('All is well'),
    whatFails: l10n.t('What fails'),
    router: l10n.t('Instance'),
    master: l10n.t('Master'),
    after: l10n.t('After'),
    why: l10n.t('Why'),
    none: l10n.t('none'),
    unknown: l10n.t('cannot be decided'),
    nothing: l10n.t('No cluster: no two files of the workspace speak VRRP with each other.'),
    hint: l10n.t('Choose a fault to see where the addresses go; choose it again to repair it.'),
    holds: l10n.t('master'),
    standsBy: l10n.t('stands by'),
    services: l10n.t('Virtual servers'),
    loading: l10n.t('Waiting for the language server'),
    jump: l10n.t('Jump to the line'),
    noFaults: l10n.t('No failover can be played through for this cluster.'),
  };
}

/** Text that may stand between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes));
}
