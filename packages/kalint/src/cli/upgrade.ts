import { newest } from '@kaconf/schema';
import { upgradeJson, upgradeText } from '../render/upgrade.ts';
import { compareTargets } from '../upgrade.ts';
import { discover } from './discover.ts';
import type { FoundConfig } from './find-config.ts';
import { judge, readStdin } from './judge.ts';
import type { CliOptions } from './options.ts';
import { settle } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * `--target` with a list of versions: judges the same files for each, and says what differs.
 *
 * @returns 1 where the last version refuses what the first accepts, or has an error that the first has not
 */
export async function upgradeReport(options: CliOptions, found: FoundConfig, cwd: string, env: Readonly<Record<string, string | undefined>>, terminal: Terminal): Promise<number> {
  if (options.format !== undefined && options.format !== 'json' && options.format !== 'stylish') throw new UsageError('an upgrade report (--target with several versions) is written as stylish or json');
  if (options.fix || options.fixDryRun || options.updateBaseline || options.watch) throw new UsageError('an upgrade report (--target with several versions) changes nothing and watches nothing');
  let stdin: Uint8Array | undefined;
  const failures = new Set<string>();
  const results = [];
  for (const target of (options.target ?? '').split(',')) {
    const settings = await settle({ ...options, target }, found, cwd, env);
    const discovered = await discover(settings.inputs, settings);
    if (discovered.paths.includes('-')) stdin ??= await readStdin();
    const judged = judge(discovered.paths, settings, stdin);
    for (const failure of [...discovered.failures, ...judged.failures]) failures.add(failure);
    results.push({ target: judged.result.target ?? newest, result: judged.result });
  }
  const report = compareTargets(results);
  terminal.out(options.format === 'json' ? upgradeJson(report) : upgradeText(report));
  for (const failure of failures) terminal.err(`kalint: ${failure}\n`);
  return failures.size > 0 ? 2 : report.breaks ? 1 : 0;
}
