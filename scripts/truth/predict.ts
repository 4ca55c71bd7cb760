import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatVersion } from '@kaconf/schema';
import { simulate } from '../../packages/semantics/src/failover.ts';
import { render, type Experiment } from './experiment.ts';

/** Masters after each scenario; a cluster instance that is missing could not be decided. */
export type Prediction = readonly { readonly name: string; readonly masters: Readonly<Record<string, readonly string[]>> }[];
export type Predictor = (experiment: Experiment) => Prediction;

/** The model itself, on the data that the generator made. */
export const byModel: Predictor = (experiment) => predictions(experiment, 'together');

/** As {@link byModel}, but what hangs on two timers that run out almost together is left open. */
export const withoutRaces: Predictor = (experiment) => predictions(experiment, 'loose');

function predictions(experiment: Experiment, ties: 'together' | 'loose'): Prediction {
  return simulate(experiment.cluster, experiment.scenarios, ties).map(({ name, masters }) => ({ name, masters: Object.fromEntries(masters) }));
}

const cli = fileURLToPath(new URL('../../packages/kalint/dist/cli.cjs', import.meta.url));

/** Whether the built command line knows `kalint failover`. */
export function commandKnows(): boolean {
  if (!existsSync(cli)) return false;
  try {
    return execFileSync(process.execPath, [cli, 'failover', '--help'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).includes('--scenarios');
  } catch {
    return false;
  }
}

/** The whole way from text to answer: `kalint failover --scenarios` on the files that the daemons read. */
export const byCommand: Predictor = (experiment) => {
  const directory = mkdtempSync(join(tmpdir(), 'kalint-truth-'));
  try {
    const named = experiment.cluster.nodes.flatMap((node) => {
      const file = join(directory, `${node.name}.conf`);
      writeFileSync(file, render(node, directory));
      return ['--node', `${node.name}=${file}`];
    });
    const interfaces = Object.fromEntries(experiment.cluster.nodes.map((node) => [node.name, Object.fromEntries(node.interfaces.map((device) => [device.name, device.addresses ?? []]))]));
    const scenarios = join(directory, 'scenarios.json');
    writeFileSync(scenarios, JSON.stringify({ interfaces, scenarios: experiment.scenarios }));
    const answer = run(['failover', '--no-config', '--target', formatVersion(experiment.cluster.target), '--format', 'json', '--scenarios', scenarios, ...named]);
    return (JSON.parse(answer) as { scenarios: Prediction }).scenarios;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

/** The exit status 1 only says that there are verdicts. */
function run(options: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [cli, ...options], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    const { status, stdout } = error as { status?: number; stdout?: string };
    if (status === 1 && stdout) return stdout;
    throw error;
  }
}
