import { spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Workbench } from '../cli/command.ts';
import { configuration, secretsIn } from './passwords.ts';

jest.setTimeout(120_000);

let bench: Workbench;
beforeAll(async () => { bench = await Workbench.create(); });
afterAll(() => { bench.remove(); Workbench.removeBundle(); });

const formats = ['stylish', 'compact', 'json', 'sarif', 'github', 'gitlab', 'checkstyle', 'junit', 'rdjson'];

describe('passwords', () => {
  beforeAll(() => {
    bench.write('lb1.conf', configuration('VI_1', 'Sup3rSecretPw'));
    bench.write('lb2.conf', configuration('VI_1', '0therPwd'));
  });

  test.each(formats)('are not in a report as %s', (format) => {
    const { stdout, stderr } = bench.kalint(['--preset', 'all', '--format', format, 'lb1.conf', 'lb2.conf']);
    expect(stdout).toContain('auth_pass');
    expect(secretsIn(stdout + stderr)).toEqual([]);
  });

  test('are not in graphs, failover reports and baselines', () => {
    for (const format of ['mermaid', 'dot', 'svg', 'html']) expect(secretsIn(bench.kalint(['graph', '--format', format, 'lb1.conf', 'lb2.conf']).stdout)).toEqual([]);
    for (const format of ['text', 'json', 'markdown', 'mermaid']) expect(secretsIn(bench.kalint(['failover', '--format', format, 'lb1.conf', 'lb2.conf']).stdout)).toEqual([]);
    bench.kalint(['--preset', 'all', '--baseline', 'baseline.json', '--update-baseline', 'lb1.conf', 'lb2.conf']);
    expect(secretsIn(bench.read('baseline.json'))).toEqual([]);
    expect(bench.read('baseline.json')).toContain('auth_pass');
  });
});

describe('what a terminal would obey', () => {
  const nasty = 'a\u001b[2J\u202e\u009b31m.conf';
  const isRaw = (text: string): boolean => /[\u001b\u009b\u202e\u0007]/.test(text);

  test.each(['stylish', 'compact'])('is spelt out by %s', (format) => {
    bench.write(nasty, 'vrrp_instance A\u001b[31m {\n  \u001b]0;title\u0007 x\n  interface "\u202eeth0"\n}\n');
    const { stdout, stderr } = bench.kalint(['--format', format, nasty]);
    expect(stdout).toContain('\\x1b');
    expect(isRaw(stdout + stderr)).toBe(false);
  });

  test.each([['expand'], ['failover'], ['graph', '--format', 'mermaid']])('is not printed by %s', (...args) => {
    const { stdout, stderr } = bench.kalint([...args, nasty]);
    expect(isRaw(stdout + stderr)).toBe(false);
  });

  test('a workflow command cannot be smuggled into annotations', () => {
    bench.write('gh.conf', 'vrrp_instance "a%0A::error::x\r::set-output y" {\n  prioritty%0A::warning::z 1\n}\n');
    const { stdout } = bench.kalint(['--format', 'github', 'gh.conf']);
    expect(stdout).not.toBe('');
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^::(?:error|warning|notice) file=gh\.conf,line=\d+/);
    expect(stdout).not.toMatch(/[^5]%0A::(?:error|warning)|\r/);
  });
});

describe('files', () => {
  test('includes do not leave the folder, not by a link either, and read no devices and FIFOs', () => {
    bench.write('outside/secret.conf', 'vrrp_instance LEAKED { priorty 1 }\n');
    bench.write('inside/keepalived.conf', 'include ../outside/secret.conf\ninclude link.conf\ninclude folder/*.conf\ninclude /dev/zero\ninclude fifo.conf\ninclude /etc/passwd\n');
    symlinkSync('../outside/secret.conf', join(bench.folder, 'inside/link.conf'));
    symlinkSync('../outside', join(bench.folder, 'inside/folder'));
    expect(spawnSync('mkfifo', [join(bench.folder, 'inside/fifo.conf')]).status).toBe(0);
    const { stdout, stderr, status } = bench.kalint(['--format', 'json', 'inside/keepalived.conf']);
    expect(status).toBeLessThan(2);
    expect(stdout + stderr).not.toMatch(/LEAKED|priorty|root:/);
  });

  test('nothing that a configuration names is run', () => {
    const script = bench.write('run.sh', `#!/bin/sh\ntouch ${join(bench.folder, 'ran')}\n`);
    chmodSync(script, 0o755);
    bench.write('run.conf', `global_defs {\n  startup_script ${script}\n}\nvrrp_script a {\n  script ${script}\n}\nvrrp_instance A {\n  notify ${script}\n  state $(${script})\n}\n`);
    for (const args of [['--preset', 'all', '--host-root', '/'], ['expand'], ['failover'], ['graph'], ['--fix']]) bench.kalint([...args, 'run.conf']);
    expect(bench.has('ran')).toBe(false);
  });

  test('settings are data: no code is loaded for them, and their names reach no prototype', () => {
    const mark = `require('node:fs').writeFileSync(${JSON.stringify(join(bench.folder, 'loaded'))}, '')`;
    for (const name of ['.kalintrc.js', '.kalintrc.cjs', 'kalint.config.js', '.prettierrc.js', '.prettierrc.cjs', 'prettier.config.cjs']) bench.write(`settings/${name}`, mark);
    bench.write('settings/a.conf', 'vrrp_instance A {\n}\n');
    bench.kalint(['a.conf'], { cwd: 'settings' });
    expect(bench.has('loaded')).toBe(false);
    bench.write('settings/.kalintrc.json', '{"__proto__": {"polluted": 1}, "rules": {"__proto__": "off", "constructor": "error"}, "paths": {"__proto__": "x"}}');
    const { status, stderr } = bench.kalint(['a.conf'], { cwd: 'settings' });
    expect(status).toBe(2);
    expect(stderr).not.toMatch(/internal error|TypeError/);
  });

  test('patterns in settings that a regular expression would never finish with come to an end', () => {
    const pattern = `${'*a'.repeat(14)}b`;
    bench.write(`patterns/${'a'.repeat(120)}.conf`, 'vrrp_instance A {\n}\n');
    bench.write('patterns/.kalintrc.json', JSON.stringify({ overrides: [{ files: [pattern], rules: { 'vrrp/no-vip': 'off' } }] }));
    const started = performance.now();
    const { status, stderr } = bench.kalint([`${'a'.repeat(120)}.conf`], { cwd: 'patterns' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test.each(['.kalintrc.json', '.kalintrc.yaml', 'package.json'])('%s that is nested without end is refused', (name) => {
    bench.write(`deep-${name}/a.conf`, 'vrrp_instance A {\n}\n');
    for (const content of ['['.repeat(100_000), `{"kalint": ${'{"rules": '.repeat(50_000)}1${'}'.repeat(50_001)}`]) {
      bench.write(`deep-${name}/${name}`, content);
      const { status, stderr } = bench.kalint(['a.conf'], { cwd: `deep-${name}` });
      expect(stderr).not.toMatch(/internal error|\n.*\n/);
      // A package.json without a word of kalint is the business of others.
      expect(status).toBe(name === 'package.json' && !content.includes('kalint') ? 1 : 2);
    }
  });
});
