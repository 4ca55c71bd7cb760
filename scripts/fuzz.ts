/**
 * Tries what no test has thought of: `npm run fuzz -- --minutes 10 [--seed 1] [--target parse|format|lint|fix|lsp] [--out FOLDER]`.
 * Each target takes its turn, once with texts that are made by rules and once (but for the server) with texts that grow where
 * they reach new code. Finds are written into the folder, made as small as they can be. Exit status 1 if there is one.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { Announcement } from './fuzz/announcement.ts';
import { bundle } from './fuzz/bundle.ts';
import type { Target } from './fuzz/properties.ts';
import type { Find, Job, Report } from './fuzz/worker.ts';

const targets: readonly Target[] = ['parse', 'format', 'lint', 'fix', 'lsp'];
/** A text that takes longer hangs. */
const patience = 120_000;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' }, target: { type: 'string' }, out: { type: 'string' } } });
const minutes = Number(values.minutes);
const seed = Number(values.seed);
const chosen = targets.filter((target) => values.target === undefined || target === values.target);
if (!(minutes > 0) || !Number.isInteger(seed) || chosen.length === 0) {
  process.stderr.write(`Usage: npm run fuzz -- --minutes N [--seed S] [--target ${targets.join('|')}] [--out FOLDER]\n`);
  process.exit(2);
}
const out = values.out ?? join(tmpdir(), `kaconf-fuzz-${seed}`);

const code = await bundle('scripts/fuzz/worker.ts');
const totals = { parse: 0, format: 0, lint: 0, fix: 0, lsp: 0 };
let attempts = 0;
let finds = 0;

function keep(job: Job, { message, texts }: Find): void {
  finds++;
  const name = join(out, `${job.target}-${job.guided ? 'guided' : 'generated'}-${job.seed}-${finds}`);
  mkdirSync(out, { recursive: true });
  texts.forEach((text, index) => { writeFileSync(`${name}${index === 0 ? '' : '-b'}.conf`, text); });
  writeFileSync(`${name}.txt`, `${message}\n${JSON.stringify(texts)}\n`);
  process.stderr.write(`find ${name}: ${message.split('\n', 1)[0] ?? ''}\n`);
}

/** Runs one target in a thread of its own, and ends it where it hangs. */
async function run(turn: Omit<Job, 'shared'>): Promise<void> {
  const announcement = new Announcement();
  const job: Job = { ...turn, shared: announcement.shared };
  const worker = new Worker(code, { eval: true, workerData: job });
  let last: Report | undefined;
  let count = -1;
  let since = performance.now();
  const watch = setInterval(() => {
    const now = announcement.count;
    if (now !== count) [count, since] = [now, performance.now()];
    else if (now > 0 && performance.now() - since > patience) {
      keep(job, { message: `hangs for more than ${patience / 1_000} s`, texts: announcement.texts });
      void worker.terminate();
    }
  }, 1_000);
  worker.on('message', (report: Report) => {
    last = report;
    if (report.find) keep(job, report.find);
  });
  await new Promise<void>((resolve) => {
    worker.on('error', (error) => { keep(job, { message: `the thread ended: ${error instanceof Error ? error.stack ?? error.message : String(error)}`, texts: [] }); });
    worker.on('exit', () => { resolve(); });
  });
  clearInterval(watch);
  for (const target of targets) totals[target] += last?.counts[target] ?? 0;
  attempts += last?.attempts ?? 0;
  process.stdout.write(`${job.target} ${job.guided ? 'guided by coverage' : 'by rules'}: ${last?.attempts ?? 0} texts, ${last?.note ?? ''}; so far ${attempts} texts, ${JSON.stringify(totals)}, ${finds} finds\n`);
}

const turns = chosen.flatMap((target): Pick<Job, 'target' | 'guided'>[] => (target === 'lsp' ? [{ target, guided: false }] : [{ target, guided: false }, { target, guided: true }]));
for (const turn of turns) await run({ ...turn, seed, milliseconds: (minutes * 60_000) / turns.length });
process.stdout.write(`${attempts} texts tried with seed ${seed}: ${totals.parse} times parsed, ${totals.format} formatted, ${totals.lint} judged, ${totals.fix} fixed, ${totals.lsp} conversations; ${finds} finds${finds > 0 ? ` in ${out}` : ''}\n`);
process.exitCode = finds > 0 ? 1 : 0;
