import { newest, type Version } from '@kaconf/schema';
import type { NamedCluster, SourceDocument } from '@kaconf/semantics';
import { configNames, emptyConfig, parseConfig, rules, targetComment, translatorFor, type ConfigError, type ConfigFile, type LintConfig, type Override } from 'kalint';
import type { Host } from './host.ts';
import { globs } from './globs.ts';
import { dirname, relative, resolve } from './paths.ts';
import type { Settings } from './settings.ts';

/** What is wrong with a configuration file of kalint. */
export interface ConfigTrouble {
  readonly path: string;
  readonly errors: readonly ConfigError[];
}

/** A `.kalintrc` and the user's settings in one. Immutable; identity is a cache key. */
export interface ProjectConfig {
  /** Absolute; undefined where there is none. */
  readonly file: string | undefined;
  readonly trouble: ConfigTrouble | undefined;
  readonly lint: LintConfig;
  /** Paths are shown relative to it. */
  readonly cwd: string;
  readonly root: string | undefined;
  readonly allowOutside: boolean;
  readonly includeCheck: boolean;
  readonly paths: ReadonlyMap<string, string>;
  readonly clusters: readonly NamedCluster[];
  readonly configId: string | undefined;
  /** Absolute files, folders and globs to be judged; empty: what looks like a configuration. */
  readonly files: readonly string[];
  ignored(path: string): boolean;
  targetOf(document: SourceDocument): Version;
}

/** The configuration file that counts for a folder: its own, else the nearest above it. */
export async function findConfig(folder: string, host: Host): Promise<{ readonly file: string | undefined; readonly config: ConfigFile; readonly trouble: ConfigTrouble | undefined }> {
  for (let current = folder; ; current = dirname(current)) {
    for (const name of configNames) {
      const file = resolve(current, name);
      const text = host.readText(file);
      const parsed = text === undefined ? undefined : await parseConfig(text, name, rules.all);
      if (!parsed) continue;
      if ('config' in parsed) return { file, config: parsed.config, trouble: undefined };
      // A file with errors still says where the project begins.
      return { file, config: emptyConfig, trouble: { path: file, errors: parsed.errors } };
    }
    if (dirname(current) === current || current === '.') return { file: undefined, config: emptyConfig, trouble: undefined };
  }
}

export interface SettleOptions {
  readonly settings: Settings;
  readonly host: Host;
  /** What the client speaks. */
  readonly locale: string | undefined;
  /** The folder is one of the workspace: includes may lead anywhere in it. */
  readonly isProject: boolean;
}

/**
 * Settles everything that a judgement needs. As on the command line, what the user sets has the last word.
 *
 * @param folder of the workspace, or of a file that is in none
 */
export async function settle(folder: string, { settings, host, locale, isProject }: SettleOptions): Promise<ProjectConfig> {
  const { file, config, trouble } = await findConfig(folder, host);
  const base = file === undefined ? folder : dirname(file);
  const fromBase = (path: string): string => resolve(base, path);
  const overrides = config.overrides.map(({ files, target, severities, options }) => {
    const fits = globs(files, base);
    return { target, rule: { matches: (path: string) => fits(resolve(folder, path)), severities, options } satisfies Override };
  });
  const hostRoot = settings.hostRoot ?? config.hostRoot;
  const language = settings.locale ?? config.locale ?? (locale?.toLowerCase().startsWith('zh') === true ? 'zh-CN' : 'en');
  return {
    file,
    trouble,
    cwd: folder,
    root: file !== undefined ? base : isProject ? folder : undefined,
    allowOutside: settings.allowIncludeOutside ?? config.allowIncludeOutside,
    includeCheck: settings.includeCheck ?? config.includeCheck,
    paths: new Map([...config.paths, ...settings.paths].map(([from, to]) => [from, fromBase(to)])),
    clusters: config.clusters.map(({ name, members }) => ({ name, members: members.map((member) => relative(folder, fromBase(member))) })),
    configId: settings.configId,
    files: config.files.length > 0 ? [...config.files, ...config.clusters.flatMap(({ members }) => members)].map(fromBase) : [],
    ignored: globs(config.ignore, base),
    lint: {
      preset: settings.preset ?? config.preset ?? 'recommended',
      severities: config.severities,
      only: [],
      options: config.options,
      overrides: [...overrides.map(({ rule }) => rule), { matches: () => true, severities: settings.rules, options: new Map() }],
      locale: language,
      translate: await translatorFor(language),
      template: settings.template ?? config.template ?? 'auto',
      host: hostRoot === undefined ? undefined : host.lintHost?.(fromBase(hostRoot)),
    },
    targetOf(document) {
      const byOverride = overrides.findLast(({ target, rule }) => target !== undefined && rule.matches(document.path));
      return settings.target ?? targetComment(document) ?? byOverride?.target ?? config.target ?? newest;
    },
  };
}
