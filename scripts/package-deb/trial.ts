import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { expectThat } from '../check-packages/shell.ts';
import { faulty, neat } from '../check-packages/trials.ts';

function call(status: number, contains: string, program: string, args: readonly string[], input = ''): void {
  const ended = spawnSync(program, args, { cwd: tmpdir(), input, encoding: 'utf8', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', MANWIDTH: '80' }, timeout: 120_000 });
  const all = `${ended.stdout}${ended.stderr}`;
  expectThat(ended.status === status && all.includes(contains), `${program} ${args.join(' ')}: status ${String(ended.status)}`, all);
}

const completing = `. /usr/share/bash-completion/bash_completion 2>/dev/null; . /usr/share/bash-completion/completions/kalint
COMP_WORDS=(kalint --fix-); COMP_CWORD=1; _kalint; echo "\${COMPREPLY[@]}"`;

/**
 * Installs the package on this machine, uses it, and removes it again. Needs root.
 *
 * @param files what the package holds, absolute
 */
export function tryPackage(deb: string, files: readonly string[]): void {
  call(0, '', 'dpkg', ['--install', deb]);
  try {
    for (const file of files) expectThat(existsSync(file), 'not installed', file);
    call(1, 'syntax/unknown-keyword', '/usr/bin/kalint', ['-'], faulty);
    call(0, neat, '/usr/bin/kafmt', ['-'], faulty);
    call(0, '--socket', '/usr/bin/keepalived-language-server', ['--help']);
    call(0, '--fix-dry-run', 'bash', ['-c', completing]);
    if (existsSync('/usr/bin/man')) for (const name of ['kalint', 'kafmt', 'keepalived-language-server']) call(0, `/usr/share/man/man1/${name}.1.gz`, 'man', ['-w', name]);
    call(0, '', 'dpkg', ['--verify', 'kaconf']);
  } finally {
    call(0, '', 'dpkg', ['--purge', 'kaconf']);
  }
  const left = files.filter((file) => existsSync(file));
  expectThat(left.length === 0, 'left behind', left.join('\n'));
}
