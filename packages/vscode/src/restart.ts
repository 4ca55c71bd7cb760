import { l10n, ProgressLocation, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Stops the server, however it is, and starts it again. */
export async function restartServer(client: BaseLanguageClient): Promise<void> {
  await window.withProgress({ location: ProgressLocation.Window, title: l10n.t('Restarting the keepalived language server') }, async () => {
    try {
      if (client.needsStop()) await client.stop();
    } catch {
      // A server that does not answer any more is ended all the same.
    }
    await client.start();
  });
  window.setStatusBarMessage(l10n.t('The keepalived language server has been restarted.'), 5_000);
}
