import { chmodSync, mkdirSync, readdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { Workbench } from './command.ts';

let bench: Workbench;
beforeEach(async () => { bench = (await Workbench.create()).fixtures('lb1.conf', 'lb2.conf', 'typo.conf'); });
afterEach(() => { bench.remove(); });
afterAll(() => { Workbench.removeBundle(); });

describe('exit status', () => {
  test('0 without findings', () => {
    expect(bench.kalint(['lb1.conf', 'lb2.conf'])).toMatchObject({ status: 0, stderr: '', stdout: '✔ nothing to report (2 files, 1 cluster: lb1+lb2)\n' });
  });

  test('1 with an error', () => {
    expect(bench.kalint(['typo.conf']).status).toBe(1);
  });

  test('0 with warnings, 1 when there are more than --max-warnings', () => {
    const lower = ['--rule', 'syntax/unknown-keyword=warning', 'typo.conf'];
    expect(bench.kalint(lower).status).toBe(0);
    expect(bench.kalint(['--max-warnings', '1', ...lower]).status).toBe(0);
    expect(bench.kalint(['--max-warnings', '0', ...lower]).status).toBe(1);
    const quiet = bench.kalint(['--max-warnings', '0', '--quiet', ...lower]);
    expect([quiet.status, quiet.stdout]).toEqual([1, '✔ nothing to report (1 file)\n']);
    expect(quiet.stderr).toBe('kalint: 1 warning, and at most 0 are allowed\n');
  });
});

describe('what cannot be judged gives one line on standard error and status 2', () => {
  const expectLine = (args: readonly string[], line: RegExp | string): void => {
    const before = readdirSync(bench.folder, { recursive: true }).sort();
    const { status, stderr, stdout } = bench.kalint(args);
    expect(stderr.trimEnd().split('\n')).toEqual([typeof line === 'string' ? `kalint: ${line}` : expect.stringMatching(line)]);
    expect([status, stdout]).toEqual([2, '']);
    expect(readdirSync(bench.folder, { recursive: true }).sort()).toEqual(before);
  };

  test('a file that is not there', () => { expectLine(['none.conf'], 'none.conf: no such file'); });
  test('a glob without match', () => { expectLine(['*.nothing'], '*.nothing: no file matches'); });
  test('a folder without configurations', () => {
    mkdirSync(join(bench.folder, 'empty'));
    expectLine(['empty'], 'empty: no keepalived configuration is in this folder (keepalived*.conf, *.keepalived.conf, *.conf in a folder named keepalived); name other files one by one');
  });
  test('a binary file', () => {
    bench.write('keepalived.conf', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]));
    expectLine(['keepalived.conf'], 'keepalived.conf: it is a binary file');
  });
  test('a file over the limit', () => {
    truncateSync(bench.write('keepalived.conf', ''), 32 * 1024 * 1024 + 1);
    expectLine(['keepalived.conf'], 'keepalived.conf: it is larger than 32 MiB');
  });
  test('a loop of links', () => {
    symlinkSync('keepalived.conf', join(bench.folder, 'keepalived.conf'));
    expectLine(['keepalived.conf'], 'keepalived.conf: too many symbolic links');
  });
  test('a device', () => { expectLine(['/dev/null'], /^kalint: .*dev\/null: it is not a regular file$/); });
  (process.getuid?.() === 0 ? test.skip : test)('a file without read permission', () => {
    chmodSync(join(bench.folder, 'lb1.conf'), 0);
    expectLine(['lb1.conf'], 'lb1.conf: permission denied');
  });
  (process.getuid?.() === 0 ? test.skip : test)('a folder that cannot be looked into', () => {
    mkdirSync(join(bench.folder, 'closed'), { mode: 0 });
    expectLine(['closed'], 'closed: permission denied');
  });
  test.each([
    [['--colour'], "unknown option '--colour' (Did you mean --color?)"],
    [['--format', 'jsn', 'lb1.conf'], 'there is no format "jsn"; did you mean "json"?; formats are stylish, compact, json, sarif, github, gitlab, checkstyle, junit, rdjson'],
    [['--format'], "option '--format <name>' argument missing"],
    [['--target', '9.9', 'lb1.conf'], '--target: keepalived 9.9 is not known; versions from 1.2.0 to 2.4.3 are'],
    [['--target', 'new', 'lb1.conf'], '--target: "new" is not a version of keepalived'],
    [['--rule', 'syntax/unknown-keyword', 'lb1.conf'], '--rule: "syntax/unknown-keyword" is not of the form ID=off|info|warning|error'],
    [['--rule', 'unknown-keyword=off', 'lb1.conf'], '--rule: there is no rule "unknown-keyword"; did you mean "syntax/unknown-keyword"?'],
    [['--only', 'sintax', 'lb1.conf'], '--only: there is no rule or category "sintax"; did you mean "syntax"?'],
    [['--preset', 'all-of-it', 'lb1.conf'], "option '--preset <name>' argument 'all-of-it' is invalid. Allowed choices are recommended, strict, all."],
    [['--max-warnings', '-1', 'lb1.conf'], '--max-warnings: "-1" is not a whole number from 0 on'],
    [['--jobs', '0', 'lb1.conf'], '--jobs: "0" is not a whole number from 1 on'],
    [['--node', 'a', 'lb1.conf'], '--node: "a" is not of the form NAME=PATH'],
    [['--fix', '-'], '--fix cannot change standard input; --fix-dry-run prints what it would change'],
    [['--unsafe-fixes', 'lb1.conf'], '--unsafe-fixes needs --fix or --fix-dry-run'],
    [['--update-baseline', 'lb1.conf'], '--update-baseline needs --baseline FILE'],
    [['--baseline', 'none.json', 'lb1.conf'], 'none.json: the baseline cannot be read: no such file or folder'],
    [['--baseline', 'lb1.conf', 'lb1.conf'], 'lb1.conf: this is not a baseline of kalint'],
    [['--config', 'none.json', 'lb1.conf'], 'none.json: cannot be read: no such file or folder'],
    [['--explain', 'unknown-keywort'], '--explain: there is no rule "unknown-keywort"; did you mean "syntax/unknown-keyword"?'],
    [['--explain', 'riddle'], '--explain: there is no rule "riddle"; kalint --list-rules shows all'],
    [['--only', 'riddle', 'lb1.conf'], '--only: there is no rule or category "riddle"; kalint --list-rules shows all'],
    [['--rule', 'riddle=off', 'lb1.conf'], '--rule: there is no rule "riddle"; kalint --list-rules shows all'],
    [[''], 'a path is empty; perhaps a variable of the shell is not set'],
    [['failover', ''], 'a path is empty; perhaps a variable of the shell is not set'],
    [['-h'], "unknown option '-h'; kalint --help lists all"],
    [['failover', '-h'], "unknown option '-h'; kalint failover --help lists all"],
    [['help'], 'help: no such file; kalint --help tells what there is'],
    [['--target', '2.2.7', 'failover', 'lb1.conf'], 'failover: no such file; as a command it comes first, its options behind it: kalint failover ...'],
    [['--node', 'a=lb1.conf', '--node', 'a=lb2.conf'], '--node: two files are named "a"; give each node a name of its own'],
    [['graph', '--node', 'a=lb1.conf', '--node', 'a=lb2.conf'], '--node: two files are named "a"; give each node a name of its own'],
    [['--host-root', 'none', 'lb1.conf'], '--host-root: none is no folder'],
    [['--host-root', 'lb1.conf', 'lb1.conf'], '--host-root: lb1.conf is no folder'],
    [['expand', 'none.conf'], 'none.conf: no such file'],
    [['expand', '.'], '.: it is a folder'],
    [['expand', '-'], 'kalint expand reads a file, not standard input'],
    [['expand', '--target', '9.9', 'lb1.conf'], '--target: keepalived 9.9 is not known; versions from 1.2.0 to 2.4.3 are'],
  ])('%j', (args, line) => { expectLine(args, line); });

  test.each([
    ['.kalintrc.json', '{\n  "rule": {}\n}\n', '.kalintrc.json:2:3: unknown key "rule"; did you mean "rules"?'],
    ['.kalintrc.json', '{\n  "rules": {\n', '.kalintrc.json:3:1: a } is missing (and 1 more)'],
    ['.kalintrc.json', '{"rules": {"syntax/unknown-keywrd": "off", "x": 1}, "y": 1}', '.kalintrc.json:1:12: unknown rule "syntax/unknown-keywrd"; did you mean "syntax/unknown-keyword"? (and 2 more)'],
    ['.kalintrc.yaml', 'rules:\n  syntax/unknown-keyword: never\n', '.kalintrc.yaml:2:27: "rules.syntax/unknown-keyword" has to be one of off, info, warning, error, not "never"'],
    ['.kalintrc.json', '{"hostRoot": "sysroot"}', '.kalintrc.json: "hostRoot": sysroot is no folder'],
    ['package.json', '{"kalint": {"preset": 1}}', 'package.json:1:23: "preset" has to be one of recommended, strict, all, not number 1'],
  ])('a broken %s: %j', (name, text, line) => {
    bench.write(name, text);
    expectLine(['typo.conf'], line);
    expect(bench.kalint(['--no-config', 'typo.conf']).status).toBe(1);
  });

  test('an output file that cannot be written', () => {
    expectLine(['--output-file', 'none/report.txt', 'lb1.conf'], /^kalint: .*none\/report\.txt: cannot be written: no such file or folder$/);
  });
});

