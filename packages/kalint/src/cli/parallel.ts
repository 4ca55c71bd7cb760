import { nodeNames } from '@kaconf/semantics';
import { Loader, type Loaded } from '@kaconf/semantics/load';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { combine } from '../combine.ts';
import { errorBar, judgeOne, type Judged } from './judge.ts';
import type { Settings } from './settings.ts';
import { finished, Handout, type Job, type Reply, type Task } from './tasks.ts';
import { expectWork } from './tiering.ts';
import { unpack } from './transfer.ts';
import { weightOf } from './weight.ts';
import { workerSign } from './worker-sign.ts';

/**
 * A worker has to load and to warm up first, and V8 uses a second core for a single thread, too. It pays where this much is to
 * be judged, in UTF-16 units as `weightOf` guesses them, or where the work takes longer than was guessed.
 */
const worthUnits = 1_000_000;
const worthMilliseconds = 500;
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
  const files = filesOf(paths, loader);
  const weights = files.map(({ path }) => weigh(loader.load(path)));
  const tasks = files.toSorted((a, b) => (weights[a.index] ?? 0) - (weights[b.index] ?? 0));
  const units = weights.reduce((sum, weight) => sum + weight, 0);
  const handout = new Handout(tasks);
  const outcomes: (Outcome | undefined)[] = files.map(() => undefined);
  const bar = errorBar();
  const begun = Date.now();
  let workers = 0;
  let crew: Promise<unknown> | undefined;
  const hire = (): void => {
    workers = crewSize(jobs, handout.left, units, Date.now() - begun);
    if (workers > 0) crew = Promise.all(Array.from({ length: workers }, () => worker({ cwd: settings.cwd, tasks, counters: handout.counters }, argv, (reply) => {
      outcomes[reply.index] = { failures: reply.failures, result: unpack(reply.result, settings.lint.template ?? 'auto') };
    })));
  };
  try {
    hire();
    for (let task = handout.takeLight(); task; task = handout.takeLight()) {
      // Not before the workers have loaded: kept code fits the settings of the compiler under which it was kept.
      if (handout.workers === workers) expectWork(files.length, units, workers + 1);
      outcomes[task.index] = judgeOne(task.path, task.name, settings, loader);
      bar?.step(files.length - handout.left, files.length);
      if (!crew && jobs === undefined) hire();
    }
    await crew;
  } finally {
    bar?.end();
  }
  // What a worker took and did not finish, because it failed, is done here.
  const all = outcomes.map((outcome, index) => outcome ?? judgeOne(files[index]?.path ?? '', files[index]?.name, settings, loader));
  return { result: combine(all.map(({ result }) => result).filter(({ files }) => files.length > 0)), failures: all.flatMap(({ failures }) => failures), loader };
}

/** Each document once, however many paths lead to it. */
function filesOf(paths: readonly string[], loader: Loader): readonly Task[] {
  const known = new Map<string, string>();
  for (const path of paths) {
    const key = loader.keyOf(path);
    if (!known.has(key)) known.set(key, path);
  }
  const unique = [...known.values()];
  const names = nodeNames(unique.map((path) => ({ document: { path: loader.shown(path) } })));
  return unique.map((path, index) => ({ index, path, name: names[index] ?? '' }));
}

function weigh(loaded: Loaded): number {
  return 'document' in loaded ? weightOf(loaded.document.text) : 0;
}

function crewSize(jobs: number | undefined, remaining: number, units: number, elapsed: number): number {
  if (remaining === 0) return 0;
  if (jobs !== undefined) return Math.min(jobs, remaining) - 1;
  if (units < worthUnits && (elapsed < worthMilliseconds || remaining < worthFiles)) return 0;
  return Math.min(mostThreads, availableParallelism(), remaining) - 1;
}

/** Ends when the worker has sent everything, or has ended, however it ended. */
function worker(job: Job, argv: readonly string[], reply: (reply: Reply) => void): Promise<void> {
  const [, program = ''] = process.argv;
  return new Promise((done) => {
    const thread = new Worker(program, { argv: [workerSign, ...argv], workerData: job });
    thread.on('message', (message: Reply | typeof finished) => {
      if (message !== finished) {
        reply(message);
        return;
      }
      // Clearing away its memory takes a thread as long as judging a dozen files: nobody needs to wait for it.
      thread.unref();
      done();
    });
    thread.on('error', () => undefined);
    thread.on('exit', () => { done(); });
  });
}
