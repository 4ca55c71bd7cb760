import { build } from 'esbuild';
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Given {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Relative to the folder. */
  readonly cwd?: string;
}

/** A folder of its own in which the command, bundled from the sources as they are, runs as a process. */
export class Workbench {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'kalint-test-')));
  static #bundle: Promise<string> | undefined;
  static #folder: string | undefined;

  static async create(): Promise<Workbench> {
    Workbench.#bundle ??= Workbench.#build();
    await Workbench.#bundle;
    return new Workbench();
  }

  static async #build(): Promise<string> {
    Workbench.#folder = mkdtempSync(join(tmpdir(), 'kalint-bundle-'));
    const outfile = join(Workbench.#folder, 'cli.cjs');
    await build({ entryPoints: ['packages/kalint/src/cli.ts'], outfile, bundle: true, format: 'cjs', platform: 'node', target: 'node20', mainFields: ['module', 'main'], logLevel: 'error' });
    return outfile;
  }

  static removeBundle(): void {
    if (Workbench.#folder !== undefined) rmSync(Workbench.#folder, { recursive: true, force: true });
    Workbench.#bundle = undefined;
  }

  /** The bundle, for whoever runs it in another way. */
  get program(): string {
    return join(Workbench.#folder ?? '', 'cli.cjs');
  }

  /** Copies files of `fixtures/cli` under their own names. */
  fixtures(...names: readonly string[]): this {
    for (const name of names) cpSync(resolve('fixtures/cli', name), join(this.folder, name), { recursive: true });
    return this;
  }

  write(path: string, content: string | Uint8Array): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  kalint(args: readonly string[], given: Given = {}): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.program, ...args], { ...this.#options(given), input: given.input ?? '', encoding: 'utf8', maxBuffer: 1 << 28 });
    return { status, stdout, stderr };
  }

  /** What a shell makes of a line in which `kalint` stands for the command. */
  shell(line: string): Outcome {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `kalint() { "${process.execPath}" "${this.program}" "$@"; }; ${line}`], { ...this.#options({}), encoding: 'utf8', maxBuffer: 1 << 28 });
    return { status, stdout, stderr };
  }

  start(args: readonly string[]): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [this.program, ...args], this.#options({}));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #options({ env, cwd }: Given) {
    return { cwd: join(this.folder, cwd ?? ''), env: { PATH: process.env.PATH ?? '', HOME: this.folder, ...env } };
  }
}
