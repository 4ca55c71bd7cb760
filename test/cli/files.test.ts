import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Workbench } from './command.ts';

let bench: Workbench;
beforeEach(async () => { bench = await Workbench.create(); });
afterEach(() => { bench.remove(); });
afterAll(() => { Workbench.removeBundle(); });

interface Report {
  target: string;
  files: { path: string; includedBy?: string[]; diagnostics: { rule: string; severity: string; nodes: string[]; message: string }[] }[];
  clusters: { name: string; nodes: string[] }[];
  summary: { files: number };
}
function json(args: readonly string[], given: Parameters<Workbench['kalint']>[1] = {}): Report {
  const { stdout, stderr } = bench.kalint(['--format', 'json', ...args], given);
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}
const paths = (args: readonly string[], given: Parameters<Workbench['kalint']>[1] = {}): string[] => json(args, given).files.map(({ path }) => path);
const findings = (report: Report): string[] => report.files.flatMap(({ diagnostics }) => diagnostics.map(({ rule, severity }) => `${severity} ${rule}`));

const empty = '# nothing\n';
const typo = 'vrrp_instance A {\n    state BACKUP\n    interface eth0\n    virtual_router_id 51\n    priorty 100\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\n';

describe('which files are judged', () => {
  test('a folder is searched by name', () => {
    for (const name of ['keepalived.conf', 'keepalived-lb1.conf', 'lb1.keepalived.conf', 'other.conf', 'keepalived.conf.j2', 'keepalived/x.conf', 'keepalived/sub/y.conf', 'deep/er/keepalived.conf', '.git/keepalived.conf', 'node_modules/m/keepalived.conf']) bench.write(name, empty);
    const expected = ['deep/er/keepalived.conf', 'keepalived-lb1.conf', 'keepalived.conf', 'keepalived/x.conf', 'lb1.keepalived.conf'];
    expect(paths(['.']).sort()).toEqual(expected);
    expect(paths([]).sort()).toEqual(expected);
    expect(paths(['.'], { cwd: 'keepalived' })).toEqual(['x.conf']);
  });

  test('.gitignore is respected, also those of folders above and with exceptions', () => {
    mkdirSync(join(bench.folder, '.git'));
    bench.write('.gitignore', 'build/\n*.keepalived.conf\n');
    bench.write('a/.gitignore', '!lb.keepalived.conf\nkeepalived-old.conf\n');
    for (const name of ['build/keepalived.conf', 'x.keepalived.conf', 'a/lb.keepalived.conf', 'a/keepalived-old.conf', 'a/keepalived.conf']) bench.write(name, empty);
    expect(paths(['.'])).toEqual(['a/keepalived.conf', 'a/lb.keepalived.conf']);
    expect(paths(['.'], { cwd: 'a' })).toEqual(['keepalived.conf', 'lb.keepalived.conf']);
    expect(paths(['build/keepalived.conf'])).toEqual(['build/keepalived.conf']);
  });

  test('globs', () => {
    for (const name of ['nodes/a.conf', 'nodes/b.conf', 'nodes/deep/c.conf', 'nodes/d.txt', 'odd[1].conf']) bench.write(name, empty);
    expect(paths(['nodes/*.conf'])).toEqual(['nodes/a.conf', 'nodes/b.conf']);
    expect(paths(['nodes/**/*.conf', 'nodes/a.conf'])).toEqual(['nodes/a.conf', 'nodes/b.conf', 'nodes/deep/c.conf']);
    expect(paths(['../nodes/{a,b}.conf'], { cwd: 'nodes' })).toEqual(['a.conf', 'b.conf']);
    expect(paths(['odd[1].conf'])).toEqual(['odd[1].conf']);
  });

  test('a file is judged once, even by two names', () => {
    bench.write('a.conf', empty);
    symlinkSync('a.conf', join(bench.folder, 'b.conf'));
    expect(paths(['a.conf', './a.conf', 'b.conf'])).toEqual(['a.conf']);
  });

  test('standard input', () => {
    const plain = json(['-'], { input: typo });
    expect(plain.files.map(({ path }) => path)).toEqual(['<stdin>']);
    expect(findings(plain)).toContain('error syntax/unknown-keyword');
    bench.write('d/inc.conf', empty);
    expect(paths(['-', '--stdin-filename', 'd/keepalived.conf'], { input: 'include inc.conf\n' })).toEqual(['d/keepalived.conf', 'd/inc.conf']);
    expect(bench.kalint(['-'], { input: '' })).toMatchObject({ status: 0 });
    expect(bench.kalint(['-'], { input: Uint8Array.from([0x1f, 0x8b, 8, 0]) })).toMatchObject({ status: 2, stderr: 'kalint: <stdin>: it is a binary file\n' });
  });

  test('paths outside of the current folder are relative, with ..', () => {
    bench.write('etc/keepalived.conf', empty);
    mkdirSync(join(bench.folder, 'work'));
    expect(paths([join(bench.folder, 'etc/keepalived.conf')], { cwd: 'work' })).toEqual(['../etc/keepalived.conf']);
  });
});

