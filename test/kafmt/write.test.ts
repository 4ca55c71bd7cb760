import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { bundle, execute, Scratch } from './program.ts';

const built = new Scratch();
let scratch: Scratch;

beforeAll(async () => {
  await bundle('cli', built.at('cli.cjs'));
});
afterAll(() => built.remove());
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.remove());

/** A file that takes long enough to be interrupted anywhere. */
const old = Array.from({ length: 6_000 }, (_, index) => `vrrp_script s${index}\n{\n  script   "/bin/true ${index}"\n}\n`).join('');

test('a kill at any moment leaves the old text or the new one', async () => {
  scratch.write({ 'a.conf': old });
  const started = Date.now();
  expect((await execute(process.execPath, [built.at('cli.cjs'), '-w', 'a.conf'], scratch.path)).status).toBe(0);
  const takes = Date.now() - started;
  const formatted = readFileSync(scratch.at('a.conf'), 'utf8');
  expect(formatted).not.toBe(old);
  const seen = { old: 0, new: 0 };
  const rounds = 14;
  for (let round = 0; round < rounds; round += 1) {
    writeFileSync(scratch.at('a.conf'), old);
    // Most of the kills fall into the last part, where the file is written.
    const after = takes * (round % 4 === 0 ? round / rounds : 0.6 + (0.5 * round) / rounds);
    const child = spawn(process.execPath, [built.at('cli.cjs'), '-w', 'a.conf'], { cwd: scratch.path, stdio: 'ignore' });
    const ended = new Promise((done) => child.on('close', done));
    setTimeout(() => child.kill('SIGKILL'), after);
    await ended;
    const left = readFileSync(scratch.at('a.conf'), 'utf8');
    expect(left === old || left === formatted).toBe(true);
    seen[left === old ? 'old' : 'new'] += 1;
  }
  expect(seen.old).toBeGreaterThan(0);
}, 120_000);

test('an interrupt takes the temporary file away', async () => {
  for (const after of [150, 300, 450]) {
    writeFileSync(scratch.at('a.conf'), old);
    const child = spawn(process.execPath, [built.at('cli.cjs'), '-w', 'a.conf'], { cwd: scratch.path, stdio: 'ignore' });
    const ended = new Promise((done) => child.on('close', done));
    setTimeout(() => child.kill('SIGTERM'), after);
    await ended;
    expect(readdirSync(scratch.path)).toEqual(['a.conf']);
  }
}, 60_000);

/** Runs a shell script in a mount namespace of its own; undefined where that is not allowed. */
function inNamespace(script: string): string | undefined {
  try {
    return execFileSync('unshare', ['--mount', 'sh', '-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 99) return undefined;
    throw error;
  }
}

const mayMount = ((): boolean => {
  try {
    return process.getuid?.() === 0 && inNamespace('mount -t tmpfs tmpfs /mnt || exit 99') !== undefined;
  } catch {
    return false;
  }
})();

(mayMount ? test : test.skip)('a full disk leaves the old text and no temporary file (needs permission to mount)', () => {
  scratch.write({ 'a.conf': old, 'disk/': '' });
  const size = Math.ceil(statSync(scratch.at('a.conf')).size / 1024) + 100;
  const disk = scratch.at('disk');
  const out = inNamespace(`
    mount -t tmpfs -o size=${size}k tmpfs ${disk} || exit 99
    cp ${scratch.at('a.conf')} ${disk}/a.conf
    ${process.execPath} ${built.at('cli.cjs')} -w ${disk}/a.conf 2>&1
    echo "status $?"
    cmp ${scratch.at('a.conf')} ${disk}/a.conf && echo unchanged
    ls -A ${disk}
  `);
  expect(out).toBe(`${disk}/a.conf: no space left on the device\nstatus 2\nunchanged\na.conf\n`);
});

(mayMount ? test : test.skip)('a read-only file system and a file that is mounted by itself are named (needs permission to mount)', () => {
  scratch.write({ 'disk/': '', 'a.conf': 'a   b\n' });
  const disk = scratch.at('disk');
  const out = inNamespace(`
    mount -t tmpfs tmpfs ${disk} || exit 99
    cp ${scratch.at('a.conf')} ${disk}/a.conf && cp ${scratch.at('a.conf')} ${disk}/b.conf
    mount --bind ${disk}/b.conf ${disk}/b.conf
    ${process.execPath} ${built.at('cli.cjs')} -w ${disk}/b.conf 2>&1; echo "status $?"
    umount ${disk}/b.conf
    mount -o remount,ro ${disk}
    ${process.execPath} ${built.at('cli.cjs')} -w ${disk}/a.conf 2>&1; echo "status $?"
    cat ${disk}/a.conf ${disk}/b.conf
  `);
  expect(out).toBe(`${disk}/b.conf: the file is busy, or mounted by itself\nstatus 2\n${disk}/a.conf: the file system is read-only\nstatus 2\na   b\na   b\n`);
});
