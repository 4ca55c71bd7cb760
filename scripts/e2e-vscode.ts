/**
 * The extension in a real VS Code workbench: the packed `.vsix` is installed, and a browser does what a person would do;
 * then tests run inside the extension host, as a process and as a web worker. What the workbench needs is installed into a
 * cache folder (`KACONF_CACHE`); where that is not possible, the run is skipped and says so.
 *
 * `npm run e2e:vscode [-- --pictures] [--tries=N] [ui] [chinese] [node] [web]`: with `--pictures` the pictures of the documentation
 * are taken anew; without names of parts all are run. A part that fails is run again, up to N times: what fails each time is a fault.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { play, createStage, type Case } from './e2e-vscode/case.ts';
import { chinese } from './e2e-vscode/chinese-cases.ts';
import { commanding } from './e2e-vscode/command-cases.ts';
import { editing } from './e2e-vscode/editing-cases.ts';
import { panel } from './e2e-vscode/panel-cases.ts';
import { triesGiven, untilPassed } from './e2e-editors/tries.ts';
import { runInHost } from './e2e-vscode/host.ts';
import { install, type Installation } from './e2e-vscode/install.ts';
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
const stage = await stageExtension();
const vsix = await packExtension();
// Whoever ends this run early ends the workbench too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const parts = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const wanted = (part: string): boolean => parts.length === 0 || parts.includes(part);
const runs: readonly (readonly [part: string, run: () => Promise<number>])[] = [
  ['ui', () => playUi(installation, [...editing, ...panel, ...commanding], 'en')],
  ['chinese', () => playUi(installation, chinese, 'zh-cn')],
  ['node', () => runInHost(installation, stage, 'node')],
  ['web', () => runInHost(installation, stage, 'web')],
];
let failed = false;
for (const [part, run] of runs) if (wanted(part) && !(await untilPassed(part, triesGiven(), async () => (await run()) === 0))) failed = true;
process.exitCode = failed ? 1 : 0;

/** Plays the cases in a workbench of a language; how many failed or were not reached. */
async function playUi(installed: Installation, cases: readonly Case[], language: string): Promise<number> {
  const workbench = await startWorkbench(installed, { vsix: [vsix], folder: join(root, 'scripts/e2e-vscode/pair'), settings: { '[keepalived]': { 'editor.formatOnSave': true } } });
  say(`the workbench is up (${language})`);
  try {
    const browser = await startBrowser(workbench, installed);
    const page = browser.pages()[0] ?? (await browser.newPage());
    // As a language pack would do it; its own texts stay English without one.
    if (language !== 'en') await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
    await page.goto(workbench.address([]));
    await page.locator('.monaco-workbench').waitFor({ timeout: 120_000 });
    mkdirSync(pictures, { recursive: true });
    const missed = await play(cases, createStage(new Ui(page), workbench, pictures), join(root, `packages/vscode/dist/failed-${language}.png`));
    if (missed > 0) process.stdout.write(workbench.log().slice(-3_000));
    await browser.close();
    return missed;
  } finally {
    await workbench.stop();
  }
}
