/** What comes from the registry: asked for once, kept, and asked for again where it does not answer. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../cache-folder.ts';
import { expectRun, run, type Running } from './shell.ts';

/** How often the registry is asked before it is given up. */
const attempts = 4;
/** npm's words for a registry that does not answer, or not in time. What is wrong with a package has other names. */
const silent = /\b(?:ETIMEDOUT|ECONNRESET|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EIDLETIMEOUT|ERR_SOCKET_TIMEOUT|E(?:408|429|5\d\d))\b|network|socket hang up|FETCH_ERROR|status null/i;

/** The registry did not answer: nothing is known about the package. */
export class NoAnswer extends Error {}

/**
 * `npm install`, with what npm has in its cache taken from there.
 *
 * @throws NoAnswer if the registry does not answer; Error if the package cannot be installed
 */
export async function npmInstall(what: readonly string[], { cwd, node }: Pick<Running, 'cwd' | 'node'>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { status, out, err } = await run('npm', ['install', '--prefer-offline', '--fetch-retries=3', '--fetch-timeout=60000', '--loglevel=error', ...what], { cwd, node, seconds: 240 });
    if (status === 0) return;
    const said = `${out}${err}${status === null ? 'status null: not done in time' : ''}`;
    if (!silent.test(said)) throw new Error(`npm install ${what.join(' ')}: status ${String(status)}\n${said}`);
    if (attempt === attempts) throw new NoAnswer(`the registry did not hand out ${what.join(' ')} in ${attempts} attempts; what has passed is kept: go on with --resume\n${said.slice(0, 500)}`);
    process.stdout.write(`wait  the registry did not hand out ${what.join(' ')}; attempt ${attempt + 1} of ${attempts}\n`);
    await new Promise((resolve) => { setTimeout(resolve, attempt * 5_000); });
  }
}

/**
 * The newest Node of a major version, out of the package that npm's `node` would install for this system.
 *
 * @returns folder with `node`, in the cache
 */
export async function provideNode(major: string): Promise<string> {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const home = join(cacheFolder, `node-${major}`);
  const bin = join('node_modules', name, 'bin');
  if (!existsSync(join(home, bin))) {
    // Made elsewhere and moved, so that half a Node is not taken for a whole one.
    const fresh = `${home}.${process.pid}`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    writeFileSync(join(fresh, 'package.json'), '{ "private": true }');
    await npmInstall([`${name}@${major}`], { cwd: fresh });
    const version = (await expectRun(0, join(fresh, bin, 'node'), ['--version'], { cwd: fresh })).trim();
    if (!version.startsWith(`v${major}.`)) throw new Error(`${name}@${major} is ${version}`);
    rmSync(home, { recursive: true, force: true });
    renameSync(fresh, home);
  }
  return join(home, bin);
}
