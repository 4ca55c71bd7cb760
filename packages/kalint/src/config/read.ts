import { formatVersion, newest, oldest, parseVersion, type Version } from '@kaconf/schema';
import type { Severity } from '../diagnostic.ts';
import type { Preset, RuleOptions, TemplateMode } from '../lint-types.ts';
import { entry, type ConfigProblem, type Located } from './located.ts';
import { locales, presets, severities, templateModes } from './schema.ts';

export interface RuleSettings {
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly options: ReadonlyMap<string, RuleOptions>;
}

/** What a configuration file says, checked. Paths and globs are as written: relative to the file. */
export interface ConfigFile extends RuleSettings {
  readonly preset: Preset | undefined;
  readonly files: readonly string[];
  readonly ignore: readonly string[];
  readonly target: Version | undefined;
  readonly clusters: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly overrides: readonly (RuleSettings & { readonly files: readonly string[]; readonly target: Version | undefined })[];
  readonly paths: ReadonlyMap<string, string>;
  readonly includeCheck: boolean;
  readonly allowIncludeOutside: boolean;
  readonly template: TemplateMode | undefined;
  readonly locale: string | undefined;
  readonly hostRoot: string | undefined;
  readonly baseline: string | undefined;
}

/** What is used where there is no configuration file. */
export const emptyConfig: ConfigFile = {
  severities: new Map(), options: new Map(), preset: undefined, files: [], ignore: [], target: undefined, clusters: [], overrides: [], paths: new Map(),
  includeCheck: false, allowIncludeOutside: false, template: undefined, locale: undefined, hostRoot: undefined, baseline: undefined,
};

/**
 * Takes the settings out of a value that fits the schema.
 *
 * @param problems where a version that does not exist is reported
 */
export function readConfig(root: Located, problems: ConfigProblem[]): ConfigFile {
  return {
    ...ruleSettings(entry(root, 'rules')),
    preset: oneOf(presets, entry(root, 'preset')),
    files: strings(entry(root, 'files')),
    ignore: strings(entry(root, 'ignore')),
    target: version(entry(root, 'target'), problems),
    clusters: named(entry(root, 'clusters')).map(([name, members]) => ({ name, members: strings(members) })),
    overrides: list(entry(root, 'overrides')).map((each) => ({
      ...ruleSettings(entry(each, 'rules')),
      files: strings(entry(each, 'files')),
      target: version(entry(each, 'target'), problems),
    })),
    paths: new Map(named(entry(root, 'paths')).map(([from, to]) => [from, string(to) ?? ''])),
    includeCheck: flag(entry(root, 'includeCheck')),
    allowIncludeOutside: flag(entry(root, 'allowIncludeOutside')),
    template: oneOf(templateModes, entry(root, 'template')),
    locale: oneOf(locales, entry(root, 'locale')),
    hostRoot: string(entry(root, 'hostRoot')),
    baseline: string(entry(root, 'baseline')),
  };
}

/** A version that can be a target, or what is wrong with it. */
export function targetVersion(text: string): Version | string {
  const version = parseVersion(text);
  if (version === undefined) return `"${text}" is not a version of keepalived`;
  return version < oldest || version > newest ? `keepalived ${text} is not known; versions from ${formatVersion(oldest)} to ${formatVersion(newest)} are` : version;
}

function version(value: Located | undefined, problems: ConfigProblem[]): Version | undefined {
  const text = string(value);
  if (value === undefined || text === undefined) return undefined;
  const result = targetVersion(text);
  if (typeof result === 'number') return result;
  problems.push({ message: result, start: value.start });
  return undefined;
}

function ruleSettings(rules: Located | undefined): RuleSettings {
  const levels = new Map<string, Severity | 'off'>();
  const options = new Map<string, RuleOptions>();
  for (const [id, setting] of named(rules)) {
    const [level, given] = setting.kind === 'array' ? setting.items : [setting];
    const severity = oneOf(severities, level);
    if (severity) levels.set(id, severity);
    if (given) options.set(id, Object.fromEntries(named(given).map(([name, option]) => [name, plain(option)])));
  }
  return { severities: levels, options };
}

function plain(value: Located): unknown {
  if (value.kind === 'scalar') return value.value;
  return value.kind === 'array' ? value.items.map(plain) : Object.fromEntries(named(value).map(([name, inner]) => [name, plain(inner)]));
}

function named(value: Located | undefined): readonly (readonly [string, Located])[] {
  return value?.kind === 'object' ? value.entries.map((each) => [each.key, each.value] as const) : [];
}

function list(value: Located | undefined): readonly Located[] {
  return value?.kind === 'array' ? value.items : [];
}

function string(value: Located | undefined): string | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

/** A list of strings, or a single one for a list of one. */
function strings(value: Located | undefined): readonly string[] {
  return (value?.kind === 'array' ? value.items : value ? [value] : []).flatMap((item) => string(item) ?? []);
}

function flag(value: Located | undefined): boolean {
  return value?.kind === 'scalar' && value.value === true;
}

function oneOf<T extends string>(words: readonly T[], value: Located | undefined): T | undefined {
  const text = string(value);
  return words.find((word) => word === text);
}
