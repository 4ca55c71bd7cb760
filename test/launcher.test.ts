import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildCommand } from '../scripts/commands.ts';

const root = process.cwd();
const built = mkdtempSync(join(tmpdir(), 'kaconf-launcher-'));
let home: string;

beforeAll(async () => {
  await build({ entryPoints: ['scripts/launcher/start.ts'], outfile: join(built, 'start.cjs'), bundle: true, format: 'cjs', platform: 'node', target: 'node20', logLevel: 'error' });
  writeFileSync(join(built, 'go.cjs'), "const [file] = process.argv.splice(2, 1);\nrequire('./start.cjs').start(file);\n");
});
beforeEach(() => { home = mkdtempSync(join(built, 'home-')); });
afterAll(() => { rmSync(built, { recursive: true, force: true }); });

const cacheFolder = (): string => join(home, '.cache', 'kaconf');
const cached = (): string[] => (existsSync(cacheFolder()) ? readdirSync(cacheFolder()) : []);

function run(file: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(built, 'go.cjs'), file, ...args], { encoding: 'utf8', cwd: home, env: { PATH: process.env['PATH'] ?? '', HOME: home, ...env } });
  return { status, stdout, stderr };
}

const hashOf = (said: string): string => said.charCodeAt(0).toString(16).padStart(16, '0');

/** A bundle that says one letter; all are equally long, which is all that V8 itself compares. */
function letter(said: string, more = 'module.exports = { work: { done: true } };'): string {
  const file = join(built, `${said}.cjs`);
  writeFileSync(file, `//${hashOf(said)}\n${more} (() => { process.stdout.write('${said}'); })();\n`);
  return file;
}

/** Puts the code of A where that of B is looked for: who says A has taken the code from there. */
function plant(): { readonly b: string; readonly file: string } {
  const [a, b] = [letter('A'), letter('B')];
  run(a);
  const [own = ''] = cached();
  const file = join(cacheFolder(), own.replace(hashOf('A'), hashOf('B')));
  renameSync(join(cacheFolder(), own), file);
  return { b, file };
}

