import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, execute, root, Scratch } from './program.ts';

const built = new Scratch();
const scratch = new Scratch();

beforeAll(async () => {
  await bundle('index', built.at('plugin.mjs'));
  await bundle('cli', built.at('cli.cjs'));
});
afterAll(() => {
  built.remove();
  scratch.remove();
});

const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
const fixtures = join(root, 'fixtures/format');

/** Cases for both programs with one `.prettierrc`; those about what Prettier does before a plugin runs are left out. */
const names = readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, 'output.conf')) && !existsSync(join(fixtures, name, 'filepath')));

test('Prettier’s command with the plugin and kafmt write the same bytes, by the same .prettierrc', async () => {
  const overrides = names.flatMap((name) => {
    const path = join(fixtures, name, 'options.json');
    const { filepath, ...options } = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
    const template = typeof filepath === 'string' && filepath.endsWith('.epp') ? { template: 'epp' } : {};
    return [{ files: `${name}/keepalived.conf`, options: { ...options, ...template } }];
  });
  for (const copy of ['kafmt', 'prettier']) {
    for (const name of names) {
      scratch.write({ [`${copy}/${name}/`]: '' });
      cpSync(join(fixtures, name, 'input.conf'), scratch.at(`${copy}/${name}/keepalived.conf`));
    }
    writeFileSync(scratch.at(`${copy}/.prettierrc`), JSON.stringify({ plugins: [built.at('plugin.mjs')], overrides }));
  }
  const one = await execute(process.execPath, [prettier, '--write', '--log-level', 'warn', '.'], scratch.at('prettier'));
  expect(one).toMatchObject({ status: 0, out: '', err: '' });
  const other = await execute(process.execPath, [built.at('cli.cjs'), '--write', '.'], scratch.at('kafmt'));
  expect(other.status).toBe(0);
  for (const name of names) {
    const printed = readFileSync(scratch.at(`kafmt/${name}/keepalived.conf`));
    expect({ name, text: printed.toString() }).toEqual({ name, text: readFileSync(join(fixtures, name, 'output.conf'), 'utf8') });
    expect({ name, text: readFileSync(scratch.at(`prettier/${name}/keepalived.conf`)).toString() }).toEqual({ name, text: printed.toString() });
  }
}, 60_000);

test('Prettier shows the place of what is refused', async () => {
  scratch.write({ 'refused/keepalived.conf': 'global_defs {\n  router_id "LB1\n}\n' });
  const ended = await execute(process.execPath, [prettier, '--plugin', built.at('plugin.mjs'), 'keepalived.conf'], scratch.at('refused'));
  expect(ended.status).toBe(2);
  expect(ended.err).toContain('this double quote is not closed on its line (2:13)');
  expect(ended.err).toMatch(/> 2 \|\s+router_id "LB1/);
});

test('--debug-check of Prettier is content, and the cursor stays with its word', async () => {
  scratch.write({ 'debug/keepalived.conf': 'global_defs\n{\nrouter_id   LB1 # x\n}\n' });
  const check = await execute(process.execPath, [prettier, '--plugin', built.at('plugin.mjs'), '--debug-check', 'keepalived.conf'], scratch.at('debug'));
  expect(check).toMatchObject({ status: 0 });
  const { formatWithCursor } = await import('prettier');
  const { default: plugin } = await import('kafmt');
  const text = 'global_defs {\nrouter_id   LB1\n}\n';
  const result = await formatWithCursor(text, { parser: 'keepalived', plugins: [plugin], cursorOffset: text.indexOf('LB1') });
  expect(result.cursorOffset).toBe(result.formatted.indexOf('LB1'));
});

test('the options are those of the command line', async () => {
  const help = await execute(process.execPath, [prettier, '--plugin', built.at('plugin.mjs'), '--help'], scratch.path);
  for (const option of ['--align-comments', '--one-line-lists', '--template']) expect(help.out).toContain(option);
});
