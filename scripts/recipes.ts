/**
 * Tries the recipes of docs/ci.md and action.yml as a new user would: `npm run recipes [-- --pre-commit]`.
 * The commands come from the bundles (`npm run build`). With `--pre-commit` the hooks are installed for real, which needs
 * the package registry and minutes. Ends with 1 when a recipe fails.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './conformance/paths.ts';
import { recipesOf } from './recipes/page.ts';
import { ansibleTrials, preCommitTrials, systemdTrials } from './recipes/programs.ts';
import { Stage } from './recipes/stage.ts';
import { actionTrials, shellTrials, type Trial } from './recipes/trials.ts';

const { values: given } = parseArgs({ options: { 'pre-commit': { type: 'boolean', default: false } } });
const launchers = { kalint: join(root, 'packages/kalint/bin/kalint.js'), kafmt: join(root, 'packages/kafmt/bin/kafmt.js') };
const fences = recipesOf(root);

const parts: readonly ((stage: Stage) => Iterable<Trial>)[] = [
  (stage) => shellTrials(stage, fences),
  (stage) => actionTrials(stage, readFileSync(join(root, 'action.yml'), 'utf8')),
  (stage) => ansibleTrials(stage, fences),
  (stage) => systemdTrials(stage, fences),
  (stage) => (given['pre-commit'] ? preCommitTrials(stage, fences, root) : [{ name: 'pre-commit', result: 'skipped', detail: 'asked for with --pre-commit' }]),
];

const count: Record<Trial['result'], number> = { ok: 0, skipped: 0, failed: 0 };
for (const part of parts) {
  const stage = new Stage(launchers);
  try {
    for (const { name, result, detail } of part(stage)) {
      count[result]++;
      process.stdout.write(`${result === 'skipped' ? 'SKIPPED' : result}: ${name}${detail === '' ? '' : `: ${detail}`}\n`);
    }
  } finally {
    stage.remove();
  }
}
process.stdout.write(`${count.ok} recipes work, ${count.failed} fail, ${count.skipped} skipped\n`);
if (count.failed > 0) process.exitCode = 1;
