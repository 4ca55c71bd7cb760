/**
 * Proof by daemons: generates clusters, starts real keepalived daemons for them in network namespaces, breaks things,
 * and compares who holds each address with what the model says.
 *
 *   npm run truth -- [--clusters N] [--sample N] [--seed N] [--parallel N] [--out DIRECTORY] [--keepalived PROGRAM] [--predictor model|command]
 *
 * Needs root and permission to make network namespaces; says SKIPPED and ends well without. `--sample` is the small fixed
 * part for continuous integration. Ends with 1 when a daemon contradicts the model.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatVersion, newest, parseVersion, type Version } from '@kaconf/schema';
import { compare, count, type Comparison, type Figures } from './truth/compare.ts';
import { render, type Experiment } from './truth/experiment.ts';
import { generate } from './truth/generate.ts';
import { Laboratory, type Observation } from './truth/laboratory.ts';
import { byCommand, byModel, commandKnows, withoutRaces, type Predictor } from './truth/predict.ts';

const { values: options } = parseArgs({
  options: {
    clusters: { type: 'string', default: '64' }, sample: { type: 'string' }, seed: { type: 'string', default: '1' },
    parallel: { type: 'string', default: '16' }, out: { type: 'string' }, keepalived: { type: 'string', default: 'keepalived' },
    predictor: { type: 'string' },
  },
});

/** The version of a keepalived program, which tells it on standard error. */
function versionOf(program: string): Version | undefined {
  const { stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return parseVersion(/Keepalived v(\S+)/.exec(stderr ?? '')?.[1] ?? '');
}

/** Why the experiment cannot be made here, if so. */
function obstacle(): string | undefined {
  if (process.getuid?.() !== 0) return 'not root';
  const space = `kt${process.pid}-probe`;
  if (versionOf(options.keepalived) === undefined) return `no ${options.keepalived}`;
  try {
    execFileSync('ip', ['netns', 'add', space], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'del', space], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'no network namespaces';
  }
}

/** Plays one experiment on daemons and sets it against what was said; undefined when the laboratory could not be set up. */
async function examine(experiment: Experiment, predict: Predictor): Promise<readonly Comparison[] | undefined> {
  const observed = await observe(experiment);
  return observed && compare(experiment, predict(experiment), withoutRaces(experiment), observed);
}

/** Plays one experiment on daemons; undefined when the laboratory could not be set up. */
async function observe(experiment: Experiment): Promise<readonly Observation[] | undefined> {
  const laboratory = new Laboratory(experiment, options.keepalived);
  try {
    if (!(await laboratory.open())) return undefined;
    const observations: Observation[] = [];
    for (const scenario of experiment.scenarios) observations.push(await laboratory.play(scenario));
    return observations;
  } finally {
    await laboratory.close();
  }
}

/** Counts what came out, and tells what did not agree. */
function report(experiment: Experiment, comparisons: readonly Comparison[], figures: Figures): void {
  count(figures, experiment, comparisons);
  const differences = comparisons.filter(({ outcome }) => outcome === 'different' || outcome === 'race');
  for (const { scenario, instance, predicted, observed, outcome } of differences) {
    console.log(`${experiment.name} ${instance} after "${scenario}": predicted ${predicted?.join('+') ?? '?'}, observed ${observed.join('+') || 'nobody'}${outcome === 'race' ? ' (race)' : ''}`);
  }
  if (differences.length > 0) keep(experiment, differences);
}

function keep(experiment: Experiment, differences: readonly unknown[]): void {
  if (options.out === undefined) return;
  mkdirSync(options.out, { recursive: true });
  const files = Object.fromEntries(experiment.cluster.nodes.map((node) => [node.name, render(node, '@DIR@')]));
  writeFileSync(join(options.out, `${experiment.name}.json`), `${JSON.stringify({ seed: experiment.seed, files, scenarios: experiment.scenarios, differences }, null, 2)}\n`);
}

const reason = obstacle();
if (reason !== undefined) console.log(`SKIPPED: the comparison with real daemons cannot be made here (${reason})`);
else {
  const wanted = options.predictor ?? (commandKnows() ? 'command' : 'model');
  const predict: Predictor = wanted === 'command' ? byCommand : byModel;
  const target = versionOf(options.keepalived) ?? newest;
  const total = Number(options.sample ?? options.clusters);
  const figures: Figures = { clusters: 0, events: 0, comparisons: 0, same: 0, different: 0, race: 0, open: 0, repeated: 0 };
  const failed: string[] = [];
  const twice: number[] = [];
  const work = async (seeds: number[], repeat: boolean): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const experiment = generate(seed, target);
      const comparisons = await examine(experiment, predict);
      if (!comparisons) failed.push(experiment.name);
      else if (repeat && comparisons.some(({ outcome }) => outcome === 'different')) twice.push(seed);
      else report(experiment, comparisons, figures);
    }
  };
  const together = async (seeds: number[], parallel: number, repeat: boolean): Promise<void> => {
    await Promise.all(Array.from({ length: Math.min(seeds.length, parallel) }, () => work(seeds, repeat)));
  };
  const started = Date.now();
  await together(Array.from({ length: total }, (_, at) => Number(options.seed) + at), Number(options.parallel), true);
  // A daemon that a busy machine does not let run in time looks like a dead one: what contradicts the model must do so again, with more rest.
  figures.repeated = twice.length;
  await together(twice, 2, false);
  const { clusters, events, comparisons, same, different, race, open, repeated } = figures;
  console.log(`keepalived ${formatVersion(target)}: ${clusters} clusters, ${events} fault events, ${comparisons} comparisons by the ${wanted} in ${Math.round((Date.now() - started) / 1_000)} s: ${same} as predicted, ${different} different, ${race} races, ${open} left open, ${repeated} clusters played twice`);
  if (failed.length > 0) console.log(`no laboratory for ${failed.join(', ')}`);
  if (different > 0 || failed.length > 0) process.exitCode = 1;
}
