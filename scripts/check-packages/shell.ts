import { spawn } from 'node:child_process';

/** What a program said and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly cwd: string;
  /** Folder with the `node` to use, before all others on the path. */
  readonly node?: string | undefined;
  readonly input?: string;
  /** After which it is ended; a quarter of an hour is enough for all of them on a busy machine. */
  readonly seconds?: number;
}

/** The environment of a person who has just opened a shell: nothing of the npm that runs us. */
export function cleanEnvironment(node: string | undefined): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_|INIT_CWD|FORCE_COLOR|NO_COLOR|TSX_)/i.test(name));
  const path = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  return { ...Object.fromEntries(kept), PATH: [...(node === undefined ? [] : [node]), ...path].join(':'), npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' };
}

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], { cwd, node, input = '', seconds = 900 }: Running): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: cleanEnvironment(node), timeout: seconds * 1_000 });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (status) => { resolve({ status, out, err }); });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** Runs a program that has to end with a certain status, and hands on what it printed. */
export async function expectRun(status: number, program: string, args: readonly string[], running: Running): Promise<string> {
  const ended = await run(program, args, running);
  if (ended.status !== status) throw new Error(`${program} ${args.join(' ')}: status ${String(ended.status)} instead of ${status}\n${ended.out}${ended.err}`);
  return ended.out;
}

/** @throws Error with what was there, unless the condition holds */
export function expectThat(holds: boolean, what: string, there: string): void {
  if (!holds) throw new Error(`${what}:\n${there.slice(0, 2_000)}`);
}
