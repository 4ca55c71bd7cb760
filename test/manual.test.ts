/** Manual pages and completions: no option is missing, and real shells complete with them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createProgram as kafmt } from '../packages/kafmt/src/cli/arguments.ts';
import { createProgram as expand } from '../packages/kalint/src/cli/expand.ts';
import { createProgram as failover } from '../packages/kalint/src/cli/failover.ts';
import { createProgram as graph } from '../packages/kalint/src/cli/graph.ts';
import { createProgram as kalint } from '../packages/kalint/src/cli/options.ts';
import { subcommands } from '../packages/kalint/src/cli/subcommands.ts';
import { readCommandLine, usage } from '../packages/language-server/src/command-line.ts';
import { manualFiles } from '../scripts/package-manual.ts';

const files = manualFiles('2026-01-31');
const file = (name: string): string => files.get(name) ?? '';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'manual-'));
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  mkdirSync(join(folder, 'work/sub'), { recursive: true });
  writeFileSync(join(folder, 'work/lb1.conf'), '');
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** The help that a user sees is the witness: it is written by Commander, not by us. */
const helps: readonly (readonly [command: string, page: string, help: string])[] = [
  ['kalint', 'kalint', kalint('0', [], []).helpInformation()],
  ['kalint failover', 'kalint', failover().helpInformation()],
  ['kalint graph', 'kalint', graph().helpInformation()],
  ['kalint expand', 'kalint', expand().helpInformation()],
  ['kafmt', 'kafmt', kafmt().helpInformation()],
  ['keepalived-language-server', 'keepalived-language-server', usage],
];
const flagsOf = (help: string): string[] => [...help.matchAll(/^ {2}(?:(-\w), )?(--[\w-]+)/gm)].flatMap(([, short, long]) => [short ?? '', long ?? '']).filter((flag) => flag !== '');

/** The part of a page that is about a command. */
function partOf(page: string, command: string): string {
  const plain = file(`man/man1/${page}.1`).replace(/\\-/g, '-').replace(/\\f[BIR]/g, '');
  return plain.split(/^(?=\.S[HS] )/m).find((part) => part.startsWith(command === page ? '.SH OPTIONS' : `.SS ${command} `)) ?? '';
}

test('every further command of kalint has its help here', () => {
  expect(helps.map(([command]) => command).filter((name) => name.startsWith('kalint '))).toEqual([...subcommands.keys()].map((name) => `kalint ${name}`));
});

test.each(helps)('%s: each option is in the manual page and in the completions', (command, page, help) => {
  const flags = flagsOf(help);
  expect(flags.length).toBeGreaterThanOrEqual(5);
  const part = partOf(page, command);
  expect(flags.filter((flag) => !new RegExp(`^(?:.*, )?${flag}(?:[, ]|$)`, 'm').test(part))).toEqual([]);
  const [bash, zsh, fish] = [`bash-completion/completions/${page}`, `zsh/vendor-completions/_${page}`, `fish/vendor_completions.d/${page}.fish`].map(file);
  expect(flags.filter((flag) => !new RegExp(`[ '\\[]${flag}[ ')]`).test(bash ?? ''))).toEqual([]);
  expect(flags.filter((flag) => !(zsh ?? '').includes(`${flag}[`) && !(zsh ?? '').includes(`${flag}=[`))).toEqual([]);
  expect(flags.filter((flag) => !(fish ?? '').includes(flag.startsWith('--') ? ` -l ${flag.slice(2)} ` : ` -s ${flag.slice(1)} `))).toEqual([]);
});

test('each summary of the manual says what whatis(1) shows', () => {
  for (const [name, text] of files) if (name.startsWith('man/')) expect(text).toMatch(/^\.TH [^\n]+\n\.SH NAME\n[\w\\-]+ \\- [^\n]+\n\.SH SYNOPSIS\n/);
});

test('options of the server', () => {
  for (const good of [[], ['--stdio'], ['--node-ipc'], ['--socket=5007'], ['--socket', '5007'], ['--pipe', '/run/x'], ['--clientProcessId=12', '--stdio']]) expect(readCommandLine(good)).toHaveProperty('given');
  expect(readCommandLine(['--socket', '5007', '--pipe=/run/a=b'])).toEqual({ given: new Map([['--socket', '5007'], ['--pipe', '/run/a=b']]) });
});

test.each([
  [['--stdio', '--sokcet=1'], 'unknown option --sokcet=1'], [['x'], 'unknown option x'], [['--stdio=1'], 'unknown option --stdio=1'], [['constructor'], 'unknown option constructor'],
  [['--socket='], '--socket needs a port'], [['--socket'], '--socket needs a port'], [['--stdio', '--pipe'], '--pipe needs a name'],
  [['--socket', 'abc'], '--socket abc: a port is a number from 1 to 65535'], [['--socket=65536'], '--socket 65536: a port is a number from 1 to 65535'], [['--socket', '0'], '--socket 0: a port is a number from 1 to 65535'],
  [['--clientProcessId=me'], '--clientProcessId me: a process has a number'],
])('the server refuses %j', (args, wrong) => { expect(readCommandLine(args)).toEqual({ wrong }); });

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
const inShell = (program: string): typeof test => (has(program) ? test : test.skip);

