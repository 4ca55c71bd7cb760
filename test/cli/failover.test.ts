import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Workbench } from './command.ts';

let bench: Workbench;
beforeEach(async () => { bench = await Workbench.create(); });
afterEach(() => { bench.remove(); });
afterAll(() => { Workbench.removeBundle(); });

/** Copies the files of a fixture and returns their names. */
function given(folder: string, ...names: readonly string[]): readonly string[] {
  for (const name of names) bench.write(name, readFileSync(resolve('fixtures', folder, name)));
  return names;
}

interface Output {
  readonly clusters: readonly { readonly instances: readonly { readonly faults: readonly unknown[] }[] }[];
  readonly scenarios: readonly unknown[];
}

function json(text: string): Output {
  return JSON.parse(text) as Output;
}

const scenarios = (list: readonly unknown[], interfaces: unknown = {}): string => JSON.stringify({ interfaces, scenarios: list });

describe('every single fault', () => {
  test('status 1 and the arithmetic where a tracker has no effect', () => {
    const { status, stdout } = bench.kalint(['failover', ...given('rules/failover/never/bad', 'east.conf', 'west.conf')]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/✖ script check_web on east fails +east +120 - 20 = 100 = 100: stays on east \(equal priorities never preempt\) {2}failover\/never/);
    expect(stdout).toMatch(/east loses power +west +3\.6 s/);
  });

  test('status 0 where each fault moves the address', () => {
    const { status, stdout } = bench.kalint(['failover', '--format', 'json', ...given('clusters/classic-pair', 'lb1.conf', 'lb2.conf')]);
    expect(status).toBe(0);
    const [cluster] = json(stdout).clusters;
    expect(cluster).toMatchObject({ name: 'lb1+lb2', instances: [{ name: 'VI_1', healthy: ['lb1'], verdicts: [] }] });
    expect(cluster!.instances[0]!.faults[0]).toEqual({ faults: [{ type: 'node_down', node: 'lb1' }], masters: ['lb2'], takeoverSeconds: 3.613, explanation: expect.stringContaining('moves to lb2'), verdicts: [] });
  });

  test('pairs of script faults with --faults 2', () => {
    const files = given('rules/failover/failed-node-preferred/bad', 'n1.conf', 'n2.conf', 'n3.conf');
    const count = (more: readonly string[]): number => json(bench.kalint(['failover', '--format', 'json', ...more, ...files]).stdout).clusters[0]!.instances[0]!.faults.length;
    expect(count(['--faults', '2']) - count([])).toBe(3);
  });

  test('markdown and mermaid', () => {
    const files = given('clusters/vrid-mismatch', 'lb1.conf', 'lb2.conf');
    expect(bench.kalint(['failover', '--format', 'markdown', ...files])).toMatchObject({ status: 1, stdout: expect.stringContaining('| lb1 loses power | lb2 |') });
    expect(bench.kalint(['failover', '--format', 'mermaid', ...files])).toMatchObject({ status: 1, stdout: expect.stringMatching(/^flowchart LR\n[^]*all is well: lb1 \+ lb2/) });
  });

  test('files that have nothing to do with each other', () => {
    const { status, stdout } = bench.kalint(['failover', ...given('rules/pair/vrid-collision/good', 'shop.conf', 'mail.conf')]);
    expect([status, stdout]).toEqual([0, 'No nodes of one cluster among these files.\n\nNot in a cluster: shop, mail\n\n✔ nothing to report (0 instances, 0 cases)\n']);
  });
});

describe('in Chinese', () => {
  const files = (): readonly string[] => given('rules/failover/never/bad', 'east.conf', 'west.conf');
  const row = /✖ east 上的脚本 check_web 失败 +east +120 - 20 = 100 = 100：仍留在 east（优先级相同时不会抢占） {2}failover\/never/;

  test('where the command line asks for it', () => {
    const { status, stdout } = bench.kalint(['failover', '--locale', 'zh-CN', ...files()]);
    expect(status).toBe(1);
    expect(stdout).toMatch(row);
    expect(stdout).toMatch(/^ {2}一切正常时：east$/m);
    expect(stdout).toMatch(/east 断电 +west +3\.6 秒 +切换到 west（east 已停机）/);
    expect(stdout).toMatch(/个实例，\d+ 种情形\n$/);
  });

  test('where the settings or the environment do, unless the command line has the last word', () => {
    bench.write('.kalintrc.json', '{ "locale": "zh-CN" }');
    expect(bench.kalint(['failover', ...files()]).stdout).toMatch(row);
    expect(bench.kalint(['failover', '--locale', 'en', ...files()]).stdout).toContain('stays on east');
    expect(bench.kalint(['failover', '--no-config', ...files()], { env: { LANG: 'zh_CN.UTF-8' } }).stdout).toMatch(row);
  });

  test('columns are as wide as their widest cell on a terminal', () => {
    const { stdout } = bench.kalint(['failover', '--locale', 'zh-CN', ...files()]);
    const cells = (text: string): number => [...text].reduce((sum, character) => sum + (/[\u2E80-\u9FFF\uFF00-\uFFEF]/.test(character) ? 2 : 1), 0);
    const reasons = stdout.split('\n').flatMap((line) => { const at = line.search(/切换到|仍留在|原因|120 |100 /); return at < 0 ? [] : [cells(line.slice(0, at))]; });
    expect(reasons.length).toBeGreaterThan(6);
    expect(new Set(reasons).size).toBe(1);
  });

  test('what goes elsewhere only where the command line asks for it, and JSON never', () => {
    bench.write('.kalintrc.json', '{ "locale": "zh-CN" }');
    const chinese = /[\u4E00-\u9FFF]/;
    for (const format of ['markdown', 'mermaid']) {
      expect(bench.kalint(['failover', '--format', format, ...files()]).stdout).not.toMatch(chinese);
      expect(bench.kalint(['failover', '--format', format, '--locale', 'zh-CN', ...files()]).stdout).toContain('一切正常时：');
    }
    expect(bench.kalint(['failover', '--format', 'json', '--locale', 'zh-CN', ...files()]).stdout).not.toMatch(chinese);
  });

  test('scenarios', () => {
    bench.write('s.json', scenarios([{ name: 'both stop', faults: [{ type: 'daemon_stop', node: 'east' }, { type: 'daemon_stop', node: 'west' }] }]));
    expect(bench.kalint(['failover', '--locale', 'zh-CN', '--scenarios', 's.json', ...files()]).stdout).toContain('web: 无\n');
  });
});

