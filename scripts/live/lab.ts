/** Asks the real keepalived, in namespaces of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface LiveMessage {
  readonly line: number | undefined;
  /** The file that it names, if it is not the one that was given. */
  readonly in: string | undefined;
  readonly text: string;
}

export interface LiveVerdict {
  readonly exit: number;
  readonly messages: readonly LiveMessage[];
}

/** What must exist so that keepalived goes on to judge the configuration itself. */
export interface Surroundings {
  readonly interfaces: ReadonlySet<string>;
  readonly scripts: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
}

/** Where keepalived is; undefined where it is not installed. */
export function findKeepalived(): string | undefined {
  const found = spawnSync('sh', ['-c', 'command -v keepalived || ls /usr/sbin/keepalived'], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

/** Why the real program cannot be asked here; undefined where it can. */
export function whyNotLive(): string | undefined {
  if (!findKeepalived()) return 'keepalived is not installed';
  const probe = spawnSync('unshare', ['--mount', '--net', 'true']);
  return probe.status === 0 ? undefined : 'namespaces are not permitted here';
}

/** Judges files one after the other in one laboratory. */
export async function judgeLive(files: readonly string[], surroundings: Surroundings): Promise<readonly LiveVerdict[]> {
  const lab = spawn('bash', [join(dirname(fileURLToPath(import.meta.url)), 'lab.sh'), findKeepalived() ?? 'keepalived'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: lab.stdout, crlfDelay: Infinity });
  const setup = [
    ...[...surroundings.interfaces].map((name) => `interface ${name}`),
    ...[...surroundings.scripts].map((name) => `script ${name}`),
    ...[...surroundings.users].map((name) => `user ${name}`),
    ...[...surroundings.hosts].map((name) => `host ${name}`),
  ];
  lab.stdin.write(`${[...setup, 'go', ...files].join('\n')}\n`);
  lab.stdin.end();
  const verdicts: LiveVerdict[] = [];
  let exit = 0;
  let seen = new Map<string, LiveMessage>();
  let ready = false;
  for await (const line of lines) {
    if (!ready) {
      ready = line === 'ready';
    } else if (line === 'end') {
      verdicts.push({ exit, messages: [...seen.values()] });
      seen = new Map();
    } else if (seen.size === 0 && /^exit \d+$/.test(line)) {
      exit = Number(line.slice(5));
    } else if (line.trim() !== '') {
      const message = readMessage(line, files[verdicts.length] ?? '');
      seen.set(`${String(message.line)} ${message.in ?? ''} ${message.text}`, message);
    }
  }
  return verdicts;
}

function readMessage(raw: string, file: string): LiveMessage {
  const text = raw.replace(/^(?:[A-Z][a-z]{2} +[A-Z]?[a-z]* *\d+ \d\d:\d\d:\d\d(?: \d{4})?: ?)/, '').trimEnd();
  const match = /^\((?:(.*?): )?Line (\d+)\) (.*)$/.exec(text);
  if (!match) return { line: undefined, in: undefined, text };
  return { line: Number(match[2]), in: match[1] === undefined || match[1] === file ? undefined : match[1], text: match[3] ?? '' };
}
