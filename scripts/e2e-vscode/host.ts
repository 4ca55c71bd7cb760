import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { Installation } from './install.ts';
import { startBrowser, startWorkbench } from './workbench.ts';

/** A process of the machine, as on a desktop, or a web worker of the page, as in a browser. */
export type HostKind = 'node' | 'web';

const here = dirname(fileURLToPath(import.meta.url));
/** Milliseconds; a machine under load starts slowly. */
const patience = 240_000;

/**
 * Runs the tests of `host/` inside an extension host.
 *
 * @param extension folder with the extension, as it is packed
 * @returns how many runs failed: 0 or 1
 */
export async function runInHost(installation: Installation, extension: string, kind: HostKind): Promise<number> {
  const tests = join(extension, 'dist', `host-tests-${kind}.js`);
  await build({ entryPoints: [join(here, 'host/index.ts')], outfile: tests, bundle: true, format: 'cjs', platform: kind === 'node' ? 'node' : 'browser', external: ['vscode'], target: 'es2022', logLevel: 'warning' });
  const workbench = await startWorkbench(installation, { folder: join(here, 'pair'), args: ['--vscode-option', 'enable-smoke-test-driver'] });
  // A worker cannot load a script from the machine of the workbench: the extension comes from a web server, as in a browser.
  const server = kind === 'web' ? await serve(extension) : undefined;
  const browser = await startBrowser(workbench, installation);
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    const ended = new Promise<number>((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
    await page.exposeFunction('codeAutomationLog', (_: string, words: readonly unknown[]) => {
      const line = words.map(String).join(' ');
      const told = /host: (.*)/.exec(line)?.[1];
      if (told !== undefined) process.stdout.write(`  ${kind}: ${told}\n`);
    });
    if (process.env['KACONF_DEBUG'] !== undefined) page.on('console', (message) => { process.stdout.write(`  [page] ${message.text().slice(0, 300)}\n`); });
    if (server) await developInBrowser(page, new URL(workbench.address([])).host, server.path, `dist/host-tests-${kind}.js`);
    await page.goto(workbench.address(server ? [] : [['extensionDevelopmentPath', workbench.remote(extension)], ['extensionTestsPath', workbench.remote(tests)]]));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<number>((resolve) => { timer = setTimeout(() => { process.stdout.write(`  ${kind}: no end in time\n`); resolve(1); }, patience); });
    const code = await Promise.race([ended, limit]);
    clearTimeout(timer);
    if (code !== 0) await page.screenshot({ path: join(extension, '..', `failed-${kind}.png`) });
    process.stdout.write(`${code === 0 ? 'ok' : 'not ok'} - tests inside the extension host (${kind})\n`);
    return code === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await workbench.stop();
    await server?.stop();
  }
}

/** Tells the workbench of the page to run an extension from a web server, as those who make a workbench for browsers do. */
async function developInBrowser(page: Page, authority: string, extension: string, tests: string): Promise<void> {
  await page.route((address) => address.pathname === '/' && address.searchParams.has('folder'), async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/, (_, before: string, settings: string) => {
      const given = JSON.parse(settings.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as { readonly developmentOptions?: object };
      const place = (path: string): object => ({ scheme: 'http', authority, path });
      const wanted = { ...given, developmentOptions: { ...given.developmentOptions, extensions: [place(extension)], extensionTestsPath: place(extension + tests) } };
      return before + JSON.stringify(wanted).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    });
    await route.fulfill({ response, body: html });
  });
}

/** A web server for the files of a folder, on this machine only. */
async function serve(folder: string): Promise<{ readonly path: string; stop(): Promise<void> }> {
  const types: Readonly<Record<string, string>> = { js: 'text/javascript', json: 'application/json', css: 'text/css', svg: 'image/svg+xml', png: 'image/png' };
  const server: Server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    readFile(join(folder, path)).then(
      (content) => response.writeHead(200, { 'content-type': types[path.split('.').at(-1) ?? ''] ?? 'text/plain' }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    // The policy of the workbench allows its own origin only; it hands requests on.
    path: `/proxy/${typeof address === 'object' && address !== null ? address.port : 0}/`,
    stop: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}
