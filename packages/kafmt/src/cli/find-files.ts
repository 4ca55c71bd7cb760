import { existsSync, readFileSync, readdirSync, statSync, type Dirent, type Stats } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { isConfigurationName } from '../file-names.ts';
import { Failure, reasonOf } from './failure.ts';

/** The paths to work on, as the user would name them, and what could not be found. */
export interface Findings {
  readonly paths: readonly string[];
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
}

/** Ignore rules with the folder they refer to. */
interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

const skippedFolders = new Set(['.git', '.hg', '.svn', 'node_modules']);

const withSlashes = (path: string): string => path.split(sep).join('/');

function readRules(folder: string, name: string): Rules | undefined {
  try {
    return { folder, rules: ignore().add(readFileSync(join(folder, name), 'utf8')) };
  } catch {
    return undefined;
  }
}

/** The last word of the rules, from the outer folders to the inner ones, as git combines them. */
function isIgnored(path: string, isFolder: boolean, rules: readonly Rules[]): boolean {
  let ignored = false;
  for (const { folder, rules: own } of rules) {
    const below = withSlashes(relative(folder, path));
    if (below === '' || below.startsWith('../')) continue;
    const verdict = own.test(isFolder ? `${below}/` : below);
    if (verdict.ignored) ignored = true;
    else if (verdict.unignored) ignored = false;
  }
  return ignored;
}

/** The `.gitignore` files that apply to a folder from the root of its repository on. */
function rulesAbove(folder: string): Rules[] {
  const folders: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    folders.unshift(at);
    if (existsSync(join(at, '.git'))) return folders.slice(0, -1).flatMap((each) => readRules(each, '.gitignore') ?? []);
    // Outside of a repository only what lies in the folder itself counts.
    if (dirname(at) === at) return [];
  }
}

/** What a search looks for, and whom it tells of folders that it cannot read. */
interface Search {
  readonly wanted: (path: string) => boolean;
  readonly fail: (path: string, error: unknown) => void;
}

/** The files below a folder that are wanted, sorted by name. Symbolic links to folders are not followed. */
function searchFolder(folder: string, above: readonly Rules[], search: Search): string[] {
  const own = readRules(folder, '.gitignore');
  const rules = own ? [...above, own] : above;
  const found: string[] = [];
  let entries: Dirent[] = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    search.fail(folder, error);
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name) && !isIgnored(path, true, rules)) found.push(...searchFolder(path, rules, search));
    } else if (search.wanted(path) && !isIgnored(path, false, rules) && (entry.isFile() || statOf(path)?.isFile() === true)) found.push(path);
  }
  return found;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Why nothing is known of a path: as a rule nothing is there, but a folder may be closed or links run in a circle. */
function whyUnseen(path: string): string {
  try {
    statSync(path);
    return 'no such file or folder';
  } catch (error) {
    return reasonOf(error);
  }
}

const isPattern = (path: string): boolean => /[*?[\]{}]|^!/.test(path);

/** The files that a pattern names, below the folder where its wildcards begin. */
function expandPattern(pattern: string, fail: Search['fail']): string[] {
  const { base, glob } = picomatch.scan(pattern);
  const folder = resolve(base);
  const matches = picomatch(glob, { dot: true });
  const found = searchFolder(folder, rulesAbove(folder), { wanted: (path) => matches(withSlashes(relative(folder, path))), fail });
  return found.map((path) => (isAbsolute(pattern) ? path : relative('.', path)));
}

function expand(argument: string, fail: Search['fail']): string[] {
  const stats = statOf(argument);
  if (stats?.isDirectory() === true) {
    const folder = resolve(argument);
    let complete = true;
    const found = searchFolder(folder, rulesAbove(folder), {
      wanted: isConfigurationName,
      fail: (path, error) => {
        complete = false;
        fail(path, error);
      },
    });
    if (found.length === 0 && complete) throw new Failure('no configuration in this folder (keepalived*.conf, *.keepalived.conf, *.conf in a folder named keepalived)');
    return found.map((path) => join(argument, relative(folder, path)));
  }
  if (stats) return [argument];
  if (!isPattern(argument)) throw new Failure(whyUnseen(argument));
  const found = expandPattern(withSlashes(argument), fail);
  if (found.length === 0) throw new Failure('no file matches this pattern');
  return found;
}

/** The files that arguments stand for: files as they are, folders searched, patterns expanded; each file once. */
export function findFiles(names: readonly string[]): Findings {
  const paths = new Map<string, string>();
  const failures: { path: string; reason: string }[] = [];
  const fail = (path: string, error: unknown): void => {
    failures.push({ path: relative('.', path) || path, reason: reasonOf(error) });
  };
  for (const name of names) {
    try {
      for (const path of expand(name, fail)) if (!paths.has(resolve(path))) paths.set(resolve(path), path);
    } catch (error) {
      failures.push({ path: name, reason: reasonOf(error) });
    }
  }
  return { paths: [...paths.values()], failures };
}

/** Tells which paths the `.prettierignore` of a folder excludes. */
export function prettierIgnore(folder: string): (path: string) => boolean {
  const rules = readRules(folder, '.prettierignore');
  return (path) => rules !== undefined && isIgnored(resolve(path), false, [rules]);
}
