import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { bundle, execute, Scratch, type Ended } from '../kafmt/program.ts';

jest.setTimeout(120_000);

const tool = new Scratch();
let scratch: Scratch;
beforeAll(async () => { await bundle('cli', tool.at('cli.cjs')); });
beforeEach(() => { scratch = new Scratch(); });
afterEach(() => { scratch.remove(); });
afterAll(() => { tool.remove(); });

const kafmt = (args: readonly string[], cwd = scratch.path, input?: string): Promise<Ended> => execute(process.execPath, [tool.at('cli.cjs'), ...args], cwd, input);
// What steers a terminal, or turns the direction of text.
const isRaw = (text: string): boolean => /[\u001b\u009b\u0007\u202e\r]/.test(text);
const nasty = 'a\u001b[2J\u202e\u009b31m\u0007';
const badlyIndented = 'vrrp_instance A {\npriority 1\n}\n';

describe('what a terminal would obey is spelt out', () => {
  const spelt = async (args: readonly string[], cwd?: string, input?: string): Promise<void> => {
    const { out, err } = await kafmt(args, cwd, input);
    expect(out + err).toContain('\\x1b');
    expect(isRaw(out + err)).toBe(false);
  };

  test.each([
    ['--check', ['--check']], ['--list-different', ['--list-different']], ['--write', ['--write', '--list-different']], ['--diff', ['--diff']],
  ])('in the name of a file: %s', async (_, args) => {
    scratch.write({ [`${nasty}.conf`]: badlyIndented });
    await spelt([...args, `${nasty}.conf`]);
  });

  test('in the name of a file that is refused, missing, or comes on standard input', async () => {
    scratch.write({ [`${nasty}.conf`]: 'vrrp_instance A {\n' });
    await spelt([`${nasty}.conf`]);
    await spelt([`missing${nasty}.conf`]);
    await spelt([`missing${nasty}/*.conf`]);
    await spelt(['--check', '--stdin-filepath', `${nasty}.conf`, '-'], undefined, badlyIndented);
    await spelt([`--option${nasty}`]);
    await spelt(['--template', nasty, 'a.conf']);
  });

  test('in the folder and the text of a configuration', async () => {
    mkdirSync(join(scratch.path, nasty));
    for (const [name, content] of [['.prettierrc.json', `{"tabWidth": ${nasty}`], ['.prettierrc', `tabWidth: "${nasty}`], ['.prettierrc.json', `{"endOfLine": "${nasty}"}`], ['prettier.config.cjs', ''], ['package.json', JSON.stringify({ prettier: `./${nasty}.js` })]] as const) {
      const folder = `${nasty}/${name.length}-${content.length}`;
      scratch.write({ [`${folder}/a.conf`]: badlyIndented, [`${folder}/${name}`]: content });
      await spelt(['a.conf'], scratch.at(folder));
    }
  });

  test('in the text that is shown on a terminal; a program gets the bytes of the file', async () => {
    const value = 'a {\n    b "\u001b]0;title\u0007\u009b31m\u202ex" # \u001b[31m\n}\n';
    scratch.write({ 'a.conf': value, 'b.conf': value.replaceAll('    ', '  ') });
    expect((await kafmt(['a.conf'])).out).toBe(value);
    const shown = (...args: string[]): string => spawnSync('script', ['--quiet', '--return', '--command', `${process.execPath} ${tool.at('cli.cjs')} ${args.join(' ')}`, '/dev/null'], { cwd: scratch.path, encoding: 'utf8' }).stdout.replaceAll('\r\n', '\n');
    for (const text of [shown('a.conf'), shown('--diff', 'b.conf')]) {
      expect(text).toContain('b "\\x1b]0;title\\x07\\x9b31m\\u202ex" # \\x1b[31m\n');
      expect(isRaw(text)).toBe(false);
    }
  });
});

describe('configuration is data', () => {
  const code = (mark: string): string => `require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); module.exports = { tabWidth: 7 };`;
  const module = (mark: string): string => `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(mark)}, ''); export default { tabWidth: 7, languages: [], parsers: {} };`;
  const names = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].flatMap((extension) => [`.prettierrc.${extension}`, `prettier.config.${extension}`]);

  test.each(names)('%s is not run', async (name) => {
    scratch.write({ 'a.conf': badlyIndented, [name]: /\.(?:cjs|cts)$/.test(name) ? code(scratch.at('ran')) : module(scratch.at('ran')) });
    const { status, err, out } = await kafmt(['a.conf']);
    expect({ status, out }).toEqual({ status: 0, out: 'vrrp_instance A {\n    priority 1\n}\n' });
    expect(err).toContain(`${name}: not read`);
    expect(existsSync(scratch.at('ran'))).toBe(false);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['a module that package.json names', { 'package.json': '{"prettier": "evil"}' }],
    ['a file that package.json names', { 'package.json': '{"prettier": "./evil.cjs"}' }],
    ['a module that .prettierrc names', { '.prettierrc': '"evil"' }],
    ['plugins', { '.prettierrc': '{"plugins": ["evil", "./evil.cjs", "./evil.mjs", "prettier-plugin-evil"]}' }],
    ['plugins of an override', { '.prettierrc': 'overrides:\n  - files: "*.conf"\n    options:\n      plugins: ["./evil.mjs"]\n' }],
    ['a tag of YAML', { '.prettierrc': 'tabWidth: !!js/function "require(\'./evil.cjs\')"\n' }],
    ['an entry of a package', { 'package.json': '{"main": "./evil.cjs", "exports": "./evil.cjs", "imports": {"#x": "./evil.cjs"}}' }],
  ])('%s is not loaded', async (_, files) => {
    const mark = scratch.at('ran');
    scratch.write({
      'a.conf': badlyIndented, 'evil.cjs': code(mark), 'evil.mjs': module(mark), 'index.js': code(mark),
      'node_modules/evil/package.json': '{"name": "evil", "main": "index.cjs"}', 'node_modules/evil/index.cjs': code(mark),
      'node_modules/prettier-plugin-evil/package.json': '{"name": "prettier-plugin-evil", "main": "index.cjs"}', 'node_modules/prettier-plugin-evil/index.cjs': code(mark),
      // A program takes its libraries out of its own folder, not out of the one that it works in.
      ...Object.fromEntries(['prettier', 'yaml', 'diff', 'editorconfig', 'picomatch', 'commander'].map((name) => [`node_modules/${name}/index.js`, code(mark)])),
      ...files,
    });
    await kafmt(['--check', 'a.conf']);
    await kafmt(['--diff', 'a.conf']);
    await kafmt(['--write', 'a.conf']);
    expect(existsSync(mark)).toBe(false);
  });
});

describe('patterns that a regular expression would never finish with', () => {
  const name = `${'a'.repeat(120)}.conf`;
  const pattern = `${'*a'.repeat(14)}b`;
  test.each([['.editorconfig', `root = true\n[${pattern}]\nindent_size = 2\n`], ['.prettierrc', JSON.stringify({ overrides: [{ files: pattern, excludeFiles: pattern, options: { tabWidth: 2 } }] })], ['.gitignore', pattern], ['.prettierignore', pattern]])('%s', async (file, content) => {
    scratch.write({ [`keepalived/${name}`]: badlyIndented, [`keepalived/${file}`]: content, '.git/': '' });
    const ended = execute(process.execPath, [tool.at('cli.cjs'), '--check', '.'], scratch.at('keepalived'));
    const late = new Promise((resolve) => { setTimeout(resolve, 20_000, 'takes too long').unref(); });
    expect(await Promise.race([ended, late])).toMatchObject({ status: 1 });
  });
});