test('the other files are judged all the same', () => {
  const { status, stdout, stderr } = bench.kalint(['--format', 'json', 'none.conf', 'typo.conf', 'lb1.conf']);
  expect([status, stderr]).toEqual([2, 'kalint: none.conf: no such file\n']);
  expect((JSON.parse(stdout) as { files: { path: string }[] }).files.map(({ path }) => path)).toEqual(['typo.conf', 'lb1.conf']);
});

test('a machine format is complete even if no file could be read', () => {
  const { status, stdout } = bench.kalint(['--format', 'json', 'none.conf']);
  expect([status, JSON.parse(stdout)]).toEqual([2, { version: 1, target: '2.4.3', files: [], clusters: [], summary: { files: 0, errors: 0, warnings: 0, infos: 0, fixable: 0 } }]);
});

test('--version, --help, --list-rules, --explain', () => {
  const { version } = JSON.parse(bench.kalint(['--format', 'sarif', 'lb1.conf']).stdout).runs[0].tool.driver as { version: string };
  expect(bench.kalint(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  expect(bench.kalint(['--help']).stdout).toContain('--max-warnings <n>');
  expect(bench.kalint(['--list-rules']).stdout).toMatch(/^syntax\/unknown-keyword +error +recommended +\S+ +\S/m);
  const { status, stdout } = bench.kalint(['--explain', 'syntax/unknown-keyword']);
  expect([status, stdout.split('\n')[0]]).toEqual([0, 'syntax/unknown-keyword']);
  expect(stdout).toContain('- severity: error');
});

test('--init writes a configuration that is valid, and only where there is none', () => {
  expect(bench.kalint(['--init'])).toMatchObject({ status: 0, stdout: '.kalintrc.json written\n' });
  expect(bench.kalint(['lb1.conf']).status).toBe(0);
  const text = bench.read('.kalintrc.json');
  // What stands there as a comment has to be right as well.
  bench.write('.kalintrc.json', text.replace(/^(\s*)\/\/ ("|\{)/gm, '$1$2').replace(/(\})\n\n(\s+\/\/)/g, '$1,\n$2'));
  expect(bench.kalint(['lb1.conf'])).toMatchObject({ status: 0, stderr: '' });
  bench.write('.kalintrc.json', text);
  expect(bench.kalint(['--init'])).toMatchObject({ status: 2, stderr: 'kalint: .kalintrc.json is already there; change it, or delete it first\n' });
  expect(bench.read('.kalintrc.json')).toBe(text);
});

describe('pipes', () => {
  test('a long report arrives whole', () => {
    bench.write('long.conf', 'unknown_word x\n'.repeat(3_000));
    const { stdout, status } = bench.shell('kalint --format json long.conf | cat; exit ${PIPESTATUS[0]}');
    expect(status).toBe(1);
    expect((JSON.parse(stdout) as { summary: { errors: number } }).summary.errors).toBeGreaterThan(0);
    expect(stdout.length).toBeGreaterThan(200_000);
  });

  test('a reader that leaves early gets no stack trace', () => {
    bench.write('long.conf', 'unknown_word x\n'.repeat(3_000));
    expect(bench.shell('kalint long.conf | head -n 1')).toEqual({ status: 0, stdout: 'long.conf\n', stderr: '' });
  });
});