inShell('man')('the manual pages are sound troff', () => {
  for (const name of files.keys()) {
    if (!name.startsWith('man/')) continue;
    const { stdout, stderr } = spawnSync('man', ['--warnings', '-E', 'UTF-8', '-l', join(folder, name)], { encoding: 'utf8', env: { ...process.env, MANWIDTH: '80', MAN_KEEP_FORMATTING: '' } });
    expect(stderr).toBe('');
    expect(stdout).toContain('SYNOPSIS');
  }
});

/** What bash offers once `line` is typed; its words are split as bash splits them. */
function inBash(words: readonly string[]): string[] {
  const command = words[0] ?? '';
  const script = `source "$1/bash-completion/completions/${command}"; shift; cd "$1" && shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _${command.replace(/\W/g, '_')}; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', folder, join(folder, 'work'), ...words], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

inShell('bash')('bash completes options, values, rules and commands', () => {
  expect(inBash(['kalint', '--fi'])).toEqual(['--fix', '--fix-dry-run']);
  expect(inBash(['kalint', '--format', 'j'])).toEqual(['json', 'junit']);
  expect(inBash(['kalint', '--format', '=', 'sa'])).toEqual(['sarif']);
  expect(inBash(['kalint', '--format', '='])).toContain('stylish');
  expect(inBash(['kalint', '--rule', 'pair/vrid-mi'])).toEqual(['pair/vrid-mismatch=']);
  expect(inBash(['kalint', '--rule', 'pair/vrid-mismatch', '='])).toEqual(['off', 'info', 'warning', 'error']);
  expect(inBash(['kalint', '--rule', 'pair/vrid-mismatch', '=', 'w'])).toEqual(['warning']);
  expect(inBash(['kalint', '--rule', '=', 'pair/vrid-mismatch', '=', 'e'])).toEqual(['error']);
  expect(inBash(['kalint', '--explain', 'pair/eq'])).toEqual(['pair/equal-priority']);
  expect(inBash(['kalint', 'fail'])).toEqual(['failover']);
  expect(inBash(['kalint', 'lb'])).toEqual(['lb1.conf']);
  expect(inBash(['kalint', '--host-root', ''])).toEqual(['sub']);
  expect(inBash(['kalint', '--config', 'l'])).toEqual([]);
  expect(inBash(['kalint', 'graph', '--format', ''])).toEqual(['mermaid', 'dot', 'svg', 'html']);
  expect(inBash(['kalint', 'failover', '--sc'])).toEqual(['--scenarios']);
  expect(inBash(['kafmt', '--end-of-line', ''])).toEqual(['lf', 'crlf', 'auto']);
  expect(inBash(['kafmt', '-'])).toEqual(expect.arrayContaining(['-c', '--check', '-w', '--write']));
  expect(inBash(['keepalived-language-server', '--s'])).toEqual(['--stdio', '--socket']);
});

inShell('fish')('fish completes options, values and commands', () => {
  const offered = (line: string): string[] => {
    const command = line.split(' ')[0] ?? '';
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', `source ${join(folder, `fish/vendor_completions.d/${command}.fish`)}; complete -C '${line}'`], { encoding: 'utf8', cwd: join(folder, 'work') });
    expect(stderr).toBe('');
    return stdout.split('\n').map((each) => each.split('\t')[0] ?? '').filter((each) => each !== '');
  };
  expect(offered('kalint --fi')).toEqual(['--fix', '--fix-dry-run']);
  expect(offered('kalint --format j')).toEqual(['json', 'junit']);
  expect(offered('kalint --rule pair/vrid-mismatch=w')).toEqual(['pair/vrid-mismatch=warning']);
  expect(offered('kalint fail')).toContain('failover');
  expect(offered('kalint graph --format s')).toEqual(['svg']);
  expect(offered('kalint lb')).toEqual(['lb1.conf']);
  expect(offered('kafmt --wr')).toEqual(['--write']);
  expect(offered('keepalived-language-server --s').sort()).toEqual(['--socket', '--stdio']);
});

inShell('zsh')('zsh completes options, values and commands', () => {
  // Completion works at a terminal only: zpty is one.
  const offered = (line: string): string => {
    const script = `zmodload zsh/zpty; zpty z "cd $2 && PS1= zsh -f -i"
zpty -w z 'fpath=('$1'/zsh/vendor-completions $fpath); autoload -U compinit; compinit -D -u; LISTMAX=0; setopt auto_list; unsetopt list_beep; zstyle ":completion:*" list-colors ""; stty columns 200 rows 1000; print READY'
integer n=0; local out= chunk=
while (( n++ < 100 )) && [[ $out != *$'\\n'READY* ]]; do zpty -r -t z chunk && out+=$chunk || sleep 0.1; done
zpty -w -n z "$3"$'\\t\\t'
sleep 2; out=; while zpty -r -t z chunk; do out+=$chunk; done; print -r -- "$out"; zpty -d z`;
    const { stdout } = spawnSync('zsh', ['-f', '-c', script, 'zsh', folder, join(folder, 'work'), line], { encoding: 'utf8', timeout: 30_000 });
    return stdout;
  };
  expect(offered('kalint --fix-')).toContain('--fix-dry-run');
  const formats = offered('kalint --format j');
  expect(formats).toContain('json');
  expect(formats).toContain('junit');
  expect(offered('kalint graph --format h')).toContain('html');
  expect(offered('kalint --rule pair/vrid-mi')).toContain('pair/vrid-mismatch=');
  expect(offered('kafmt --list-')).toContain('--list-different');
}, 60_000);
