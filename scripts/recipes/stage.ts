import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

const node = (priority: number): string => `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 71
    priority ${priority}
    virtual_ipaddress {
        192.0.2.80/24
    }
}
`;

/** A folder as a new user has it: two nodes, and the commands as if they were installed. */
export class Stage {
  readonly folder = mkdtempSync(join(tmpdir(), 'recipes-'));
  readonly #programs = mkdtempSync(join(tmpdir(), 'recipes-bin-'));

  /** @param launchers of the commands, by name */
  constructor(launchers: Readonly<Record<string, string>>) {
    for (const [name, launcher] of Object.entries(launchers)) this.#program(name, `exec '${process.execPath}' '${launcher}' "$@"`);
    // As npx does with a package that is there: its version and `--yes` decide only what would be fetched.
    this.#program('npx', 'while [ "${1#-}" != "$1" ]; do shift; done\nname=${1%%@*}; shift\nexec "$name" "$@"');
  }

  #program(name: string, script: string): void {
    const path = join(this.#programs, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  /** Two nodes that are sound, or of which one is not. */
  nodes(kind: 'sound' | 'bad'): void {
    this.write('lb1/keepalived.conf', node(120));
    this.write('lb2/keepalived.conf', kind === 'sound' ? node(100) : node(100).replace('interface', 'interfaec'));
  }

  write(path: string, text: string): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  /** Runs a line as the CI systems do. */
  shell(line: string, env: Readonly<Record<string, string>> = {}): Outcome {
    return this.run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', line], env);
  }

  run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: this.folder, encoding: 'utf8', env: { ...process.env, PATH: `${this.#programs}:${process.env['PATH'] ?? ''}`, LC_ALL: 'C.UTF-8', ...env } });
    return { status, output: `${stdout}${stderr}` };
  }

  /** Whether a program can be run here. */
  has(program: string): boolean {
    return this.run('sh', ['-c', `command -v ${program}`]).status === 0;
  }

  remove(): void {
    for (const folder of [this.folder, this.#programs]) rmSync(folder, { recursive: true, force: true });
  }
}