describe('includes', () => {
  test('an included file belongs to its root', () => {
    bench.write('keepalived/keepalived.conf', 'include conf.d/*.conf\ninclude x.conf\n');
    bench.write('keepalived/conf.d/a.conf', typo);
    bench.write('keepalived/x.conf', empty);
    const report = json(['keepalived']);
    expect(report.files.map(({ path, includedBy }) => [path, includedBy])).toEqual([['keepalived/keepalived.conf', undefined], ['keepalived/conf.d/a.conf', ['keepalived/keepalived.conf']], ['keepalived/x.conf', ['keepalived/keepalived.conf']]]);
    expect(report.summary.files).toBe(1);
  });

  test('outside of the root only where it is allowed, by option or configuration', () => {
    bench.write('in/keepalived.conf', 'include ../out/secret.conf\n');
    bench.write('out/secret.conf', 'top_secret_word\n');
    const guarded = bench.kalint(['--no-config', 'keepalived.conf'], { cwd: 'in' });
    expect(guarded.stdout).not.toContain('top_secret_word');
    expect(bench.kalint(['--no-config', '--allow-include-outside', 'keepalived.conf'], { cwd: 'in' }).stdout).toContain('top_secret_word');
    bench.write('.kalintrc.json', '{}');
    expect(bench.kalint(['keepalived.conf'], { cwd: 'in' }).stdout).toContain('top_secret_word');
  });

  test('paths maps folders of the target machine', () => {
    bench.write('.kalintrc.json', '{"paths": {"/etc/keepalived": "./files"}}');
    bench.write('keepalived.conf', 'include /etc/keepalived/conf.d/*.conf\n');
    bench.write('files/conf.d/a.conf', empty);
    expect(paths(['keepalived.conf'])).toEqual(['keepalived.conf', 'files/conf.d/a.conf']);
  });

  test('--include-check makes a missing file an error, as keepalived -e', () => {
    bench.write('keepalived.conf', 'include none.conf\n');
    expect(bench.kalint(['--format', 'json', '--include-check', 'keepalived.conf']).stdout).toContain('"accepts": false');
    expect(bench.kalint(['--format', 'json', 'keepalived.conf']).stdout).toContain('"accepts": true');
  });
});

describe('the configuration file', () => {
  test('is found upwards; its files, ignore and clusters are relative to it', () => {
    bench.fixtures('lb1.conf', 'lb2.conf');
    bench.write('.kalintrc.json', '{"files": ["lb*.conf", "nodes"], "ignore": ["nodes/old", "*-draft.conf"], "clusters": {"edge": ["lb1.conf", "lb2.conf"]}}');
    for (const name of ['nodes/keepalived.conf', 'nodes/old/keepalived.conf', 'nodes/keepalived-draft.conf']) bench.write(name, empty);
    const report = json([], { cwd: 'nodes' });
    expect(report.files.map(({ path }) => path)).toEqual(['../lb1.conf', '../lb2.conf', 'keepalived.conf']);
    expect(report.clusters.map(({ name }) => name)).toEqual(['edge']);
    expect(paths(['nodes/keepalived-draft.conf'])).toEqual(['nodes/keepalived-draft.conf']);
  });

  test('the nearest one counts, and there is one per run', () => {
    bench.write('.kalintrc.json', '{"rules": {"syntax/unknown-keyword": "off"}}');
    bench.write('sub/.kalintrc.yaml', 'rules:\n  syntax/unknown-keyword: info\n');
    bench.write('sub/a.conf', typo);
    expect(findings(json(['sub/a.conf']))).not.toContain('info syntax/unknown-keyword');
    expect(findings(json(['a.conf'], { cwd: 'sub' }))).toContain('info syntax/unknown-keyword');
    expect(findings(json(['--config', '../.kalintrc.json', 'a.conf'], { cwd: 'sub' })).join()).not.toContain('unknown-keyword');
  });

  test('package.json without "kalint" is passed over', () => {
    bench.write('package.json', '{"kalint": {"rules": {"syntax/unknown-keyword": "info"}}}');
    bench.write('sub/package.json', '{"name": "x"}');
    bench.write('sub/a.conf', typo);
    expect(findings(json(['a.conf'], { cwd: 'sub' }))).toContain('info syntax/unknown-keyword');
  });

  test('overrides win over rules, and the command line over both', () => {
    bench.write('.kalintrc.json', '{"rules": {"syntax/unknown-keyword": "warning"}, "overrides": [{"files": "old/**", "rules": {"syntax/unknown-keyword": "info"}}, {"files": ["x*.conf"], "rules": {"syntax/unknown-keyword": "off"}}]}');
    for (const name of ['new/a.conf', 'old/a.conf', 'old/x1.conf']) bench.write(name, typo);
    const of = (...args: string[]) => findings(json(args)).filter((each) => each.endsWith('unknown-keyword'));
    expect(of('new/a.conf')).toEqual(['warning syntax/unknown-keyword']);
    expect(of('old/a.conf')).toEqual(['info syntax/unknown-keyword']);
    expect(of('old/x1.conf')).toEqual([]);
    expect(of('--rule', 'syntax/unknown-keyword=error', 'old/x1.conf')).toEqual(['error syntax/unknown-keyword']);
  });
});