describe('compiled code of earlier runs', () => {
  test('is kept in a folder and a file that only the user can read, one for each bundle', () => {
    expect(run(letter('A')).stdout).toBe('A');
    expect(cached()).toEqual([`${hashOf('A')}-${process.version}-${process.arch}`]);
    expect(statSync(cacheFolder()).mode & 0o777).toBe(0o700);
    expect(statSync(join(cacheFolder(), cached()[0] ?? '')).mode & 0o777).toBe(0o600);
    expect(run(letter('B')).stdout).toBe('B');
    expect(cached()).toHaveLength(2);
  });

  test('is taken', () => {
    expect(run(plant().b).stdout).toBe('A');
  });

  test('is not taken where others could have written it', () => {
    const { b, file } = plant();
    chmodSync(file, 0o620);
    expect(run(b).stdout).toBe('B');
    chmodSync(file, 0o602);
    expect(run(b).stdout).toBe('B');
    chmodSync(file, 0o600);
    for (const mode of [0o770, 0o707, 0o1777]) {
      chmodSync(cacheFolder(), mode);
      expect(run(b).stdout).toBe('B');
    }
    chmodSync(cacheFolder(), 0o700);
    renameSync(cacheFolder(), join(home, 'elsewhere'));
    symlinkSync(join(home, 'elsewhere'), cacheFolder());
    expect(run(b).stdout).toBe('B');
  });

  test('is not taken from a file or folder of another user', () => {
    const { b, file } = plant();
    if (process.getuid?.() !== 0) return;
    chownSync(file, 12_345, 12_345);
    expect(run(b).stdout).toBe('B');
    chownSync(file, 0, 0);
    chownSync(cacheFolder(), 12_345, 12_345);
    expect(run(b).stdout).toBe('B');
  });

  test('is neither taken nor kept where the user does not want it or has no folder for it', () => {
    const { b } = plant();
    expect(run(b, [], { NODE_DISABLE_COMPILE_CACHE: '1' }).stdout).toBe('B');
    expect(run(b, [], { HOME: 'relative' }).stdout).toBe('B');
    expect(run(b, [], { HOME: '' }).stdout).toBe('B');
    expect(existsSync(join(home, 'relative'))).toBe(false);
    expect(run(b, [], { XDG_CACHE_HOME: join(home, 'xdg') }).stdout).toBe('B');
    expect(readdirSync(join(home, 'xdg', 'kaconf'))).toHaveLength(1);
  });

  test('is made again where it is damaged', () => {
    const { b, file } = plant();
    writeFileSync(file, 'damaged', { mode: 0o600 });
    expect(run(b)).toEqual({ status: 0, stdout: 'B', stderr: '' });
    expect(statSync(file).size).toBeGreaterThan(100);
  });

  test('is not kept of a run that did not do the ordinary work', () => {
    run(letter('A', 'module.exports = { work: { done: false } };'));
    run(letter('B', 'process.exitCode = 2; module.exports = { work: { done: true } };'));
    run(letter('C', ''));
    expect(cached()).toEqual([]);
  });

  test('is not replaced by a run of Node with other flags', () => {
    const { b, file } = plant();
    const before = statSync(file);
    expect(run(b, [], { NODE_OPTIONS: '--max-old-space-size=999' }).status).toBe(0);
    expect(statSync(file)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
    run(letter('C'), [], { NODE_OPTIONS: '--no-opt' });
    expect(cached()).toHaveLength(1);
  });

  test('does not pile up', () => {
    for (const said of 'ABCDEFGHIJKLMNOPQR') run(letter(said));
    expect(cached()).toHaveLength(16);
    expect(cached().some((name) => name.startsWith(hashOf('R')))).toBe(true);
    expect(cached().some((name) => name.startsWith(hashOf('A')))).toBe(false);
  });

  test('a folder that cannot be written costs nothing but time', () => {
    mkdirSync(join(home, '.cache'));
    writeFileSync(cacheFolder(), 'a file');
    expect(run(letter('A'))).toEqual({ status: 0, stdout: 'A', stderr: '' });
  });
});

describe('the commands', () => {
  const command = (name: string): string => join(built, name, 'cli.cjs');
  beforeAll(async () => {
    for (const name of ['kalint', 'kafmt']) {
      mkdirSync(join(built, name));
      await buildCommand(root, `packages/${name}/src/cli.ts`, relative(root, command(name)));
    }
  });

  test.each([
    ['kalint', ['--format', 'json', '--preset', 'all', 'a.conf']],
    ['kalint', ['--separate', '--jobs', '2', 'a.conf', 'b.conf']],
    ['kalint', ['--locale', 'zh-CN', '--fix-dry-run', 'a.conf']],
    ['kafmt', ['--diff', 'a.conf', 'c.conf']],
    ['kafmt', ['a.conf']],
  ] as const)('%s %j says the same with and without kept code', (name, args) => {
    writeFileSync(join(home, 'a.conf'), 'vrrp_instance A {\n  state MASTRE\n interface eth0\n  virtual_router_id 51 # one\n priorty 100\n virtual_ipaddress { 192.0.2.1 }\n}\n');
    writeFileSync(join(home, 'b.conf'), '! b\ngarbage {\n  more\n');
    writeFileSync(join(home, 'c.conf'), 'global_defs { }\n');
    const without = run(command(name), args, { NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(without.stdout).not.toBe('');
    expect(cached()).toEqual([]);
    expect(run(command(name), args)).toEqual(without);
    expect(cached()).toHaveLength(1);
    expect(run(command(name), args)).toEqual(without);
  });

  // A run over many files has V8 work by other settings, and code fits those under which it was kept.
  test('code that a large run of kalint kept gives way to that of a small one, which serves both', () => {
    const files = Array.from({ length: 20 }, (_, index) => `${index}.conf`);
    for (const file of files) writeFileSync(join(home, file), 'global_defs {\n  router_id a\n}\n');
    const judge = (args: readonly string[]): { readonly kept: readonly string[]; readonly inodes: readonly number[] } => {
      expect(run(command('kalint'), args)).toMatchObject({ status: 0, stderr: '' });
      return { kept: cached(), inodes: cached().map((name) => statSync(join(cacheFolder(), name)).ino) };
    };
    const large = judge(files);
    expect(large.kept).toEqual([expect.stringMatching(/-large$/)]);
    expect(judge([...files, '--separate'])).toEqual(large);
    expect(judge(['0.conf']).kept).toEqual([]);
    const small = judge(['0.conf']);
    expect(small.kept).toEqual([expect.not.stringMatching(/-large$/)]);
    expect([judge(files), judge(['0.conf'])]).toEqual([small, small]);
  });

  test('help and version leave nothing behind', () => {
    for (const name of ['kalint', 'kafmt']) for (const option of ['--help', '--version']) expect(run(command(name), [option]).status).toBe(0);
    expect(cached()).toEqual([]);
  });

  test('the committed launchers lead to the launcher of their package', () => {
    for (const name of ['kalint', 'kafmt']) {
      const folder = mkdtempSync(join(built, 'package-'));
      mkdirSync(join(folder, 'bin'));
      mkdirSync(join(folder, 'dist'));
      for (const file of ['package.json', `${name}.js`]) copyFileSync(join(root, 'packages', name, 'bin', file), join(folder, 'bin', file));
      for (const file of ['cli.cjs', 'start.cjs']) copyFileSync(join(built, name, file), join(folder, 'dist', file));
      symlinkSync(join(folder, 'bin', `${name}.js`), join(folder, 'linked'));
      const { stdout } = spawnSync(process.execPath, [join(folder, 'linked'), '--version'], { encoding: 'utf8' });
      expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    }
  });
});
