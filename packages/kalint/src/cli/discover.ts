import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { GitIgnore } from './git-ignore.ts';
import { systemReason } from './usage-error.ts';

export interface Discovered {
  /** As given or found, without repetition; relative to the current folder or absolute. */
  readonly paths: readonly string[];
  /** One line about each path that leads to nothing. */
  readonly failures: readonly string[];
}

export interface DiscoverOptions {
  /** Absolute. */
  readonly cwd: string;
  /** Whether the configuration's `ignore` covers an absolute path. Does not apply to files that are named outright. */
  readonly ignored: (path: string) => boolean;
}

/**
 * Which files of a folder are configurations of keepalived, by their names.
 *
 * @param folder name of the folder that the file is in
 */
export function isConfigurationName(name: string, folder: string): boolean {
  return /^keepalived.*\.conf$/.test(name) || name.endsWith('.keepalived.conf') || (folder === 'keepalived' && name.endsWith('.conf'));
}

/** Finds the files that paths, folders and globs stand for. `-` is left as it is. */
export async function discover(inputs: readonly string[], options: DiscoverOptions): Promise<Discovered> {
  const paths = new Map<string, string>();
  const failures: string[] = [];
  for (const input of inputs) {
    if (input === '-') {
      paths.set('-', '-');
      continue;
    }
    if (input === '') {
      // It would be the current folder, which nobody means.
      failures.push('a path is empty; perhaps a variable of the shell is not set');
      continue;
    }
    const absolute = resolve(options.cwd, input);
    const stat = statOf(absolute);
    const closed: string[] = [];
    const found = stat?.isDirectory() ? await filesOf(absolute, options, closed) : stat === undefined ? ((await matchesOf(input, options)) ?? [absolute]) : [absolute];
    failures.push(...closed);
    if (found.length === 0 && closed.length === 0) failures.push(`${input}: ${stat ? 'no keepalived configuration is in this folder (keepalived*.conf, *.keepalived.conf, *.conf in a folder named keepalived); name other files one by one' : 'no file matches'}`);
    for (const file of found) if (!paths.has(file)) paths.set(file, relative(options.cwd, file) || file);
  }
  return { paths: [...paths.values()], failures };
}

/** @param closed gets one line about each folder that cannot be looked into */
async function filesOf(folder: string, { cwd, ignored }: DiscoverOptions, closed: string[]): Promise<readonly string[]> {
  const result: string[] = [];
  const git = await GitIgnore.above(folder);
  const walk = async (current: string, ignore: GitIgnore): Promise<void> => {
    const here = await ignore.enter(current);
    for (const entry of entriesOf(current, (error) => closed.push(`${relative(cwd, current) || '.'}: ${systemReason(error)}`))) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== '.git' && entry.name !== 'node_modules' && !here.covers(path, true) && !ignored(path)) await walk(path, here);
      } else if (isConfigurationName(entry.name, basename(current)) && !here.covers(path, false) && !ignored(path) && statOf(path)?.isFile()) {
        result.push(path);
      }
    }
  };
  await walk(folder, git);
  return result;
}

/** A folder that cannot be read has nothing to offer; as in a shell a glob does not ask why. */
function entriesOf(folder: string, failed: (error: unknown) => void = () => undefined): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch (error) {
    failed(error);
    return [];
  }
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The files that a glob fits; undefined for a text that is none. */
async function matchesOf(pattern: string, { cwd, ignored }: DiscoverOptions): Promise<readonly string[] | undefined> {
  if (!/[*?[\]{}()]/.test(pattern)) return undefined;
  const { default: picomatch } = await import('picomatch');
  // What stands before the first wildcard is a folder; only what lies in it is looked at.
  const { base, glob } = picomatch.scan(sep === '/' ? pattern : pattern.split(sep).join('/'));
  if (glob === '') return undefined;
  const folder = resolve(cwd, base);
  const fits = picomatch(glob);
  const result: string[] = [];
  const deepest = glob.includes('**') ? Number.POSITIVE_INFINITY : glob.split('/').length - 1;
  const walk = (current: string, depth: number): void => {
    for (const entry of entriesOf(current)) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (depth < deepest && entry.name !== '.git' && entry.name !== 'node_modules') walk(path, depth + 1);
      } else if (fits(relative(folder, path).split(sep).join('/')) && !ignored(path) && statOf(path)?.isFile()) result.push(path);
    }
  };
  walk(folder, 0);
  return result;
}

function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
