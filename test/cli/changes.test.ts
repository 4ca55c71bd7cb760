import { chmodSync, linkSync, lstatSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Workbench } from './command.ts';

let bench: Workbench;
beforeEach(async () => { bench = (await Workbench.create()).fixtures('lb1.conf', 'typo.conf'); });
afterEach(() => { bench.remove(); });
afterAll(() => { Workbench.removeBundle(); });

describe('--fix', () => {
  test('writes what it can, and the status is that of what remains', () => {
    expect(bench.kalint(['--fix', 'typo.conf'])).toMatchObject({ status: 0, stderr: '' });
    expect(bench.read('typo.conf')).toContain('    priority 100\n');
    const fixed = bench.read('typo.conf');
    bench.kalint(['--fix', 'typo.conf']);
    expect(bench.read('typo.conf')).toBe(fixed);
    expect(readdirSync(bench.folder).sort()).toEqual(['lb1.conf', 'typo.conf']);
  });

  test('keeps mode, symbolic links and hard links', () => {
    chmodSync(join(bench.folder, 'typo.conf'), 0o640);
    symlinkSync('typo.conf', join(bench.folder, 'link.conf'));
    bench.kalint(['--fix', 'link.conf']);
    expect(lstatSync(join(bench.folder, 'link.conf')).isSymbolicLink()).toBe(true);
    expect(bench.read('typo.conf')).toContain('priority');
    expect(statSync(join(bench.folder, 'typo.conf')).mode & 0o777).toBe(0o640);
    bench.fixtures('typo.conf');
    linkSync(join(bench.folder, 'typo.conf'), join(bench.folder, 'twin.conf'));
    bench.kalint(['--fix', 'twin.conf']);
    expect(bench.read('typo.conf')).toContain('priority');
  });

  test('keeps encoding and line ends', () => {
    const bytes = Buffer.concat([Buffer.from('# caf\xe9\r\n', 'latin1'), Buffer.from(bench.read('typo.conf').replace(/\n/g, '\r\n'), 'latin1')]);
    const file = bench.write('latin1.conf', bytes);
    bench.kalint(['--fix', 'latin1.conf']);
    const after = bench.read('latin1.conf');
    expect(statSync(file).size).toBe(bytes.length + 1);
    expect(after.match(/\r\n/g)!.length).toBe(bytes.toString('latin1').match(/\r\n/g)!.length);
  });

  test('leaves a file without fixes untouched', () => {
    const before = statSync(join(bench.folder, 'lb1.conf')).mtimeMs;
    bench.kalint(['--fix', 'lb1.conf']);
    expect(statSync(join(bench.folder, 'lb1.conf')).mtimeMs).toBe(before);
  });

  test('fixes an included file too', () => {
    bench.write('keepalived.conf', 'include typo.conf\n');
    expect(bench.kalint(['--fix', 'keepalived.conf']).status).toBe(0);
    expect(bench.read('typo.conf')).toContain('priority 100');
  });
});

describe('--fix-dry-run', () => {
  test('prints a diff that patch(1) takes, and changes nothing', () => {
    const before = bench.read('typo.conf');
    const { status, stdout } = bench.kalint(['--fix-dry-run', 'typo.conf']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^--- typo\.conf\n\+\+\+ typo\.conf\n@@ -\d+,\d+ \+\d+,\d+ @@\n/);
    expect(stdout).toContain('\n-    priorty 100\n+    priority 100\n');
    expect(bench.read('typo.conf')).toBe(before);
    bench.write('fix.patch', stdout);
    bench.shell('patch -s -p0 < fix.patch');
    expect(bench.kalint(['typo.conf']).status).toBe(0);
  });

  test('a machine format stays alone on standard output', () => {
    const { stdout, stderr } = bench.kalint(['--fix-dry-run', '--format', 'json', 'typo.conf']);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { errors: 0 } });
    expect(stderr).toContain('+    priority 100');
  });

  test('standard input', () => {
    const { status, stdout } = bench.kalint(['--fix-dry-run', '-'], { input: bench.read('typo.conf') });
    expect([status, stdout.includes('+    priority 100')]).toEqual([0, true]);
  });
});

test('unsafe fixes only with --unsafe-fixes', () => {
  bench.write('unsafe.conf', 'global_defs {\n    smtp_connection_timeout 30\n}\n');
  const count = (args: readonly string[]) => (JSON.parse(bench.kalint(['--format', 'json', '--only', 'syntax/unknown-keyword', ...args]).stdout) as { summary: { errors: number } }).summary.errors;
  expect(count(['--fix-dry-run', 'unsafe.conf'])).toBe(1);
  expect(count(['--fix-dry-run', '--unsafe-fixes', 'unsafe.conf'])).toBe(0);
});

