import { Loader } from '@kaconf/semantics/load';
import { parentPort, workerData } from 'node:worker_threads';
import { rules } from '../rules/index.ts';
import { version } from '../version.ts';
import { findConfig } from './find-config.ts';
import { judgeOne } from './judge.ts';
import { parseOptions } from './options.ts';
import { settle } from './settings.ts';
import { finished, Handout, type Job, type Reply } from './tasks.ts';
import { pack } from './transfer.ts';

/**
 * What a worker thread does: makes the same settings of the same command line, takes one file after the other, and sends
 * what it found.
 *
 * @param argv the command line of the run
 */
export async function serve(argv: readonly string[]): Promise<void> {
  const { cwd, tasks, counters } = workerData as Job;
  const handout = new Handout(tasks, counters);
  handout.begin();
  const invocation = parseOptions(argv, version, rules.all.map(({ id }) => id), []);
  if ('print' in invocation) return;
  const settings = await settle(invocation.options, await findConfig(cwd, invocation.options.config, rules.all), cwd, process.env);
  const loader = new Loader(settings.loader);
  for (let task = handout.takeHeavy(); task; task = handout.takeHeavy()) {
    const { result, failures } = judgeOne(task.path, task.name, settings, loader);
    parentPort?.postMessage({ index: task.index, failures, result: pack(result) } satisfies Reply);
  }
  parentPort?.postMessage(finished);
}
