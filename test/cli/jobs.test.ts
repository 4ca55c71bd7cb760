import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Workbench } from './command.ts';

let bench: Workbench;
beforeEach(async () => { bench = await Workbench.create(); });
afterEach(() => { bench.remove(); });
afterAll(() => { Workbench.removeBundle(); });

const instance = (name: string, id: number, more = ''): string => `vrrp_instance ${name} {\n    state BACKUP\n    interface eth0\n    virtual_router_id ${id}\n    priority 100\n    virtual_ipaddress {\n        192.0.2.${id}/24\n    }\n${more}}\n`;

/** Good and faulty files, templates, latin1, includes that several share, files that other files include, links. */
function manyFiles(): string[] {
  const names: string[] = [];
  const add = (name: string, text: string | Uint8Array): void => { names.push(name); bench.write(name, text); };
  bench.write('shared.inc', 'global_defs {\n    router_id shared\n    nonsense 1\n}\n# kalint-disable-next-line syntax/unknown-keyword\nalso_nonsense\n');
  for (let at = 1; at <= 40; at++) {
    add(`plain-${at}.conf`, instance(`V${at}`, at));
    if (at % 3 === 0) add(`faulty-${at}.conf`, `${instance(`F${at}`, at, '    priorty 200\n')}}\nvrrp_instance {\n`);
    if (at % 7 === 0) add(`including-${at}.conf`, `include shared.inc\n${instance(`I${at}`, at)}`);
    if (at % 10 === 0) add(`ids-${at}.conf`, `@low ${instance('L', at).split('\n').join('\n@low ')}\n@high priority_wrong\n`);
  }
  add('template.conf', 'vrrp_instance {{ name }} {\n    priority {{ priority }}\n    virtual_router_id 300\n}\n');
  add('latin1.conf', Uint8Array.of(0x23, 0x20, 0xe9, 0x0a, 0x62, 0x61, 0x64, 0x0a));
  add('main.conf', 'include part.conf\n');
  add('part.conf', 'misplaced\n');
  symlinkSync('plain-1.conf', join(bench.folder, 'link.conf'));
  names.push('link.conf', 'missing.conf');
  return names;
}

const run = (names: readonly string[], ...args: string[]) => bench.kalint(['--separate', '--format', 'json', ...args, ...names]);

test('any number of threads finds the same, in the same order', () => {
  const names = manyFiles();
  const alone = run(names, '--jobs', '1');
  expect(alone.status).toBe(2);
  expect(alone.stderr).toBe('kalint: missing.conf: no such file\n');
  const files = (JSON.parse(alone.stdout) as { files: { path: string; diagnostics: unknown[] }[] }).files;
  expect(files.map(({ path }) => path)).toEqual([...names.filter((name) => !['part.conf', 'link.conf', 'missing.conf'].includes(name)), 'shared.inc', 'part.conf']);
  // What three files include is told once, and the comment in it is used.
  expect(files.find(({ path }) => path === 'shared.inc')?.diagnostics).toHaveLength(1);
  for (const jobs of ['2', '5']) expect(run(names, '--jobs', jobs)).toEqual(alone);
  expect(run(names)).toEqual(alone);
});

test('a file that is judged alone with others is judged as in a run of its own', () => {
  const names = manyFiles().filter((name) => /^(plain|faulty|latin1|template)/.test(name));
  const whole = JSON.parse(run(names, '--jobs', '2').stdout) as { files: { path: string; diagnostics: { nodes: string[] }[] }[] };
  for (const name of ['plain-7.conf', 'faulty-9.conf', 'latin1.conf', 'template.conf']) {
    const own = JSON.parse(bench.kalint(['--format', 'json', name]).stdout) as typeof whole;
    expect(whole.files.find(({ path }) => path === name)).toEqual(own.files[0]);
  }
});

test('reports for people and settings of a configuration file come out the same', () => {
  const names = manyFiles().filter((name) => name !== 'missing.conf');
  bench.write('.kalintrc.json', '{ "rules": { "syntax/unknown-keyword": "info" }, "overrides": [{ "files": ["faulty-*.conf"], "target": "2.0.0" }] }');
  for (const format of ['stylish', 'sarif']) {
    const args = ['--separate', '--format', format, '--preset', 'strict', ...names];
    const alone = bench.kalint(['--jobs', '1', ...args]);
    expect(alone.stdout).not.toBe('');
    expect(bench.kalint(['--jobs', '3', ...args])).toEqual(alone);
  }
});
