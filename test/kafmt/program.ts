import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Bundles an entry of kafmt as the build does. @returns what went into the bundle */
export async function bundle(entry: 'cli' | 'index', outfile: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root, bundle: true, charset: 'utf8', logLevel: 'error', metafile: true, target: 'node20', mainFields: ['module', 'main'],
    entryPoints: [`packages/kafmt/src/${entry}.ts`], outfile, ...(entry === 'cli' ? { format: 'cjs', platform: 'node' } : { format: 'esm', platform: 'neutral' }),
  });
  return Object.keys(metafile.inputs);
}

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly bytes: Buffer;
  readonly err: string;
}

/** Runs a program to its end. */
export function execute(program: string, args: readonly string[], cwd: string, input?: string | Buffer): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, stdio: 'pipe' });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.on('error', () => undefined);
    child.on('error', fail);
    child.on('close', (status) => done({ status, out: Buffer.concat(out).toString(), bytes: Buffer.concat(out), err: Buffer.concat(err).toString() }));
    child.stdin.end(input ?? '');
  });
}

/** A folder that is taken away at the end. */
export class Scratch {
  readonly path = mkdtempSync(join(tmpdir(), 'kafmt-'));

  /** Writes files; a name that ends with `/` is a folder. */
  write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.path, name);
      mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
      if (!name.endsWith('/')) writeFileSync(path, content);
    }
  }

  at(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    chmodSync(this.path, 0o700);
    rmSync(this.path, { recursive: true, force: true });
  }
}