describe('--baseline', () => {
  test('known findings do not fail the run, new ones do, gone ones are told', () => {
    expect(bench.kalint(['--baseline', 'known.json', '--update-baseline', 'typo.conf']).status).toBe(0);
    const baseline = bench.read('known.json');
    expect(JSON.parse(baseline)).toMatchObject({ version: 1, findings: [{ rule: 'syntax/unknown-keyword', path: 'typo.conf', text: 'priorty 100', count: 1 }] });
    bench.write('typo.conf', `# moved\n\n${bench.read('typo.conf')}`);
    expect(bench.kalint(['--baseline', 'known.json', 'typo.conf'])).toMatchObject({ status: 0, stderr: '' });
    bench.write('typo.conf', `${bench.read('typo.conf')}nonsense_word 1\n`);
    expect(bench.kalint(['--baseline', 'known.json', 'typo.conf']).status).toBe(1);
    expect(bench.read('known.json')).toBe(baseline);
    bench.kalint(['--fix', 'typo.conf']);
    expect(bench.kalint(['--baseline', 'known.json', 'typo.conf']).stderr).toMatch(/^kalint: \d findings? of the baseline (is|are) gone \(syntax\/unknown-keyword in typo\.conf.*\); --update-baseline removes (it|them)\n$/);
  });

  test('from the configuration, and from another folder', () => {
    bench.write('.kalintrc.json', '{"baseline": "known.json"}');
    expect(bench.kalint(['--update-baseline', 'typo.conf']).status).toBe(0);
    bench.write('sub/x', '');
    expect(bench.kalint(['../typo.conf'], { cwd: 'sub' }).status).toBe(0);
    expect(bench.kalint(['--no-config', '../typo.conf'], { cwd: 'sub' }).status).toBe(1);
  });

  test('an update over some files leaves the others alone', () => {
    bench.write('second.conf', 'nonsense_word 1\n');
    bench.kalint(['--baseline', 'known.json', '--update-baseline', 'typo.conf', 'second.conf']);
    const both = bench.read('known.json');
    bench.kalint(['--baseline', 'known.json', '--update-baseline', 'typo.conf']);
    expect(bench.read('known.json')).toBe(both);
  });

  test('sarif tells known findings from suppressed ones', () => {
    bench.kalint(['--baseline', 'known.json', '--update-baseline', 'typo.conf']);
    bench.write('typo.conf', `${bench.read('typo.conf')}nonsense_word 1 # kalint-disable-line\n`);
    const log = JSON.parse(bench.kalint(['--baseline', 'known.json', '--format', 'sarif', 'typo.conf']).stdout) as { runs: { results: { message: { text: string }; suppressions?: { kind: string }[] }[] }[] };
    const kinds = log.runs[0]!.results.map(({ message, suppressions }) => [/nonsense/.test(message.text), suppressions?.[0]?.kind]);
    expect(kinds).toContainEqual([true, 'inSource']);
    expect(kinds).toContainEqual([false, 'external']);
  });
});

describe('output', () => {
  test('--output-file takes the report', () => {
    expect(bench.kalint(['--format', 'json', '--output-file', 'report.json', 'typo.conf'])).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(JSON.parse(bench.read('report.json'))).toMatchObject({ summary: { errors: 1 } });
  });

  test('--quiet shows errors only, --statistics counts rules', () => {
    expect(bench.kalint(['--quiet', '--rule', 'syntax/unknown-keyword=warning', 'typo.conf']).stdout).not.toContain('unknown-keyword');
    expect(bench.kalint(['--statistics', 'typo.conf']).stdout).toMatch(/\n1 {2}syntax\/unknown-keyword\n/);
    const machine = bench.kalint(['--statistics', '--format', 'json', 'typo.conf']);
    expect([machine.stderr.includes('1  syntax/unknown-keyword'), () => { JSON.parse(machine.stdout); }]).toEqual([true, expect.any(Function)]);
    JSON.parse(machine.stdout);
  });

  test('colours are asked for by option or environment', () => {
    const coloured = (args: readonly string[], env: Record<string, string> = {}) => bench.kalint([...args, 'typo.conf'], { env }).stdout.includes('\x1b[');
    expect([coloured([]), coloured(['--color']), coloured([], { FORCE_COLOR: '1' }), coloured(['--no-color'], { FORCE_COLOR: '1' }), coloured([], { FORCE_COLOR: '1', NO_COLOR: '1' })]).toEqual([false, true, true, false, false]);
  });

  test('people are answered in their language, programs in English unless asked', () => {
    const env = { LANG: 'zh_CN.UTF-8' };
    expect(bench.kalint(['lb1.conf'], { env }).stdout).toContain('没有发现问题');
    expect(bench.kalint(['lb1.conf'], { env: { ...env, LC_ALL: 'C' } }).stdout).toContain('nothing to report');
    expect(bench.kalint(['--locale', 'en', 'lb1.conf'], { env }).stdout).toContain('nothing to report');
    expect(bench.kalint(['--format', 'compact', 'typo.conf'], { env }).stdout).toBe(bench.kalint(['--format', 'compact', 'typo.conf']).stdout);
  });

  test('a name with control characters does no harm', () => {
    bench.write('a\x1b[31m\nb.conf', 'nonsense_word\n');
    const { stdout } = bench.kalint(['a\x1b[31m\nb.conf']);
    expect(stdout).toContain('a\\x1b[31m\\x0ab.conf');
    expect(stdout).not.toContain('\x1b');
    expect(bench.kalint(['none\x1b[31m.conf']).stderr).toBe('kalint: none\\x1b[31m.conf: no such file\n');
  });
});

test('--watch judges again when a file changes', async () => {
  const child = bench.start(['--watch', '--format', 'compact', 'typo.conf']);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
  const until = async (test: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 200 && !test(); tries++) await wait(50);
    if (!test()) throw new Error(`waited in vain: ${out} ${err}`);
  };
  try {
    await until(() => err.includes('waiting for changes'));
    expect(out).toContain('unknown-keyword');
    out = err = '';
    bench.write('typo.conf', `${bench.read('typo.conf')}second_nonsense 1\n`);
    await until(() => out.includes('second_nonsense') && err.includes('waiting for changes'));
  } finally {
    child.kill();
  }
});