test('options of a rule, also for some files only', () => {
  bench.fixtures('lb1.conf');
  const slow = () => findings(json(['lb1.conf'])).includes('info lvs/slow-health-check');
  expect(slow()).toBe(false);
  bench.write('.kalintrc.json', '{"rules": {"lvs/slow-health-check": ["info", {"seconds": 1}]}}');
  expect(slow()).toBe(true);
  bench.write('.kalintrc.json', '{"rules": {"lvs/slow-health-check": ["info", {"seconds": 1}]}, "overrides": [{"files": "lb*.conf", "rules": {"lvs/slow-health-check": ["info", {"seconds": 1000}]}}]}');
  expect(slow()).toBe(false);
});

describe('the target', () => {
  const soon = 'vrrp_instance A {\n    state BACKUP\n    interface eth0\n    virtual_router_id 51\n    track_process {\n        haproxy\n    }\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\n';
  const early = (args: readonly string[]): boolean => findings(json(args)).some((each) => each.endsWith('keyword-needs-version'));

  test('command line, then comment, then overrides, then configuration', () => {
    bench.write('a.conf', soon);
    bench.write('b.conf', `# kalint-target 1.3.5\n${soon}`);
    expect(early(['a.conf'])).toBe(false);
    expect(early(['b.conf'])).toBe(true);
    expect(early(['--target', '2.4.3', 'b.conf'])).toBe(false);
    expect(early(['--target', '1.3.5', 'a.conf'])).toBe(true);
    bench.write('.kalintrc.json', '{"target": "1.3.5", "overrides": [{"files": "c.conf", "target": "2.4.0"}]}');
    bench.write('c.conf', soon);
    expect([early(['a.conf']), early(['c.conf'])]).toEqual([true, false]);
    expect(json(['--target', 'v2.2.7', 'a.conf']).target).toBe('2.2.7');
  });
});

describe('nodes and clusters', () => {
  test('--node names a node, and files so named form a cluster without evidence', () => {
    bench.write('a.conf', empty);
    bench.write('b.conf', empty);
    expect(json(['--node', 'left=a.conf', '--node', 'right=b.conf']).clusters.map(({ nodes }) => nodes)).toEqual([['left', 'right']]);
    expect(json(['a.conf', 'b.conf']).clusters).toEqual([]);
  });

  test('--separate judges each file alone', () => {
    bench.fixtures('lb1.conf', 'lb2.conf');
    expect(json(['lb1.conf', 'lb2.conf']).clusters.map(({ name }) => name)).toEqual(['lb1+lb2']);
    expect(json(['--separate', 'lb1.conf', 'lb2.conf']).clusters).toEqual([]);
  });

  test('--config-id judges one node of a file', () => {
    bench.write('a.conf', 'vrrp_instance A {\n    state BACKUP\n    interface eth0\n    virtual_router_id 51\n    @one priority 100\n    @two priorty 90\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\n');
    const nodes = (args: readonly string[]) => json(args).files.flatMap(({ diagnostics }) => diagnostics.filter(({ rule }) => rule === 'syntax/unknown-keyword').map((each) => each.nodes));
    expect(nodes(['a.conf'])).toEqual([['two']]);
    expect(nodes(['--config-id', 'two', 'a.conf'])).toEqual([['two']]);
    expect(nodes(['--config-id', 'one', 'a.conf'])).toEqual([]);
  });
});

describe('choice of rules', () => {
  test('--only a rule or a category', () => {
    bench.write('a.conf', typo);
    expect(findings(json(['--only', 'syntax', 'a.conf']))).toEqual(['error syntax/unknown-keyword']);
    expect(findings(json(['--only', 'syntax/nul-byte', 'a.conf'])).length).toBe(0);
  });

  test('--preset strict raises what is info', () => {
    bench.write('a.conf', typo);
    expect(findings(json(['--preset', 'strict', 'a.conf'])).some((each) => each.startsWith('info'))).toBe(false);
  });
});
