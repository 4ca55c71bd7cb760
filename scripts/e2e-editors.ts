/**
 * The language server in real editors: Neovim, Emacs and Vim as Debian has them, without a window, with the configurations
 * that `docs/editors.md` shows. An editor that is not installed is skipped, and that is said. `--tries=N`: an editor that fails is
 * tried again.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { triesGiven, untilPassed } from './e2e-editors/tries.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const scripts = join(root, 'scripts/e2e-editors');
const launcher = join(root, 'packages/language-server/bin/keepalived-language-server.js');

/** Where an editor runs: a home and a project of its own. */
interface Bench {
  readonly folder: string;
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
}

interface Editor {
  readonly name: string;
  /** How Debian calls it. */
  readonly package: string;
  available(): boolean;
  run(bench: Bench): { readonly command: string; readonly args: readonly string[] };
}

/** The configuration of an editor as `docs/editors.md` shows it. */
function documented(name: string): string {
  const page = readFileSync(join(root, 'docs/editors.md'), 'utf8');
  const match = new RegExp(`<!-- run: ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\\n\`\`\``).exec(page);
  if (!match?.[1]) throw new Error(`docs/editors.md has no configuration of ${name} to be run`);
  return `${match[1]}\n`;
}

function answers(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** Vim itself: where it is not installed, its name may lead to Neovim. */
function realVim(): string | undefined {
  return ['vim', 'vim.basic'].find((command) => answers(command, ['-es', '-u', 'NONE', '-c', "if has('syntax') && !has('nvim') | qall! | else | cquit | endif"]));
}

function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const editors: readonly Editor[] = [
  {
    name: 'Neovim',
    package: 'neovim',
    available: () => answers('nvim', ['--version']),
    run: ({ folder, project }) => {
      const init = write(join(folder, 'init.lua'), documented('neovim'));
      return { command: 'nvim', args: ['--headless', '-u', init, '-i', 'NONE', '-n', join(project, 'lb1/keepalived.conf'), '-c', `luafile ${join(scripts, 'neovim.lua')}`] };
    },
  },
  {
    name: 'Emacs with Eglot',
    package: 'emacs-nox elpa-eglot',
    available: () => answers('emacs', ['--batch', '-q', '--eval', "(progn (require 'package) (package-initialize) (require 'eglot))"]),
    run: ({ folder }) => {
      const init = write(join(folder, 'init.el'), documented('emacs'));
      return { command: 'emacs', args: ['--batch', '-q', '-l', join(scripts, 'before.el'), '-l', init, '-l', join(scripts, 'eglot.el')] };
    },
  },
  {
    name: 'Vim, highlighting',
    package: 'vim',
    available: () => realVim() !== undefined,
    run: ({ folder, project }) => {
      write(join(folder, '.vim/ftdetect/keepalived.vim'), documented('vim'));
      mkdirSync(join(folder, '.vim/syntax'), { recursive: true });
      copyFileSync(join(root, 'grammar/keepalived.vim'), join(folder, '.vim/syntax/keepalived.vim'));
      const init = write(join(folder, '.vimrc'), 'filetype plugin on\nsyntax on\n');
      return { command: realVim() ?? 'vim', args: ['-N', '-u', init, '-i', 'NONE', '-n', '-es', join(project, 'lb1/keepalived.conf'), '-S', join(scripts, 'highlighting.vim')] };
    },
  },
];

function prepare(): Bench {
  // Short: sockets of editors may be made in it.
  const folder = mkdtempSync(join(tmpdir(), 'ke-'));
  const project = join(folder, 'project');
  cpSync(join(root, 'fixtures/lsp/pair'), project, { recursive: true });
  mkdirSync(join(project, '.git'));
  // Faults to be found: a misspelt keyword, and a router ID that the peer does not have.
  const path = join(project, 'lb1/keepalived.conf');
  writeFileSync(path, readFileSync(path, 'utf8').replace('advert_int 1', 'advert_itn 1').replace('virtual_router_id 52', 'virtual_router_id 62'));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(launcher, join(folder, 'bin/keepalived-language-server'));
  const env = {
    ...process.env, HOME: folder, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`, PROJECT: project, RESULTS: join(folder, 'results.txt'), LANG: 'C.UTF-8', TERM: 'dumb',
    XDG_CONFIG_HOME: join(folder, 'config'), XDG_DATA_HOME: join(folder, 'data'), XDG_STATE_HOME: join(folder, 'state'), XDG_CACHE_HOME: join(folder, 'cache'),
  };
  return { folder, project, env };
}

function play(editor: Editor): boolean {
  const bench = prepare();
  try {
    const { command, args } = editor.run(bench);
    const { status, signal, stdout, stderr } = spawnSync(command, args, { cwd: bench.project, env: bench.env, encoding: 'utf8', timeout: 120_000 });
    // Vim cannot write to the output of a process that has no terminal.
    const results = join(bench.folder, 'results.txt');
    const said = existsSync(results) ? readFileSync(results, 'utf8') : stdout;
    process.stdout.write(said.split(/\r?\n/).filter((line) => line !== '').map((line) => `  ${line}\n`).join(''));
    const passed = status === 0 && said.includes('ok ') && !/^not ok/m.test(said);
    if (!passed) process.stdout.write(`  FAILED: ${signal ?? `exit status ${String(status)}`}\n${stderr}\n`);
    return passed;
  } finally {
    rmSync(bench.folder, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  if (!existsSync(join(root, 'packages/language-server/dist/main.cjs'))) {
    process.stderr.write('The server is not built: run "npm run build" first.\n');
    return 2;
  }
  let failed = false;
  for (const editor of editors) {
    if (!editor.available()) {
      process.stdout.write(`SKIPPED ${editor.name}: not installed (apt-get install ${editor.package})\n`);
      continue;
    }
    process.stdout.write(`${editor.name}\n`);
    if (!(await untilPassed(editor.name, triesGiven(), () => play(editor)))) failed = true;
  }
  return failed ? 1 : 0;
}

process.exitCode = await main();
