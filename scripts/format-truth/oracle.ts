import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What keepalived understood of a file. */
export interface Dump {
  /** False where it did not get as far as the dump. */
  readonly complete: boolean;
  readonly text: string;
}

/** Asks the real keepalived for its own dump of a configuration. */
export class Oracle {
  private readonly script: string;
  private readonly keepalived: string;

  /**
   * @param source folder with the dump script
   * @param work an empty folder: the script builds its library beside itself
   */
  constructor(source: string, work: string, keepalived: string) {
    mkdirSync(work, { recursive: true });
    for (const name of ['dump-config.sh', 'dump-shim.c']) copyFileSync(join(source, name), join(work, name));
    execFileSync('cc', ['-O1', '-shared', '-fPIC', '-o', join(work, 'dump-shim.so'), join(work, 'dump-shim.c'), '-ldl']);
    this.script = join(work, 'dump-config.sh');
    this.keepalived = keepalived;
  }

  /** The dump with the lines as keepalived's processes read them. @param configId as `keepalived -i` */
  dump(path: string, configId: string | undefined): Promise<Dump> {
    const id = configId === undefined ? [] : ['-i', configId];
    const options = { env: { ...process.env, KADUMP_TIMEOUT: '10' }, maxBuffer: 256 * 1024 * 1024, encoding: 'latin1' as const };
    return new Promise((done) => {
      execFile('bash', [this.script, '-c', '-k', this.keepalived, ...id, path], options, (error, text) => done({ complete: error === null, text }));
    });
  }
}

/** Why the real program cannot be asked here; undefined where it can. */
export function obstacle(source: string, keepalived: string): string | undefined {
  if (!existsSync(join(source, 'dump-config.sh'))) return 'the dump script is not here';
  if (process.getuid?.() !== 0) return 'only root may make namespaces';
  for (const program of [keepalived, 'cc', 'unshare']) {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' });
    } catch {
      return `there is no ${program}`;
    }
  }
  return undefined;
}
