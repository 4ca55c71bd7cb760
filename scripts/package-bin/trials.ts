import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { converse } from '../check-packages/server.ts';
import { expectThat } from '../check-packages/shell.ts';
import { faulty, neat } from '../check-packages/trials.ts';

/** No Node, no shell, nothing at all can be found. */
const bare = { PATH: '/nonexistent' };

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function call(program: string, args: readonly string[], cwd: string, input = ''): Ended {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env: bare, input, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120_000 });
  if (error) throw error;
  return { status, stdout, stderr };
}

function expectCall(status: number, contains: string | RegExp, program: string, args: readonly string[], cwd: string, input?: string): void {
  const ended = call(program, args, cwd, input);
  const all = ended.stdout + ended.stderr;
  expectThat(ended.status === status && (typeof contains === 'string' ? all.includes(contains) : contains.test(all)), `${program} ${args.join(' ')}: status ${String(ended.status)}`, all);
}

/** So many cases of the fixtures are compared; they differ in the files, not in how the commands are started. */
const mostCases = 6;

/** Whatever the executable says of our own fixtures, the commands that Node runs say too. */
function compare(root: string, folder: string): number {
  const cases = join(root, 'fixtures/clusters');
  let compared = 0;
  for (const name of readdirSync(cases).sort().slice(0, mostCases)) {
    const cwd = join(cases, name);
    if (!statSync(cwd).isDirectory()) continue;
    const files = readdirSync(cwd).filter((file) => file.endsWith('.conf'));
    for (const [command, args] of [['kalint', files], ['kalint', ['--format', 'sarif', ...files]], ['kalint', ['--separate', '--jobs', '2', ...files]], ['kalint', ['failover', ...files]], ['kafmt', ['--diff', ...files]]] as const) {
      if (files.length === 0) continue;
      const ours = call(join(folder, command), args, cwd);
      const theirs = call(process.execPath, [join(root, `packages/${command}/bin/${command}.js`), ...args], cwd);
      expectThat(JSON.stringify(ours) === JSON.stringify(theirs), `${command} ${args.join(' ')} in ${name}: Node prints something else`, JSON.stringify([ours, theirs]));
      compared++;
    }
  }
  expectThat(compared > 20, 'there was hardly anything to compare', String(compared));
  return compared;
}

/**
 * Uses the executable as someone without Node would: in another folder than that in which it was built, with an empty
 * environment.
 *
 * @param folder with `kaconf` and its links
 * @returns one line
 */
export async function tryExecutable(root: string, folder: string): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'executable-'));
  const kaconf = join(folder, 'kaconf');
  try {
    mkdirSync(join(cwd, 'below'));
    writeFileSync(join(cwd, 'keepalived.conf'), faulty);
    writeFileSync(join(cwd, 'below/keepalived.conf'), faulty);
    expectCall(1, 'syntax/unknown-keyword', join(folder, 'kalint'), ['keepalived.conf'], cwd);
    expectCall(1, 'below/keepalived.conf', kaconf, ['kalint'], cwd);
    expectCall(1, '未知', join(folder, 'kalint'), ['--locale', 'zh-CN', 'keepalived.conf'], cwd);
    expectCall(1, '<stdin>', kaconf, ['kalint', '-'], cwd, faulty);
    expectCall(0, neat, kaconf, ['kafmt', '-'], cwd, faulty);
    expectCall(2, 'there is no rule', kaconf, ['kalint', '--explain', 'no/such'], cwd);
    expectCall(0, 'pair/vrid-mismatch', kaconf, ['kalint', '--explain', 'pair/vrid-mismatch'], cwd);
    expectCall(0, /^0\.\d+\.\d+\n$/, kaconf, ['--version'], cwd);
    expectCall(0, 'keepalived-language-server', kaconf, ['--help'], cwd);
    expectCall(2, 'Usage', kaconf, [], cwd);
    expectCall(2, 'there is no command "constructor"', kaconf, ['constructor'], cwd);
    // Neither Node's nor an editor's settings are obeyed: this one would end every Node.
    expectThat(spawnSync(kaconf, ['--version'], { env: { NODE_OPTIONS: '--no-such-option' } }).status === 0, 'NODE_OPTIONS are obeyed', '');
    for (const command of ['kalint', 'kafmt', 'keepalived-language-server']) {
      expectCall(0, /^0\.\d+\.\d+\n$/, join(folder, command), ['--version'], cwd);
      expectCall(0, `Usage: ${command}`, kaconf, [command, '--help'], cwd);
      expectCall(2, '--no-such', join(folder, command), ['--no-such'], cwd);
    }
    expectCall(0, '', join(folder, 'kafmt'), ['--write', 'below/keepalived.conf'], cwd);
    expectThat(readFileSync(join(cwd, 'below/keepalived.conf'), 'utf8') === neat, 'kafmt --write', '');
    for (const [program, args] of [[join(folder, 'keepalived-language-server'), []], [kaconf, ['keepalived-language-server', '--stdio']]] as const) {
      const codes = await converse(program, args, faulty, { cwd, env: bare });
      expectThat(codes.includes('syntax/unknown-keyword'), 'the server does not find a misspelt keyword', codes.join('\n'));
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
  return `works without Node; ${compare(root, folder)} outputs are those of the commands that Node runs`;
}
