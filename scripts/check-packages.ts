/**
 * Packs each package that is published, lets publint and "are the types wrong" judge it, installs it alone into an empty
 * folder and uses it: commands, Prettier's plugin, the server, and the programs of its README with their types.
 *
 *     npm run check:packages                  with the Node at hand
 *     npm run check:packages -- --all         with Node 20, 22, 24 and 26 (npm's package `node` brings them)
 *     npm run check:packages -- --node 22     with that one
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { published } from './check-packages/folders.ts';
import { judgeTarball, pack, type Tarball } from './check-packages/pack.ts';
import { expectRun } from './check-packages/shell.ts';
import { tryPackage } from './check-packages/trials.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { all: { type: 'boolean', default: false }, node: { type: 'string', multiple: true, default: [] } } });

/** @returns folder with the `node` of that version; undefined: the one at hand */
async function installNode(version: string, below: string): Promise<string> {
  const cwd = join(below, `node-${version}`);
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'package.json'), '{ "private": true }');
  await expectRun(0, 'npm', ['install', '--silent', `node@${version}`], { cwd });
  return join(cwd, 'node_modules/node/bin');
}

const temporary = mkdtempSync(join(tmpdir(), 'check-packages-'));
let failures = 0;
async function step(name: string, work: () => Promise<string | undefined>): Promise<void> {
  const started = performance.now();
  try {
    const said = await work();
    process.stdout.write(`ok    ${name}${said === undefined ? '' : `: ${said}`} (${Math.round(performance.now() - started)} ms)\n`);
  } catch (error) {
    failures++;
    process.stdout.write(`FAIL  ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

try {
  const tarballs: Tarball[] = [];
  for (const folder of published) {
    await step(`pack ${folder}`, async () => {
      const tarball = await pack(root, folder, temporary);
      tarballs.push(tarball);
      return tarball.line;
    });
  }
  for (const tarball of tarballs) {
    await step(`publint and attw on ${tarball.folder}`, async () => { await judgeTarball(root, tarball); return undefined; });
  }
  const versions = values.all ? ['20', '22', '24', '26'] : values.node;
  for (const version of versions.length === 0 ? [undefined] : versions) {
    const below = join(temporary, `try-${version ?? 'here'}`);
    mkdirSync(below);
    let node: string | undefined;
    if (version !== undefined) await step(`node ${version}`, async () => (await expectRun(0, join((node = await installNode(version, below)), 'node'), ['--version'], { cwd: below })).trim());
    for (const tarball of tarballs) {
      await step(`${tarball.folder} on Node ${version ?? process.version}`, async () => { await tryPackage(root, tarball, below, node); return undefined; });
    }
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
process.stdout.write(failures === 0 ? 'all packages work\n' : `${failures} failed\n`);
process.exitCode = failures === 0 ? 0 : 1;
