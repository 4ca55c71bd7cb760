import { nodeNames } from '@kaconf/semantics';
import { Loader } from '@kaconf/semantics/load';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { combine } from '../combine.ts';
import { errorBar, judgeOne, type Judged } from './judge.ts';
import type { Settings } from './settings.ts';
import { takeFrom, type Job, type Reply, type Task } from './tasks.ts';
import { expectWork } from './tiering.ts';
import { unpack } from './transfer.ts';
import { workerSign } from './worker-sign.ts';

/**
 * A worker needs about this long until it is as quick as the main thread: it has to load and to warm up. A run that is
 * over by then needs none, and for few files that remain none is started.
 */
const worthMilliseconds = 150;
const worthFiles = 16;
/** More threads wait for each other's memory. */
const mostThreads = 8;

type Outcome = Omit<Judged, 'loader'>;

/**
 * Judges each file alone, in several threads where that pays. The result is the same for any number of threads.
 *
 * @param paths as `discover` gives them, without `-`
 * @param argv the command line, from which the workers make the same settings
 * @param jobs how many threads may work; undefined: as many as pay
 */
export async function judgeInParallel(paths: readonly string[], settings: Settings, argv: readonly string[], jobs: number | undefined): Promise<Judged> {
  const loader = new Loader(settings.loader);
  const tasks = tasksOf(paths, loader);
  expectWork(tasks.length);
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const outcomes: (Outcome | undefined)[] = tasks.map(() => undefined);
  const bar = errorBar();
  const begun = Date.now();
  let crew: Promise<unknown> | undefined;
  const hire = (): void => {
    const count = crewSize(jobs, tasks.length - (next[0] ?? 0), Date.now() - begun);
    if (count > 0) crew = Promise.all(Array.from({ length: count }, () => worker({ cwd: settings.cwd, tasks, next }, argv, (reply) => {
      outcomes[reply.index] = { failures: reply.failures, result: unpack(reply.result, settings.lint.template ?? 'auto') };
    })));
  };
  try {
    if (jobs !== undefined) hire();
    for (const { index, path, name } of takeFrom(tasks, next)) {
      outcomes[index] = judgeOne(path, name, settings, loader);
      bar?.step(Math.min(next[0] ?? 0, tasks.length), tasks.length);
      if (!crew && jobs === undefined) hire();
    }
    await crew;
  } finally {
    bar?.end();
  }
  // What a worker took and did not finish, because it failed, is done here.
  const all = outcomes.map((outcome, index) => outcome ?? judgeOne(tasks[index]?.path ?? '', tasks[index]?.name, settings, loader));
  return { result: combine(all.map(({ result }) => result).filter(({ files }) => files.length > 0)), failures: all.flatMap(({ failures }) => failures), loader };
}

/** Each document once, however many paths lead to it. */
function tasksOf(paths: readonly string[], loader: Loader): readonly Task[] {
  const known = new Map<string, string>();
  for (const path of paths) {
    const key = loader.keyOf(path);
    if (!known.has(key)) known.set(key, path);
  }
  const unique = [...known.values()];
  const names = nodeNames(unique.map((path) => ({ document: { path: loader.shown(path) } })));
  return unique.map((path, index) => ({ path, name: names[index] ?? '' }));
}

function crewSize(jobs: number | undefined, remaining: number, elapsed: number): number {
  if (jobs !== undefined) return Math.min(jobs, remaining) - 1;
  if (elapsed < worthMilliseconds) return 0;
  return Math.min(mostThreads, availableParallelism(), Math.floor(remaining / worthFiles) + 1) - 1;
}

/** Ends when the worker has ended, however it ended. */
function worker(job: Job, argv: readonly string[], reply: (reply: Reply) => void): Promise<void> {
  const [, program = ''] = process.argv;
  return new Promise((done) => {
    const thread = new Worker(program, { argv: [workerSign, ...argv], workerData: job });
    thread.on('message', reply);
    thread.on('error', () => undefined);
    thread.on('exit', () => { done(); });
  });
}
