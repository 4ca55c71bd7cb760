import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';

const coreName = 'server-core.js';

/**
 * Bundles the language server for desktop and browser so that what both have in common, nearly all, is packed once:
 * `server-core.js` is the whole server of the browser, and the library of `server.cjs`, which adds files and processes.
 *
 * A web worker of an extension has to be one classic script, so the parts cannot simply be modules that import each other.
 *
 * @param common settings of all bundles
 * @param out folder of the bundles
 */
export async function bundleServer(common: BuildOptions, out: string): Promise<void> {
  const parts = mkdtempSync(join(out, 'parts-'));
  try {
    const { metafile } = await build({
      ...common, outdir: parts, splitting: true, format: 'esm', platform: 'neutral', metafile: true, target: 'es2022', outExtension: { '.js': '.mjs' },
      entryPoints: { desktop: 'packages/language-server/src/main.ts', browser: 'packages/language-server/src/browser.ts' },
      conditions: [...(common.conditions ?? []), 'browser'], mainFields: ['module', 'main'], external: ['node:*', ...builtins], plugins: [nodeDoors],
    });
    const shared = sharedParts(metafile);
    const entry = [
      `if (typeof importScripts === 'function') require('./browser.mjs');`,
      `else module.exports = { ${shared.map((name) => `get '${name}'() { return require('./${name}'); }`).join(', ')} };`,
    ].join('\n');
    await build({ ...common, stdin: { contents: entry, resolveDir: parts }, outfile: join(out, coreName), platform: 'browser', format: 'cjs', target: 'es2022' });
    await build({ ...common, entryPoints: [join(parts, 'desktop.mjs')], outfile: join(out, 'server.cjs'), platform: 'node', format: 'cjs', target: 'node20', plugins: [fromCore(shared)] });
  } finally {
    rmSync(parts, { recursive: true, force: true });
  }
}

/** Modules of Node that libraries of the desktop name without `node:`. */
const builtins = ['child_process', 'crypto', 'fs', 'net', 'os', 'path', 'process', 'url', 'util', 'worker_threads'];

/** Everything is taken in its form for browsers, but the libraries of the protocol also have a door for Node. */
const nodeDoors: Plugin = {
  name: 'node-doors',
  setup({ onResolve }) {
    onResolve({ filter: /^vscode-(?:languageserver|languageserver-protocol|jsonrpc)\/node$/ }, ({ path, importer }) => ({ path: createRequire(importer).resolve(path) }));
  },
};

/** Names of the parts that the browser needs besides its own. */
function sharedParts({ outputs }: Metafile): readonly string[] {
  const seen = new Set<string>();
  const pending = Object.keys(outputs).filter((path) => basename(path) === 'browser.mjs');
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    pending.push(...(outputs[path]?.imports ?? []).filter(({ external }) => external !== true).map((each) => each.path));
  }
  return [...seen].map((path) => basename(path)).filter((name) => name !== 'browser.mjs').sort();
}

/** Takes parts out of the core instead of bundling them once more. */
function fromCore(shared: readonly string[]): Plugin {
  return {
    name: 'from-core',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/[^/]+\.mjs$/ }, ({ path }) => (shared.includes(basename(path)) ? { path: `${basename(path)}.cjs`, namespace: 'core' } : undefined));
      onResolve({ filter: /^core:/ }, () => ({ path: `./${coreName}`, external: true }));
      onLoad({ filter: /.*/, namespace: 'core' }, ({ path }) => ({ contents: `module.exports = require('core:')['${path.replace(/\.cjs$/, '')}'];`, loader: 'js' }));
    },
  };
}
