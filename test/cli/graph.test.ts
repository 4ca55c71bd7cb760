import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Workbench } from './command.ts';

let bench: Workbench;
beforeEach(async () => { bench = await Workbench.create(); });
afterEach(() => { bench.remove(); });
afterAll(() => { Workbench.removeBundle(); });

function pair(): readonly string[] {
  const names = ['lb1.conf', 'lb2.conf'];
  for (const name of names) bench.write(name, readFileSync(resolve('fixtures/clusters/classic-pair', name)));
  return names;
}

test('mermaid is the format that nobody has to ask for', () => {
  const { status, stdout, stderr } = bench.kalint(['graph', ...pair()]);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^flowchart LR\n[^]*VI_1<br\/>priority 100<br\/>MASTER · eth0<br\/>master"\]:::master/);
});

test.each([['dot', /^digraph keepalived \{\n[^]*\n\}\n$/], ['svg', /^<\?xml [^]*<svg [^]*<\/svg>\n$/], ['html', /^<!doctype html>\n[^]*<svg [^]*lb1 loses power[^]*<\/html>\n$/]])('%s, whole', (format, shape) => {
  const { status, stdout } = bench.kalint(['graph', '--format', format, ...pair()]);
  expect(status).toBe(0);
  expect(stdout).toMatch(shape);
  expect(stdout).toContain('192.168.7.121:80');
  expect(stdout).not.toContain('1111');
});

test('status 2 for a file that cannot be read; what can be read is drawn', () => {
  const { status, stdout, stderr } = bench.kalint(['graph', ...pair(), 'missing.conf']);
  expect(status).toBe(2);
  expect(stderr).toContain('missing.conf');
  expect(stdout).toContain('priority 100');
  expect(bench.kalint(['graph', 'missing.conf'])).toMatchObject({ status: 2, stdout: '' });
});

test('status 2 for an unknown format', () => {
  const { status, stdout, stderr } = bench.kalint(['graph', '--format', 'png', ...pair()]);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/png/);
});
