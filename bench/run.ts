/** `npm run bench [-- start|large|corpus|scale|lsp ...]`: measurements side by side; README.md tells the method. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpus, sharedIsHere } from '../scripts/conformance/recorded.ts';
import { lvsConfiguration } from './generate.ts';
import { benchLsp, benchWorkspace } from './lsp.ts';
import { sideBySide, table, type Candidate } from './measure.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const kalint = join(root, 'packages/kalint/bin/kalint.js');
const kafmt = join(root, 'packages/kafmt/bin/kafmt.js');
const folder = mkdtempSync(join(tmpdir(), 'kaconf-bench-'));
const keepalived = spawnSync('sh', ['-c', 'command -v keepalived || ls /usr/sbin/keepalived'], { encoding: 'utf8' }).stdout.trim();

function file(lines: number): string {
  const path = join(folder, `lvs-${lines}.conf`);
  writeFileSync(path, lvsConfiguration(lines));
  return path;
}

const node = (name: string, ...args: string[]): Candidate => ({ name, command: process.execPath, args, accept: [0, 1] });
// The test itself ends with 5 or 6 where a machine lacks IPVS or an interface; it has read the file all the same.
const test = (path: string): Candidate => ({ name: 'keepalived -t', command: 'unshare', args: ['--mount', '--net', keepalived, '-t', '-f', path], accept: [0, 1, 4, 5, 6] });

const parts: Readonly<Record<string, () => void | Promise<void>>> = {
  start() {
    const path = file(50);
    table('start-up, a file of 50 lines, whole process', sideBySide([node('node -e 0', '-e', '0'), node('kalint', kalint, '--no-config', path), node('kafmt', kafmt, path)], 20));
  },
  large() {
    const path = file(100_000);
    const ours = node('kalint', kalint, '--no-config', path);
    if (keepalived === '') table('100,000 lines of LVS configuration (keepalived is not installed)', sideBySide([ours], 5));
    else table('100,000 lines of LVS configuration, whole process', sideBySide([test(path), ours, node('kafmt', kafmt, '--check', path)], 5));
  },
  corpus() {
    if (!sharedIsHere || keepalived === '') {
      process.stdout.write('\nfiles of other people: skipped, ../shared or keepalived is not here\n');
      return;
    }
    // Left out is what keepalived does not come to an end with.
    const files = corpus().filter(({ verdicts }) => verdicts['2.2.7'].exit !== null && verdicts['2.2.7'].exit !== 124).map(({ path }) => path);
    const list = join(folder, 'corpus.txt');
    writeFileSync(list, files.map((path) => `${path}\n`).join(''));
    // One namespace for all of them: making one for each would take longer than the tests.
    const loop: Candidate = { name: 'keepalived -t, once for each', command: 'unshare', args: ['--mount', '--net', 'sh', '-c', `while read -r file; do "${keepalived}" -t -f "$file" >/dev/null 2>&1; done <"${list}"; true`] };
    const judged = (name: string, ...args: string[]): Candidate => node(name, kalint, '--no-config', '--target', '2.2.7', ...args, ...files);
    table(`${files.length} files of other people, whole processes`, sideBySide([loop, judged('kalint --separate --jobs 1', '--separate', '--jobs', '1'), judged('kalint --separate', '--separate'), judged('kalint, all as possible nodes of one another')], 3));
  },
  scale() {
    process.stdout.write('\ngrowth: cost per line, peak memory\n');
    for (const lines of [1_000, 10_000, 100_000, 1_000_000]) {
      const path = file(lines);
      const started = performance.now();
      const result = spawnSync('/usr/bin/env', ['time', '-f', '%M', process.execPath, kalint, '--no-config', path], { encoding: 'utf8', maxBuffer: 1 << 28 });
      const took = performance.now() - started;
      const memory = Number(result.stderr.trim().split('\n').at(-1));
      process.stdout.write(`  ${String(lines).padStart(9)} lines  ${took.toFixed(0).padStart(7)} ms  ${((1000 * took) / lines).toFixed(2).padStart(8)} us/line  ${Number.isFinite(memory) ? `${(memory / 1024).toFixed(0)} MiB` : 'memory: GNU time is not installed'}\n`);
    }
  },
  async lsp() {
    await benchLsp();
    await benchWorkspace();
  },
};

const chosen = process.argv.slice(2).filter((name) => !name.startsWith('-'));
try {
  for (const [name, part] of Object.entries(parts)) if (chosen.length === 0 || chosen.includes(name)) await part();
} finally {
  rmSync(folder, { recursive: true });
}
