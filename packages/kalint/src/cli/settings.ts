import { newest, type Version } from '@kaconf/schema';
import type { SourceDocument } from '@kaconf/semantics';
import type { LoaderOptions } from '@kaconf/semantics/load';
import { relative, resolve, sep } from 'node:path';
import { targetVersion } from '../config.ts';
import type { LintConfig, Override } from '../lint-types.ts';
import { translatorFor } from '../locales/index.ts';
import { reporters } from '../reporters/index.ts';
import { targetComment } from '../target.ts';
import type { FoundConfig } from './find-config.ts';
import { createHost, isFolder } from './host.ts';
import { localeOf } from './locale.ts';
import type { CliOptions } from './options.ts';
import { pathPatterns } from './path-patterns.ts';
import { UsageError } from './usage-error.ts';

/** Command line and configuration file in one: what a run does. */
export interface Settings {
  readonly cwd: string;
  readonly format: string;
  readonly lint: LintConfig;
  readonly loader: Omit<LoaderOptions, 'texts'>;
  /** Files, folders and globs; relative to the current folder, absolute, or `-`. */
  readonly inputs: readonly string[];
  readonly named: readonly { readonly name: string; readonly path: string }[];
  readonly clusters: readonly { readonly name?: string; readonly members: readonly string[] }[];
  readonly separate: boolean;
  readonly configId: string | undefined;
  readonly includeCheck: boolean;
  readonly stdinFilename: string | undefined;
  /** Absolute. */
  readonly baseline: string | undefined;
  ignored(path: string): boolean;
  targetOf(document: SourceDocument): Version;
}

export async function settle(options: CliOptions, { config, file, folder }: FoundConfig, cwd: string, env: Readonly<Record<string, string | undefined>>): Promise<Settings> {
  const format = options.format ?? 'stylish';
  const fromConfig = (path: string): string => resolve(folder, path);
  const shown = (path: string): string => relative(cwd, path).split(sep).join('/');
  const overrides = await Promise.all(
    config.overrides.map(async ({ files, target, severities, options: given }) => {
      const fits = await pathPatterns(files, folder);
      return { target, rule: { matches: (path: string) => fits(resolve(cwd, path)), severities, options: given } satisfies Override };
    }),
  );
  const forced = options.target === undefined ? undefined : targetVersion(options.target);
  const hostRoot = options.hostRoot === undefined ? (config.hostRoot === undefined ? undefined : fromConfig(config.hostRoot)) : resolve(cwd, options.hostRoot);
  if (hostRoot !== undefined && !isFolder(hostRoot)) {
    throw new UsageError(`${options.hostRoot === undefined && file !== undefined ? `${shown(file)}: "hostRoot"` : '--host-root'}: ${shown(hostRoot)} is no folder`);
  }
  const members = config.clusters.flatMap((cluster) => cluster.members);
  const standard = [...config.files, ...members].map(fromConfig);
  const locale = options.locale ?? (reporters.get(format)?.human ? (config.locale ?? localeOf(env)) : 'en');
  return {
    cwd,
    format,
    lint: {
      preset: options.preset ?? config.preset ?? 'recommended',
      severities: config.severities,
      only: options.only,
      options: config.options,
      // The command line has the last word.
      overrides: [...overrides.map(({ rule }) => rule), { matches: () => true, severities: new Map(options.rule.map(({ id, severity }) => [id, severity])), options: new Map() }],
      locale,
      translate: await translatorFor(locale),
      template: options.template ?? config.template ?? 'auto',
      host: hostRoot === undefined ? undefined : createHost(hostRoot),
    },
    loader: {
      cwd,
      root: file === undefined ? undefined : folder,
      allowOutside: options.allowIncludeOutside ?? config.allowIncludeOutside,
      paths: new Map([...config.paths].map(([from, to]) => [from, fromConfig(to)])),
    },
    inputs: options.paths.length > 0 ? options.paths : options.node.length > 0 ? [] : standard.length > 0 ? standard : ['.'],
    named: options.node,
    clusters: [
      ...(options.node.length > 1 ? [{ members: options.node.map(({ name }) => name) }] : []),
      ...config.clusters.map((cluster) => ({ name: cluster.name, members: cluster.members.map((member) => shown(fromConfig(member))) })),
    ],
    separate: options.separate ?? false,
    configId: options.configId,
    includeCheck: options.includeCheck ?? config.includeCheck,
    stdinFilename: options.stdinFilename,
    baseline: options.baseline === undefined ? (config.baseline === undefined ? undefined : fromConfig(config.baseline)) : resolve(cwd, options.baseline),
    ignored: await pathPatterns(config.ignore, folder),
    targetOf(document) {
      if (typeof forced === 'number') return forced;
      const byOverride = overrides.findLast(({ target, rule }) => target !== undefined && rule.matches(document.path));
      return targetComment(document) ?? byOverride?.target ?? config.target ?? newest;
    },
  };
}
