/** The shell lines of docs/ci.md and the steps of action.yml, run as a new user would; `npm run recipes` tries the programs too. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsOf, recipesOf } from '../scripts/recipes/page.ts';
import { Stage } from '../scripts/recipes/stage.ts';
import { actionTrials, shellTrials } from '../scripts/recipes/trials.ts';

const root = join(import.meta.dirname, '..');
const launchers = { kalint: join(root, 'packages/kalint/bin/kalint.js'), kafmt: join(root, 'packages/kafmt/bin/kafmt.js') };
const built = ['kalint', 'kafmt'].every((name) => existsSync(join(root, `packages/${name}/dist/cli.cjs`)));
const fences = recipesOf(root);
const when = built ? test : test.skip;

function failures(trials: (stage: Stage) => Iterable<{ readonly name: string; readonly result: string; readonly detail: string }>): string[] {
  const stage = new Stage(launchers);
  try {
    return [...trials(stage)].filter(({ result }) => result === 'failed').map(({ name, detail }) => `${name}: ${detail}`);
  } finally {
    stage.remove();
  }
}

test('each system with a shell has a line', () => {
  expect([...new Set(commandsOf(fences).map(({ heading }) => heading))]).toEqual(['GitHub Actions', 'GitLab', 'Jenkins', 'Upgrading keepalived']);
  expect(fences.map(({ heading }) => heading)).toEqual(expect.arrayContaining(['pre-commit', 'Ansible', 'On the machine itself']));
});

when('the lines do on a sound and on a bad cluster what the page says', () => {
  expect(failures((stage) => shellTrials(stage, fences))).toEqual([]);
}, 120_000);

when('action.yml works, and takes no input for shell code', () => {
  expect(failures((stage) => actionTrials(stage, readFileSync(join(root, 'action.yml'), 'utf8')))).toEqual([]);
}, 120_000);
