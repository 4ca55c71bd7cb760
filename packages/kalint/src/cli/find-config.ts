import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { configNames, emptyConfig, parseConfig, type ConfigFile } from '../config.ts';
import type { RuleDefinition } from '../rule.ts';
import { systemReason, UsageError } from './usage-error.ts';

export interface FoundConfig {
  readonly config: ConfigFile;
  /** Absolute; undefined where there is no configuration file. */
  readonly file: string | undefined;
  /** Absolute folder that paths in the configuration are relative to. */
  readonly folder: string;
}

/**
 * Finds and reads the configuration file of a run.
 *
 * @param cwd absolute; the search goes upwards from here
 * @param given as `--config` and `--no-config` say
 * @throws UsageError that names the first thing that is wrong, with line and column
 */
export async function findConfig(cwd: string, given: string | false | undefined, rules: readonly RuleDefinition[]): Promise<FoundConfig> {
  if (typeof given === 'string') {
    const file = resolve(cwd, given);
    const config = await readConfigFile(file, cwd, rules);
    if (!config) throw new UsageError(`${shown(cwd, file)}: it has no "kalint"`);
    return { config, file, folder: dirname(file) };
  }
  for (let folder = cwd; given !== false; folder = dirname(folder)) {
    for (const name of configNames) {
      const file = join(folder, name);
      if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
      const config = await readConfigFile(file, cwd, rules);
      if (config) return { config, file, folder };
    }
    if (dirname(folder) === folder) break;
  }
  return { config: emptyConfig, file: undefined, folder: cwd };
}

async function readConfigFile(file: string, cwd: string, rules: readonly RuleDefinition[]): Promise<ConfigFile | undefined> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${shown(cwd, file)}: cannot be read: ${systemReason(error)}`);
  }
  const parsed = await parseConfig(text, basename(file), rules);
  if (!parsed || 'config' in parsed) return parsed?.config;
  const [first] = parsed.errors;
  const more = parsed.errors.length - 1;
  throw new UsageError(`${shown(cwd, file)}:${first?.line ?? 1}:${first?.column ?? 1}: ${first?.message ?? 'cannot be read'}${more > 0 ? ` (and ${more} more)` : ''}`);
}

function shown(cwd: string, file: string): string {
  return relative(cwd, file) || file;
}
