import { entry, placesIn, type ParsedData } from './config/located.ts';
import { emptyConfig, readConfig, type ConfigFile } from './config/read.ts';
import { configSchema } from './config/schema.ts';
import { validate } from './config/validate.ts';
import type { RuleDefinition } from './rule.ts';

export { emptyConfig, targetVersion, type ConfigFile, type RuleSettings } from './config/read.ts';

/** Names under which a configuration is looked for, in this order, in each folder. */
export const configNames = ['.kalintrc.json', '.kalintrc.yaml', '.kalintrc.yml', 'package.json'] as const;

/** What is wrong with a configuration file; 1-based line and column. */
export interface ConfigError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type ParsedConfig = { readonly config: ConfigFile } | { readonly errors: readonly ConfigError[] };

/**
 * Reads and checks the text of a configuration file. Data only: nothing in it is run, and what it names is not opened.
 *
 * @param name of the file: `package.json` holds the configuration under `"kalint"`, `.yaml` and `.yml` are YAML, everything else is JSON with comments
 * @returns undefined for a package.json without `"kalint"`
 */
export async function parseConfig(text: string, name: string, rules: readonly RuleDefinition[]): Promise<ParsedConfig | undefined> {
  const data = await parseData(text, name);
  const inPackage = name === 'package.json';
  // A package.json that cannot be read is the concern of others unless it seems to hold our configuration.
  if (inPackage && !text.includes('"kalint"')) return undefined;
  const root = inPackage ? entry(data.root, 'kalint') : data.root;
  if (inPackage && data.problems.length === 0 && (!root || root.kind === 'scalar')) return undefined;
  const problems = [...data.problems];
  if (root) for (const problem of validate(root, configSchema(rules))) problems.push(problem);
  const config = root && problems.length === 0 ? readConfig(root, problems) : emptyConfig;
  if (problems.length === 0) return { config };
  const placeOf = placesIn(text);
  return { errors: problems.sort((a, b) => a.start - b.start).map(({ message, start }) => ({ message, ...placeOf(start) })) };
}

/** Each format is loaded when the first file in it is read. */
async function parseData(text: string, name: string): Promise<ParsedData> {
  if (/\.ya?ml$/.test(name)) return (await import('./config/yaml.ts')).parseYaml(text);
  return (await import('./config/jsonc.ts')).parseJsonc(text);
}
