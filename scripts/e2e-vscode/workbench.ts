import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type BrowserContext } from 'playwright-core';
import type { Installation } from './install.ts';

const run = promisify(execFile);
/** A calm workbench: nothing pops up that is not ours. */
const calm = {
  'workbench.startupEditor': 'none', 'workbench.colorTheme': process.env['KACONF_THEME'] ?? 'Default Dark Modern', 'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden', 'chat.disableAIFeatures': true, 'chat.commandCenter.enabled': false,
  'workbench.tips.enabled': false, 'telemetry.telemetryLevel': 'off', 'update.mode': 'none', 'security.workspace.trust.enabled': false,
  'extensions.autoCheckUpdates': false, 'extensions.autoUpdate': false, 'extensions.ignoreRecommendations': true,
  'git.enabled': false, 'editor.minimap.enabled': false, 'editor.hover.delay': 100, 'editor.cursorBlinking': 'solid',
  'editor.fontFamily': 'DejaVu Sans Mono', 'files.autoSave': 'off', 'window.commandCenter': false, 'workbench.layoutControl.enabled': false,
  'workbench.reduceMotion': 'on', 'workbench.editor.revealIfOpen': true, 'editor.accessibilitySupport': 'off',
};

export interface WorkbenchOptions {
  /** Copied to be the workspace. */
  readonly folder: string;
  /** Extensions to be installed, as a user would. */
  readonly vsix?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Further arguments of code-server. */
  readonly args?: readonly string[];
}

/** A running workbench with a throw-away home; nothing outside it is read or written. */
export interface Workbench {
  /** Folder of the workspace. */
  readonly folder: string;
  /** Everything that belongs to this run lies below it. */
  readonly base: string;
  /** URI under which the workbench knows a file of this machine. */
  remote(path: string): string;
  /** Address of a page that opens the folder. */
  address(payload: readonly (readonly [string, string])[]): string;
  log(): string;
  stop(): Promise<void>;
}

export async function startWorkbench({ root, node }: Installation, { folder, vsix = [], settings = {}, args = [] }: WorkbenchOptions): Promise<Workbench> {
  const base = mkdtempSync(join(tmpdir(), 'kaconf-e2e-'));
  const at = (name: string): string => join(base, name);
  for (const name of ['data/User', 'ext', 'home', 'chrome', 'tmp']) mkdirSync(at(name), { recursive: true });
  cpSync(folder, at('ws'), { recursive: true });
  writeFileSync(at('data/User/settings.json'), JSON.stringify({ ...calm, ...settings }, undefined, 1));
  const port = await freePort();
  writeFileSync(at('server.yaml'), `bind-addr: 127.0.0.1:${port}\nauth: none\ncert: false\n`);
  const common = [join(root, 'node_modules/code-server/out/node/entry.js'), '--config', at('server.yaml'), '--user-data-dir', at('data'), '--extensions-dir', at('ext')];
  const env: NodeJS.ProcessEnv = {
    ...process.env, PATH: `${dirname(node)}:${process.env['PATH'] ?? ''}`, HOME: at('home'), XDG_CONFIG_HOME: at('home/.config'), XDG_DATA_HOME: at('home/.local/share'),
    XDG_RUNTIME_DIR: at('home'), TMPDIR: at('tmp'), EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' }),
  };
  delete env['VSCODE_IPC_HOOK_CLI'];
  delete env['PORT'];
  delete env['NODE_OPTIONS'];
  for (const path of vsix) await run(node, [...common, '--install-extension', path], { env, timeout: 180_000 });
  const log = openSync(at('server.log'), 'w');
  const flags = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override', '--disable-file-downloads'];
  const child = spawn(node, [...common, ...flags, ...args, at('ws')], { env, stdio: ['ignore', log, log], detached: true });
  const url = `http://127.0.0.1:${port}`;
  const signal = (name: NodeJS.Signals): void => {
    try {
      // The group: extension host and file watcher are children of their own.
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // Gone already.
    }
  };
  const kill = (): void => { signal('SIGKILL'); };
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    const gone = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : Promise.resolve();
    signal('SIGTERM');
    const hard = setTimeout(() => { signal('SIGKILL'); }, 5_000);
    await gone;
    clearTimeout(hard);
    kill();
    process.off('exit', kill);
    if (process.env['KACONF_KEEP'] === undefined) rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  for (let tries = 0; !(await isUp(url)); tries++) {
    if (child.exitCode !== null || tries > 600) {
      const said = readFileSync(at('server.log'), 'utf8').slice(-1500);
      await stop();
      throw new Error(`code-server did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    folder: at('ws'), base, stop,
    remote: (path) => `vscode-remote://127.0.0.1:${port}${path}`,
    address: (payload) => `${url}/?folder=${encodeURIComponent(at('ws'))}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
    log: () => readFileSync(at('server.log'), 'utf8'),
  };
}

export async function startBrowser(workbench: Workbench, { chromium: executablePath }: Installation, locale = 'en'): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(join(workbench.base, 'chrome'), {
    executablePath, headless: true, viewport: { width: 1360, height: 860 }, locale, timeout: 120_000,
    env: { ...process.env, HOME: join(workbench.base, 'home'), TMPDIR: join(workbench.base, 'tmp') },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none', '--disable-features=LocalNetworkAccessChecks'],
  });
  // Nothing may leave the machine: what would, fails at once instead of waiting for a name server.
  await context.route((address) => /^https?:$/.test(address.protocol) && address.hostname !== '127.0.0.1' && address.hostname !== 'localhost', (route) => route.abort());
  context.setDefaultTimeout(60_000);
  return context;
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0); });
    });
  });
}

