import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Published } from './folders.ts';
import type { Tarball } from './pack.ts';
import { npmInstall } from './registry.ts';
import { trySamples, tryTypes } from './samples.ts';
import { converse } from './server.ts';
import { expectRun, expectThat } from './shell.ts';

/** A node with one misspelt keyword, badly indented. */
export const faulty = 'vrrp_instance VI_1 {\n  interface eth0\n    virtual_router_id 51\n  priorty 150\n}\n';
export const neat = 'vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    priorty 150\n}\n';

interface Place {
  readonly cwd: string;
  readonly node: string | undefined;
}

/** `npx --no-install` fails where the command is not there, instead of asking a registry. */
const npx = (status: number, { cwd, node }: Place, ...words: string[]): Promise<string> => expectRun(status, 'npx', ['--no-install', ...words], { cwd, node });

async function tryKalint(place: Place): Promise<void> {
  const report = JSON.parse(await npx(1, place, 'kalint', '--format', 'json', 'keepalived.conf')) as { files: { diagnostics: { rule: string }[] }[] };
  expectThat(report.files[0]?.diagnostics.some(({ rule }) => rule === 'syntax/unknown-keyword') === true, 'kalint does not find a misspelt keyword', JSON.stringify(report));
  expectThat(/^0\.\d+\.\d+\n$/.test(await npx(0, place, 'kalint', '--version')), 'kalint --version', '');
  expectThat((await npx(0, place, 'kalint', 'graph', '--format', 'svg', 'keepalived.conf')).includes('<svg '), 'kalint graph draws nothing', '');
  expectThat((await npx(0, place, 'kalint', '--explain', 'pair/vrid-mismatch')).includes('pair/vrid-mismatch'), 'kalint --explain', '');
  expectThat(/修复|错误|未知/.test(await npx(1, place, 'kalint', '--locale', 'zh-CN', 'keepalived.conf')), 'kalint --locale zh-CN speaks no Chinese', '');
  // What is certain is mended; that the instance has no address remains.
  await npx(1, place, 'kalint', '--fix', 'keepalived.conf');
  const fixed = readFileSync(join(place.cwd, 'keepalived.conf'), 'utf8');
  expectThat(fixed === faulty.replace('priorty', 'priority'), 'kalint --fix', fixed);
}

async function tryKafmt(place: Place): Promise<void> {
  expectThat((await npx(0, place, 'kafmt', 'keepalived.conf')) === neat, 'kafmt formats in another way', '');
  await npx(1, place, 'kafmt', '--check', 'keepalived.conf');
  await npx(1, place, 'kafmt', '--diff', 'keepalived.conf');
}

async function tryPrettier(place: Place, plugin: string): Promise<void> {
  expectThat((await npx(0, place, 'prettier', '--plugin', plugin, 'keepalived.conf')) === neat, `prettier with ${plugin} formats in another way`, '');
  writeFileSync(join(place.cwd, '.prettierrc'), JSON.stringify({ plugins: [plugin], useTabs: true }));
  expectThat((await npx(0, place, 'prettier', 'keepalived.conf')) === neat.replaceAll('    ', '\t'), `prettier with ${plugin} in .prettierrc formats in another way`, '');
}

async function tryServer({ cwd, node }: Place): Promise<void> {
  const codes = await converse('npx', ['--no-install', 'keepalived-language-server', '--stdio'], faulty, { cwd, node });
  expectThat(codes.includes('syntax/unknown-keyword'), 'the server does not find a misspelt keyword', codes.join('\n'));
}

/** What has to work once the tarball is installed in an empty folder, alone. */
const trials: Readonly<Partial<Record<Published, (place: Place) => Promise<void>>>> = {
  kalint: tryKalint,
  kafmt: async (place) => {
    await tryKafmt(place);
    await npmInstall(['prettier@3'], place);
    await tryPrettier(place, 'kafmt');
  },
  'prettier-plugin-keepalived': (place) => tryPrettier(place, 'prettier-plugin-keepalived'),
  'language-server': tryServer,
};

/**
 * Installs a package alone and uses it.
 *
 * @param folder below which the empty folder is made
 * @param node folder with the `node` to use
 */
export async function tryPackage(root: string, { folder, file }: Tarball, below: string, node: string | undefined): Promise<void> {
  const cwd = join(below, folder);
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'package.json'), '{ "private": true, "type": "module" }');
  writeFileSync(join(cwd, 'keepalived.conf'), faulty);
  await npmInstall([file], { cwd, node });
  await tryTypes(root, folder, cwd, node);
  await trySamples(root, folder, cwd, node);
  await trials[folder]?.({ cwd, node });
}
