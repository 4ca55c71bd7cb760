import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, statSync, symlinkSync, truncateSync } from 'node:fs';
import { bundle, execute, Scratch, type Ended } from './program.ts';

const built = new Scratch();
let inputs: readonly string[] = [];
let scratch: Scratch;

beforeAll(async () => {
  inputs = await bundle('cli', built.at('cli.cjs'));
});
afterAll(() => built.remove());
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.remove());

const kafmt = (args: readonly string[], input?: string | Buffer): Promise<Ended> => execute(process.execPath, [built.at('cli.cjs'), ...args], scratch.path, input);
const text = (name: string): string => readFileSync(scratch.at(name), 'utf8');

const ugly = 'global_defs {\nrouter_id   LB1\n}\n';
const good = 'global_defs {\n    router_id LB1\n}\n';
const broken = 'global_defs {\n  router_id "LB1\n}\n';
const isRoot = process.getuid?.() === 0;

test('the bundle holds the document printer of Prettier and nothing else of it', () => {
  expect(inputs.filter((path) => path.includes('node_modules/prettier/')).map((path) => path.replace(/.*prettier\//, ''))).toEqual(['doc.mjs']);
});

describe('one text', () => {
  test('a file goes to standard output and stays', async () => {
    scratch.write({ 'a.conf': ugly });
    expect(await kafmt(['a.conf'])).toMatchObject({ status: 0, out: good, err: '' });
    expect(text('a.conf')).toBe(ugly);
  });

  test('standard input', async () => {
    expect(await kafmt(['-'], ugly)).toMatchObject({ status: 0, out: good, err: '' });
    expect(await kafmt(['--stdin-filepath', 'x/keepalived.conf.j2'], '{% if a %}\na{\n}\n{% endif %}\n')).toMatchObject({ status: 0, out: '{% if a %}\na {\n}\n{% endif %}\n' });
    expect(await kafmt(['-', '--check'], ugly)).toMatchObject({ status: 1, out: '', err: '<stdin>: not formatted\n' });
    expect(await kafmt(['-'], broken)).toMatchObject({ status: 2, out: '', err: '<stdin>:2:13: this double quote is not closed on its line\n' });
  });

  test('options of style', async () => {
    const list = 'a {\nvirtual_ipaddress { 192.0.2.1 }\nb # c\nbb # d\n}\n';
    expect((await kafmt(['-', '--indent-width', '2'], list)).out).toBe('a {\n  virtual_ipaddress {\n    192.0.2.1\n  }\n  b # c\n  bb # d\n}\n');
    expect((await kafmt(['-', '--use-tabs', '--align-comments', '--one-line-lists'], list)).out).toBe('a {\n\tvirtual_ipaddress { 192.0.2.1 }\n\tb  # c\n\tbb # d\n}\n');
    expect((await kafmt(['-', '--end-of-line', 'crlf'], 'a\n')).out).toBe('a\r\n');
    expect((await kafmt(['-', '--end-of-line', 'auto'], 'a\r\nb\n')).out).toBe('a\r\nb\r\n');
    expect((await kafmt(['-', '--template', 'off'], 'a {{ b }}\n')).out).toBe('a {\n    {\n        b\n    }\n}\n');
  });

  test('a range', async () => {
    const given = 'a  b\nc  d\ne  f\n';
    expect((await kafmt(['-', '--range', '6:7'], given)).out).toBe('a  b\nc d\ne  f\n');
    expect((await kafmt(['-', '--range', '0:14'], given)).out).toBe('a b\nc d\ne f\n');
  });

  test('bytes that are not UTF-8 stay', async () => {
    scratch.write({ 'a.conf': Buffer.from('# \xe9\xff\n  a   b\n', 'latin1') });
    expect((await kafmt(['a.conf'])).bytes).toEqual(Buffer.from('# \xe9\xff\na b\n', 'latin1'));
    expect(await kafmt(['--write', 'a.conf'])).toMatchObject({ status: 0 });
    expect(readFileSync(scratch.at('a.conf'))).toEqual(Buffer.from('# \xe9\xff\na b\n', 'latin1'));
  });
});

describe('many files', () => {
  const files = { 'good.conf': good, 'ugly.conf': ugly, 'broken.conf': broken };

  test('need a mode', async () => {
    scratch.write(files);
    expect(await kafmt(['good.conf', 'ugly.conf'])).toMatchObject({ status: 2, out: '', err: 'kafmt: several files need a mode: --write, --check, --diff or --list-different\n' });
  });

  test('--check', async () => {
    scratch.write(files);
    expect(await kafmt(['--check', 'good.conf'])).toMatchObject({ status: 0, out: '', err: '' });
    expect(await kafmt(['-c', 'good.conf', 'ugly.conf'])).toMatchObject({ status: 1, out: '', err: 'ugly.conf: not formatted\n1 of 2 files not formatted; --write formats it\n' });
    const all = await kafmt(['-c', 'broken.conf', 'ugly.conf']);
    expect(all.status).toBe(2);
    expect(all.err).toBe('broken.conf:2:13: this double quote is not closed on its line\nugly.conf: not formatted\n1 of 2 files not formatted; --write formats it\n');
  });

  test('--list-different', async () => {
    scratch.write(files);
    expect(await kafmt(['-l', 'good.conf', 'ugly.conf'])).toMatchObject({ status: 1, out: 'ugly.conf\n', err: '' });
    expect(await kafmt(['-l', 'good.conf'])).toMatchObject({ status: 0, out: '', err: '' });
  });

  test('--diff', async () => {
    scratch.write(files);
    const { status, out } = await kafmt(['--diff', 'good.conf', 'ugly.conf']);
    expect(status).toBe(1);
    expect(out).toBe('--- ugly.conf\n+++ ugly.conf\n@@ -1,3 +1,3 @@\n global_defs {\n-router_id   LB1\n+    router_id LB1\n }\n');
    expect(text('ugly.conf')).toBe(ugly);
  });

  test('--write', async () => {
    scratch.write(files);
    const before = statSync(scratch.at('good.conf'));
    expect(await kafmt(['-w', '-l', 'good.conf', 'ugly.conf', 'broken.conf'])).toMatchObject({ status: 2, out: 'ugly.conf\n' });
    expect(text('ugly.conf')).toBe(good);
    expect(text('broken.conf')).toBe(broken);
    expect(statSync(scratch.at('good.conf'))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
    expect(readdirSync(scratch.path).sort()).toEqual(['broken.conf', 'good.conf', 'ugly.conf']);
    expect(await kafmt(['-w', 'good.conf', 'ugly.conf'])).toMatchObject({ status: 0, out: '', err: '' });
  });

  test('hundreds of files come in order', async () => {
    scratch.write(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`keepalived${1000 + index}.conf`, index % 2 ? good : ugly])));
    const { out } = await kafmt(['-l', '.']);
    expect(out.trim().split('\n')).toEqual(Array.from({ length: 150 }, (_, index) => `keepalived${1000 + 2 * index}.conf`));
  });
});

describe('what stays of a file that is written', () => {
  test('mode', async () => {
    scratch.write({ 'a.conf': ugly });
    chmodSync(scratch.at('a.conf'), 0o640);
    await kafmt(['-w', 'a.conf']);
    expect(text('a.conf')).toBe(good);
    expect(statSync(scratch.at('a.conf')).mode & 0o7777).toBe(0o640);
  });

  (isRoot ? test : test.skip)('owner (root only)', async () => {
    scratch.write({ 'a.conf': ugly });
    const { chownSync } = await import('node:fs');
    chownSync(scratch.at('a.conf'), 12345, 23456);
    await kafmt(['-w', 'a.conf']);
    expect(statSync(scratch.at('a.conf'))).toMatchObject({ uid: 12345, gid: 23456 });
    expect(text('a.conf')).toBe(good);
  });

  test('symbolic link', async () => {
    scratch.write({ 'real/a.conf': ugly });
    symlinkSync('real/a.conf', scratch.at('link.conf'));
    expect(await kafmt(['-w', 'link.conf'])).toMatchObject({ status: 0 });
    expect(readlinkSync(scratch.at('link.conf'))).toBe('real/a.conf');
    expect(lstatSync(scratch.at('real/a.conf')).isFile()).toBe(true);
    expect(text('real/a.conf')).toBe(good);
  });

  test('hard links are not separated', async () => {
    scratch.write({ 'a.conf': ugly });
    linkSync(scratch.at('a.conf'), scratch.at('b.conf'));
    expect(await kafmt(['-w', 'a.conf'])).toMatchObject({ status: 2, err: 'a.conf: left as it is: it has 2 hard links, which a replacement would separate\n' });
    expect(text('b.conf')).toBe(ugly);
  });
});

describe('which files', () => {
  test('a folder is searched by name, and .gitignore is respected', async () => {
    scratch.write({
      'keepalived.conf': ugly, 'keepalived-lb1.conf': ugly, 'lb2.keepalived.conf': ugly, 'other.conf': ugly, 'keepalived/vips.conf': ugly, 'keepalived.conf.j2': ugly,
      '.git/keepalived.conf': ugly, 'node_modules/keepalived.conf': ugly, 'old/keepalived.conf': ugly, 'old/sub/keepalived.conf': ugly, 'kept/keepalived.conf': ugly,
      '.gitignore': 'old/\nkeepalived-lb1.conf\n', 'sub/.gitignore': '*.conf\n!keepalived-yes.conf\n', 'sub/keepalived-no.conf': ugly, 'sub/keepalived-yes.conf': ugly,
    });
    const { out } = await kafmt(['-l', '.']);
    expect(out.trim().split('\n')).toEqual(['keepalived/vips.conf', 'keepalived.conf', 'kept/keepalived.conf', 'lb2.keepalived.conf', 'sub/keepalived-yes.conf']);
    expect((await kafmt(['-l', 'sub'])).out).toBe('sub/keepalived-yes.conf\n');
    expect((await kafmt(['-l', 'old/keepalived.conf'])).out).toBe('old/keepalived.conf\n');
  });

  test('globs', async () => {
    scratch.write({ 'a/x.conf': ugly, 'b/x.conf': ugly, 'b/y.conf': ugly, 'b/[1].conf': ugly });
    expect((await kafmt(['-l', '*/x.conf'])).out).toBe('a/x.conf\nb/x.conf\n');
    expect((await kafmt(['-l', 'b/[1].conf'])).out).toBe('b/[1].conf\n');
    expect(await kafmt(['-l', '*/none.conf'])).toMatchObject({ status: 2, err: '*/none.conf: no file matches this pattern\n' });
  });

  test('.prettierignore', async () => {
    scratch.write({ '.prettierignore': 'generated/\n', 'generated/keepalived.conf': ugly, 'keepalived.conf': ugly });
    expect((await kafmt(['-l', '.', 'generated/keepalived.conf'])).out).toBe('keepalived.conf\n');
    expect(await kafmt(['generated/keepalived.conf'])).toMatchObject({ status: 0, out: ugly });
    expect(await kafmt(['--stdin-filepath', 'generated/keepalived.conf'], ugly)).toMatchObject({ status: 0, out: ugly });
  });

  test('a file that is named twice is formatted once', async () => {
    scratch.write({ 'keepalived.conf': ugly });
    expect((await kafmt(['-l', '.', './keepalived.conf', scratch.at('keepalived.conf')])).out).toBe('keepalived.conf\n');
  });
});

describe('configuration', () => {
  const nested = 'a {\nb # c\nbb # d\n}\n';
  const spaces = (width: number): string => nested.replace(/^b/gm, `${' '.repeat(width)}b`);

  test('.editorconfig, .prettierrc and the command line, each over the one before', async () => {
    scratch.write({ 'a.conf': nested, '.editorconfig': 'root = true\n[*.conf]\nindent_style = space\nindent_size = 2\nend_of_line = lf\n' });
    expect((await kafmt(['a.conf'])).out).toBe(spaces(2));
    scratch.write({ '.prettierrc': 'tabWidth: 3 # YAML\noverrides:\n  - files: "b.conf"\n    options:\n      tabWidth: 5\n', 'b.conf': nested });
    expect((await kafmt(['a.conf'])).out).toBe(spaces(3));
    expect((await kafmt(['b.conf'])).out).toBe(spaces(5));
    expect((await kafmt(['b.conf', '--indent-width', '6'])).out).toBe(spaces(6));
    expect((await kafmt(['b.conf', '--no-config'])).out).toBe(spaces(4));
  });

  test('package.json, with the options of the plugin', async () => {
    scratch.write({ 'sub/a.conf': nested, 'package.json': '{"prettier":{"useTabs":true,"alignComments":true}}' });
    expect((await kafmt(['sub/a.conf'])).out).toBe('a {\n\tb  # c\n\tbb # d\n}\n');
    expect((await kafmt(['sub/a.conf', '--no-use-tabs', '--no-align-comments'])).out).toBe(spaces(4));
  });

  test('code is never run', async () => {
    scratch.write({ 'a.conf': nested, '.prettierrc.cjs': 'require("fs").writeFileSync("ran", ""); module.exports = { tabWidth: 7 };' });
    const ended = await kafmt(['a.conf']);
    expect(ended).toMatchObject({ status: 0, out: spaces(4) });
    expect(ended.err).toMatch(/\.prettierrc\.cjs: not read/);
    expect(existsSync(scratch.at('ran'))).toBe(false);
  });

  test('mistakes are named', async () => {
    scratch.write({ 'a.conf': nested, '.prettierrc.json': '{"tabWidth": "2"}' });
    expect(await kafmt(['a.conf'])).toMatchObject({ status: 2, out: '' });
    expect((await kafmt(['a.conf'])).err).toMatch(/^a\.conf: .*\.prettierrc\.json: tabWidth must be a whole number\n$/);
    scratch.write({ '.prettierrc.json': '{ broken' });
    expect((await kafmt(['a.conf'])).err).toMatch(/^a\.conf: .*\.prettierrc\.json: .*\n$/);
  });
});

describe('what cannot be done is said in one line, with status 2', () => {
  const oneLine = /^[^\n]+\n$/;

  test.each([
    ['an unknown option', ['--frobnicate', 'a.conf'], /unknown option '--frobnicate'; kafmt --help lists all/],
    ['an option that is misspelt', ['--chekc', 'a.conf'], /unknown option '--chekc' \(Did you mean --check\?\)/],
    ['nothing to do', [], /name a file/],
    ['an empty path', ['a.conf', ''], /^a path is empty; perhaps a variable of the shell is not set/],
    ['two modes', ['-c', '-w', 'a.conf'], /--write and --check exclude each other/],
    ['writing to standard input', ['-w', '-'], /--write needs a file/],
    ['standard input and files', ['-', 'a.conf'], /cannot be formatted in one run/],
    ['a bad range', ['--range', '5', 'a.conf'], /expected START:END/],
    ['a bad width', ['--indent-width', '99', 'a.conf'], /from 0 to 16/],
    ['a bad language', ['--template', 'php', 'a.conf'], /Allowed choices/],
    ['a missing file', ['missing.conf'], /^missing\.conf: no such file or folder/],
    ['links in a circle', ['loop.conf'], /^loop\.conf: too many symbolic links/],
    ['a way through a file', ['a.conf/b.conf'], /^a\.conf\/b\.conf: a part of the path is not a folder/],
    ['a folder without configurations', ['empty'], /^empty: no configuration in this folder/],
    ['a binary file', ['elf.conf'], /^elf\.conf: the file is an ELF program, not text/],
    ['a file that is too large', ['large.conf'], /^large\.conf: the file is larger than 32 MiB/],
    ['a name with control characters', ['b\u001b(31m\n.conf'], /^b\\x1b\(31m\\n\.conf: no such file/],
  ])('%s', async (_, args, message) => {
    scratch.write({ 'a.conf': good, 'elf.conf': Buffer.from('\x7fELF...'), 'large.conf': '', 'empty/': '' });
    truncateSync(scratch.at('large.conf'), 33 * 1024 * 1024);
    symlinkSync('loop.conf', scratch.at('loop.conf'));
    const ended = await kafmt(args);
    expect(ended).toMatchObject({ status: 2, out: '' });
    expect(ended.err).toMatch(oneLine);
    expect(ended.err.replace(/^kafmt: /, '')).toMatch(message);
  });

  (isRoot ? test.skip : test)('a file or folder without permission (not as root)', async () => {
    scratch.write({ 'a.conf': ugly, 'folder/keepalived.conf': ugly });
    chmodSync(scratch.at('a.conf'), 0o000);
    expect(await kafmt(['a.conf'])).toMatchObject({ status: 2, err: 'a.conf: permission denied\n' });
    chmodSync(scratch.at('folder'), 0o500);
    expect(await kafmt(['-w', 'folder/keepalived.conf'])).toMatchObject({ status: 2, err: 'folder/keepalived.conf: permission denied\n' });
    expect(text('folder/keepalived.conf')).toBe(ugly);
    chmodSync(scratch.at('folder'), 0o700);
  });

  test('an .editorconfig that cannot be read: its style is not guessed', async () => {
    scratch.write({ 'a.conf': ugly, '.editorconfig/': '' });
    const ended = await kafmt(['-w', 'a.conf']);
    expect(ended).toMatchObject({ status: 2, out: '' });
    expect(ended.err).toMatch(/^a\.conf: [^\n]*\.editorconfig: is a folder\n$/);
    expect(text('a.conf')).toBe(ugly);
    expect((await kafmt(['--no-config', 'a.conf'])).status).toBe(0);
  });

  test('the other files are done all the same', async () => {
    scratch.write({ 'ugly.conf': ugly, 'broken.conf': broken });
    mkdirSync(scratch.at('empty'));
    const ended = await kafmt(['-w', 'missing.conf', 'empty', 'broken.conf', 'ugly.conf']);
    expect(ended.status).toBe(2);
    expect(ended.err.split('\n').length).toBe(5);
    expect(text('ugly.conf')).toBe(good);
  });
});

test('help and version', async () => {
  const help = await kafmt(['--help']);
  expect(help).toMatchObject({ status: 0, err: '' });
  for (const option of ['--check', '--write', '--diff', '--list-different', '--stdin-filepath', '--range', '--template', '--indent-width', '--use-tabs', '--align-comments', '--one-line-lists', '--end-of-line']) expect(help.out).toContain(option);
  expect(await kafmt(['--version'])).toMatchObject({ status: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
});
