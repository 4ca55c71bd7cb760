/**
 * Packs each package that is published, lets publint and "are the types wrong" judge it, installs it alone into an empty
 * folder and uses it: commands, Prettier's plugin, the server, and the programs of its README with their types.
 *
 *     npm run check:packages                  with the Node at hand
 *     npm run check:packages -- --all         with Node 20, 22, 24 and 26 (out of npm's packages of Node)
 *     npm run check:packages -- --node 22     with that one
 *     npm run check:packages -- --all --resume  without what has passed already with the same contents
 *
 * Exit status 1 if something failed, 3 if nothing did but the registry did not hand out what is needed.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { published } from './check-packages/folders.ts';
import { judgeTarball, pack, type Tarball } from './check-packages/pack.ts';
import { Passed } from './check-packages/passed.ts';
import { NoAnswer, provideNode } from './check-packages/registry.ts';
import { expectRun } from './check-packages/shell.ts';
import { tryPackage } from './check-packages/trials.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { all: { type: 'boolean', default: false }, node: { type: 'string', multiple: true, default: [] }, resume: { type: 'boolean', default: false } } });
const versions = values.all ? ['20', '22', '24', '26'] : values.node;

const temporary = mkdtempSync(join(tmpdir(), 'check-packages-'));
const passed = new Passed();
const failures: string[] = [];
const unknown: string[] = [];

/** @returns whether it went well */
async function step(name: string, work: () => Promise<string | undefined>): Promise<boolean> {
  const started = performance.now();
  try {
    const said = await work();
    process.stdout.write(`ok    ${name}${said === undefined ? '' : `: ${said}`} (${Math.round(performance.now() - started)} ms)\n`);
    return true;
  } catch (error) {
    const isSilence = error instanceof NoAnswer;
    (isSilence ? unknown : failures).push(name);
    process.stdout.write(`${isSilence ? '?????' : 'FAIL '} ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

async function tryOn(node: string | undefined, below: string, tarballs: readonly Tarball[]): Promise<void> {
  const program = node === undefined ? process.execPath : join(node, 'node');
  const version = (await expectRun(0, program, ['--version'], { cwd: below })).trim();
  for (const tarball of tarballs) {
    const name = `${tarball.folder} on Node ${version}`;
    if (values.resume && passed.has(tarball.file, version)) process.stdout.write(`ok    ${name}: has passed before\n`);
    else if (await step(name, async () => { await tryPackage(root, tarball, below, node); return undefined; })) passed.add(tarball.file, version);
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
  for (const version of versions.length === 0 ? [undefined] : versions) {
    const below = join(temporary, `try-${version ?? 'here'}`);
    mkdirSync(below);
    let node: string | undefined;
    // Without that Node there is nothing to try.
    if (version !== undefined && !(await step(`Node ${version}`, async () => (node = await provideNode(version))))) continue;
    await tryOn(node, below, tarballs);
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
if (failures.length > 0) process.stdout.write(`${failures.length} failed: ${failures.join(', ')}\n`);
if (unknown.length > 0) process.stdout.write(`${unknown.length} could not be tried, the registry did not answer (--resume tries only what is left): ${unknown.join(', ')}\n`);
if (failures.length + unknown.length === 0) process.stdout.write('all packages work\n');
process.exitCode = failures.length > 0 ? 1 : unknown.length > 0 ? 3 : 0;
