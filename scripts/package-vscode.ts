/**
 * Builds the VS Code extension and packs it: client and server for desktop and browser, the script of the webview, and
 * the grammar that is generated from the vocabulary. With `--no-pack` everything is built, but no `.vsix` is made.
 */
import { cpSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { bundleServer } from './package-vscode/bundle-server.ts';

/** An extension that people install should not be bigger, in bytes. */
const limit = 1_000_000;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const extension = join(root, 'packages/vscode');
const stage = join(extension, 'dist/stage');
const out = join(stage, 'dist');

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  minify: true,
  keepNames: false,
};
const forNode: BuildOptions = { ...common, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };
const forBrowser: BuildOptions = { ...common, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

const bundles: readonly BuildOptions[] = [
  { ...forNode, entryPoints: ['packages/vscode/src/extension.ts'], outfile: join(out, 'extension.cjs'), external: ['vscode'] },
  // A host in a web worker looks for a name that ends in `.js`.
  { ...forBrowser, entryPoints: ['packages/vscode/src/browser.ts'], outfile: join(out, 'browser.js'), format: 'cjs', external: ['vscode'] },
  { ...forBrowser, entryPoints: ['packages/vscode/webview/main.ts'], outfile: join(out, 'webview.js'), format: 'iife' },
  { ...common, entryPoints: ['packages/vscode/webview/webview.css'], outfile: join(out, 'webview.css') },
];

/** What is packed besides the bundles: from where, and under which name. */
const files: readonly (readonly [from: string, to: string])[] = [
  ...['package.json', 'package.nls.json', 'package.nls.zh-cn.json', 'language-configuration.json', 'README.md', 'snippets', 'l10n', 'images', 'walkthrough']
    .map((name) => [join(extension, name), name] as const),
  [join(root, 'LICENSE'), 'LICENSE'],
  [join(root, 'CHANGELOG.md'), 'CHANGELOG.md'],
  [join(root, 'grammar/keepalived.tmLanguage.json'), 'dist/keepalived.tmLanguage.json'],
];

/**
 * Makes a folder with everything that is packed, and nothing else.
 *
 * @returns the folder; it can also be run as it is (`extensionDevelopmentPath`)
 */
export async function stageExtension(): Promise<string> {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await Promise.all([...bundles.map((bundle) => build(bundle)), bundleServer(common, out)]);
  for (const [from, to] of files) cpSync(from, join(stage, to), { recursive: true });
  return stage;
}

/** @returns the path of the `.vsix` */
export async function packExtension(): Promise<string> {
  const { createVSIX } = await import('@vscode/vsce');
  const { version } = JSON.parse(await readFile(join(stage, 'package.json'), 'utf8')) as { version: string };
  const packagePath = join(extension, `keepalived-${version}.vsix`);
  await createVSIX({ cwd: stage, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
  const { size } = statSync(packagePath);
  if (size > limit) throw new Error(`${packagePath} has ${size} bytes, more than ${limit}`);
  process.stdout.write(`${packagePath}: ${Math.round(size / 1000)} kB\n`);
  return packagePath;
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  await stageExtension();
  if (!process.argv.includes('--no-pack')) await packExtension();
}
