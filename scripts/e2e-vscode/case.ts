import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ui } from './ui.ts';
import type { Workbench } from './workbench.ts';

/** What a case may use. The cases of a run follow one another in one window, as a person would work. */
export interface Stage {
  readonly ui: Ui;
  readonly workbench: Workbench;
  /** Text of a file of the workspace as it is on disk. */
  disk(name: string): string;
  /** Takes a picture for the documentation. */
  picture(name: string): Promise<void>;
}

export interface Case {
  readonly name: string;
  run(stage: Stage): Promise<void>;
}

/** @param pictures folder for pictures */
export function createStage(ui: Ui, workbench: Workbench, pictures: string): Stage {
  return {
    ui, workbench,
    disk: (name) => readFileSync(join(workbench.folder, name), 'utf8'),
    picture: (name) => ui.screenshot(join(pictures, `${name}.png`)),
  };
}

/** Plays cases one after another; after a failure the rest would only fail as well, so it ends there. */
export async function play(cases: readonly Case[], stage: Stage, failure: string): Promise<number> {
  const begin = Date.now();
  let passed = 0;
  for (const { name, run } of cases) {
    try {
      await run(stage);
      assert.equal(await stage.ui.errorToasts().count(), 0, 'an error notification is shown');
      passed++;
      process.stdout.write(`ok ${passed} - ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)\n`);
    } catch (error) {
      process.stdout.write(`not ok ${passed + 1} - ${name}\n  ${error instanceof Error ? (error.stack ?? error.message).split('\n').filter((line) => !/^\S*\s{3,}- |^\[pid=|^<launch/.test(line)).join('\n  ') : String(error)}\n`);
      await stage.ui.screenshot(failure).catch(() => undefined);
      process.stdout.write(`  see ${failure}\n`);
      return cases.length - passed;
    }
  }
  return 0;
}