describe('scenarios', () => {
  test('follow one another', () => {
    const files = given('rules/failover/never/good', 'east.conf', 'west.conf');
    bench.write('s.json', scenarios([
      { name: 'all is well', faults: [] },
      { name: 'the script fails', faults: [{ type: 'script_fail', node: 'east', script: 'check_web' }] },
      { name: 'and power goes too', faults: [{ type: 'node_down', node: 'west' }] },
      { name: 'west is back', faults: [{ type: 'node_back', node: 'west' }] },
    ]));
    const { status, stdout } = bench.kalint(['failover', '--format', 'json', '--scenarios', 's.json', ...files]);
    expect(json(stdout)).toEqual({
      version: 1,
      target: expect.any(String),
      scenarios: [
        { name: 'all is well', masters: { web: ['east'] }, verdicts: [] },
        { name: 'the script fails', masters: { web: ['west'] }, verdicts: [] },
        { name: 'and power goes too', masters: { web: ['east'] }, verdicts: [] },
        { name: 'west is back', masters: { web: ['west'] }, verdicts: [] },
      ],
    });
    expect(status).toBe(0);
  });

  test('addresses that the files do not tell decide a tie; without them it cannot be decided', () => {
    const files = given('rules/pair/equal-priority/bad', 'east.conf', 'west.conf');
    const healthy = [{ name: 'all is well', faults: [] }];
    bench.write('s.json', scenarios(healthy, { east: { ens18: '10.20.0.3/24' }, west: { ens18: ['10.20.0.2/24'] } }));
    expect(json(bench.kalint(['failover', '--format', 'json', '--scenarios', 's.json', ...files]).stdout).scenarios[0]).toMatchObject({ masters: { web: ['east'] } });
    bench.write('t.json', scenarios(healthy));
    expect(json(bench.kalint(['failover', '--format', 'json', '--scenarios', 't.json', ...files]).stdout).scenarios[0]).toEqual({ name: 'all is well', masters: {}, verdicts: [], undecidable: ['web'] });
  });

  test('named nodes belong together', () => {
    given('rules/pair/vrid-collision/good', 'shop.conf', 'mail.conf');
    bench.write('s.json', scenarios([{ name: 'n1 stops', faults: [{ type: 'daemon_stop', node: 'n1' }] }]));
    const { stdout } = bench.kalint(['failover', '--format', 'json', '--scenarios', 's.json', '--node', 'n1=shop.conf', '--node', 'n2=mail.conf']);
    expect(json(stdout).scenarios).toEqual([{ name: 'n1 stops', masters: { shop: [], mail: ['n2'] }, verdicts: ['failover/no-master'] }]);
  });

  test.each([
    ['not json', /^kalint: s\.json: this is no JSON/],
    ['{}', /^kalint: s\.json: "scenarios" must be a list/],
    [scenarios([{ name: 'x', faults: [{ type: 'earthquake', node: 'east' }] }]), /there is no fault of the type "earthquake"/],
    [scenarios([{ name: 'x', faults: [{ type: 'node_down', node: 'north' }] }]), /there is no node "north"; nodes are east, west/],
    [scenarios([{ name: 'x', faults: [{ type: 'script_fail', node: 'east' }] }]), /"script_fail" needs "script"/],
    [scenarios([], { east: { ens18: 3 } }), /"interfaces" must hold/],
  ])('wrong: %s', (text, line) => {
    bench.write('s.json', text);
    const { status, stdout, stderr } = bench.kalint(['failover', '--scenarios', 's.json', ...given('rules/failover/never/good', 'east.conf', 'west.conf')]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd()).toMatch(line);
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});

test.each([[['--faults', '3'], /--faults/], [['--locale', 'fr'], /--locale/], [['--format', 'svg'], /--format/], [['--nonsense'], /unknown option/], [['none.conf'], /none\.conf: no such file/], [['--scenarios', 'none.json', 'none.conf'], /none/]])('%s: one line and status 2', (args, line) => {
  const { status, stdout, stderr } = bench.kalint(['failover', ...args]);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(line);
  expect(stderr.trimEnd()).not.toContain('\n');
});
