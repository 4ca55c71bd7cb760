/**
 * Builds the stand-alone executable, which needs no Node: `dist/bin/kaconf`, with a link for each command beside it, and
 * an archive of them for a release.
 *
 *     npm run package:bin                      with the Node of npm's package `node`
 *     npm run package:bin -- --node PATH       with that one (24 or later)
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { inject } from 'postject';
import { converse } from './check-packages/server.ts';
import { cleanEnvironment, expectRun, run } from './check-packages/shell.ts';
import { faulty } from './check-packages/trials.ts';
import { commandOptions } from './commands.ts';
import { notices, thirdParties } from './licenses.ts';
import { startUp } from './package-bin/start-up.ts';
import { tryExecutable } from './package-bin/trials.ts';

/** The release that is put into the file: long-term support, and no library beyond what every Debian has. */
const nodeVersion = '24.21.0';
/** Node looks for it in itself to find out whether something was put in. */
const sentinelFuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const noticesFile = 'THIRD-PARTY-NOTICES.txt';
const commands = ['kalint', 'kafmt', 'keepalived-language-server'];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'dist/bin');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

async function nodeBinary(given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const cwd = join(root, `dist/node-${nodeVersion}`);
  const binary = join(cwd, 'node_modules/node/bin/node');
  if (!existsSync(binary)) {
    mkdirSync(cwd, { recursive: true });
    writeFileSync(join(cwd, 'package.json'), '{ "private": true }');
    await expectRun(0, 'npm', ['install', '--silent', `node@${nodeVersion}`], { cwd });
  }
  return binary;
}

/** Beside the binary in an archive of Node; in a package of its own with npm. */
function nodeLicense(node: string): string {
  const above = join(dirname(node), '..');
  const modules = join(above, 'node_modules');
  const places = [above, ...(existsSync(modules) ? readdirSync(modules).map((name) => join(modules, name)) : [])].map((place) => join(place, 'LICENSE'));
  const file = places.find((place) => existsSync(place));
  if (file === undefined) throw new Error(`there is no LICENSE of Node near ${node}`);
  return readFileSync(file, 'utf8');
}

/** Bundles, and the code that V8 compiles of each while it does what it mostly does. */
async function makeAssets(node: string, work: string): Promise<Record<string, string>> {
  const options = { ...commandOptions, absWorkingDir: root, target: 'node24' };
  const sources: Readonly<Record<string, string>> = { kalint: 'packages/kalint/src/cli.ts', kafmt: 'packages/kafmt/src/cli.ts', 'keepalived-language-server': 'packages/language-server/src/main.ts' };
  const [bundles] = await Promise.all([
    Promise.all(commands.map((name) => build({ ...options, entryPoints: [sources[name] ?? ''], outfile: join(work, name), metafile: true }))),
    build({ ...options, entryPoints: ['scripts/package-bin/entry.ts'], outfile: join(work, 'entry') }),
    build({ ...options, entryPoints: ['scripts/package-bin/keep-code.ts'], outfile: join(work, 'keep-code') }),
  ]);
  const libraries = thirdParties(root, bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  writeFileSync(join(work, noticesFile), `${notices(libraries)}\n${'-'.repeat(78)}\n\nNode.js\n\n${nodeLicense(node)}`);
  const keeping = (name: string): NodeJS.ProcessEnv => ({ ...cleanEnvironment(undefined), KACONF_KEEP: [join(work, name), name, join(work, `${name}.code`)].join(':') });
  const files = ['lb1.conf', 'lb2.conf'].map((name) => join(root, 'fixtures/clusters/classic-pair', name));
  spawnSync(node, [join(work, 'keep-code'), ...files], { env: keeping('kalint') });
  spawnSync(node, [join(work, 'keep-code'), '--diff', ...files], { env: keeping('kafmt') });
  await converse(node, [join(work, 'keep-code'), '--stdio'], faulty, { cwd: work, env: keeping('keepalived-language-server') });
  writeFileSync(join(work, 'version'), version);
  return Object.fromEntries(['version', ...commands, ...commands.map((name) => `${name}.code`)].map((name) => [name, name]));
}

async function makeBlob(node: string, work: string): Promise<Buffer> {
  const config = {
    main: 'entry', output: 'blob', disableExperimentalSEAWarning: true, assets: await makeAssets(node, work),
    // What a shell or an editor wants of its own Node is not meant for us.
    execArgvExtension: 'none',
  };
  writeFileSync(join(work, 'sea.json'), JSON.stringify(config));
  await expectRun(0, node, ['--experimental-sea-config', 'sea.json'], { cwd: work });
  return readFileSync(join(work, 'blob'));
}

async function makeExecutable(node: string, work: string): Promise<void> {
  const blob = await makeBlob(node, work);
  const executable = join(work, 'kaconf');
  copyFileSync(node, executable);
  chmodSync(executable, 0o755);
  // A sixth of the file are names for debuggers. Before the blob comes in: strip would not know what that is.
  const stripped = await run('strip', [executable], { cwd: work }).catch(() => undefined);
  if (stripped?.status !== 0) process.stdout.write('not stripped: the file is larger than it has to be\n');
  await inject(executable, 'NODE_SEA_BLOB', blob, { sentinelFuse });
  mkdirSync(folder, { recursive: true });
  renameOver(executable, join(folder, 'kaconf'));
  renameOver(join(work, noticesFile), join(folder, noticesFile));
  for (const name of commands) {
    rmSync(join(folder, name), { force: true });
    symlinkSync('kaconf', join(folder, name));
  }
}

/** A file that is being run cannot be overwritten, but its name can be given to another one. */
function renameOver(from: string, to: string): void {
  copyFileSync(from, `${to}.new`);
  renameSync(`${to}.new`, to);
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({ options: { node: { type: 'string' } } });
  const work = mkdtempSync(join(tmpdir(), 'package-bin-'));
  try {
    const node = await nodeBinary(values.node);
    await makeExecutable(node, work);
    process.stdout.write(`dist/bin/kaconf: ${Math.round(statSync(join(folder, 'kaconf')).size / 1e6)} MB\n`);
    process.stdout.write(`${await tryExecutable(root, folder)}\n`);
    process.stdout.write(startUp(root, folder, node));
    const archive = `dist/kaconf-${version}-${process.platform}-${process.arch}.tar.xz`;
    await expectRun(0, 'env', ['XZ_OPT=-1', 'tar', '--create', '--xz', '--owner=0', '--group=0', '--numeric-owner', '--file', join(root, archive), '--directory', folder, 'kaconf', noticesFile, ...commands], { cwd: root });
    process.stdout.write(`${archive}: ${Math.round(statSync(join(root, archive)).size / 1e6)} MB\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
