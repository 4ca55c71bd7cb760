/**
 * The extension in a real VS Code workbench: the packed `.vsix` is installed, and a browser does what a person would do.
 * What the workbench needs is installed into a cache folder; where that is not possible, the run is skipped and says so.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { play, createStage } from './e2e-vscode/case.ts';
import { editing } from './e2e-vscode/editing-cases.ts';
import { panel } from './e2e-vscode/panel-cases.ts';
import { install } from './e2e-vscode/install.ts';
import { Ui } from './e2e-vscode/ui.ts';
import { startBrowser, startWorkbench } from './e2e-vscode/workbench.ts';
import { packExtension, stageExtension } from './package-vscode.ts';

const root = join(fileURLToPath(import.meta.url), '../..');
const pictures = join(root, process.argv.includes('--pictures') ? 'docs/images' : 'packages/vscode/dist/pictures');
const say = (message: string): void => void process.stdout.write(`# ${message}\n`);

const installation = await install(say);
if (typeof installation === 'string') {
  say(`SKIPPED: ${installation}`);
  process.exit(0);
}
await stageExtension();
const vsix = await packExtension();
const workbench = await startWorkbench(installation, { vsix: [vsix], folder: join(root, 'scripts/e2e-vscode/pair'), settings: { '[keepalived]': { 'editor.formatOnSave': true } } });
say('the workbench is up');
try {
  const browser = await startBrowser(workbench, installation);
  const page = browser.pages()[0] ?? (await browser.newPage());
  await page.goto(workbench.address([]));
  await page.locator('.monaco-workbench').waitFor({ timeout: 120_000 });
  mkdirSync(pictures, { recursive: true });
  const failed = await play([...editing, ...panel], createStage(new Ui(page), workbench, pictures), join(root, 'packages/vscode/dist/failed.png'));
  if (failed > 0) process.stdout.write(workbench.log().slice(-3_000));
  process.exitCode = failed > 0 ? 1 : 0;
  await browser.close();
} finally {
  await workbench.stop();
}
