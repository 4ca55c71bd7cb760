import { existsSync, readFileSync, readdirSync, statSync, type Stats } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
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

/** The configuration files below a folder, sorted by name. Symbolic links to folders are not followed. */
function searchFolder(folder: string, above: readonly Rules[]): string[] {
  const own = readRules(folder, '.gitignore');
  const rules = own ? [...above, own] : above;
  const found: string[] = [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name) && !isIgnored(path, true, rules)) found.push(...searchFolder(path, rules));
    } else if (isConfigurationName(path) && !isIgnored(path, false, rules) && (entry.isFile() || statOf(path)?.isFile() === true)) found.push(path);
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

const isPattern = (path: string): boolean => /[*?[\]{}]|^!/.test(path);

async function expandPattern(pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob(pattern, { dot: true, expandDirectories: false, ignore: [...skippedFolders].map((name) => `**/${name}/**`) });
  return found
    .filter((path) => !isIgnored(resolve(path), false, [...rulesAbove(dirname(resolve(path))), ...[readRules(dirname(resolve(path)), '.gitignore') ?? []].flat()]))
    .sort();
}

async function expand(argument: string): Promise<string[]> {
  const stats = statOf(argument);
  if (stats?.isDirectory() === true) {
    const folder = resolve(argument);
    const found = searchFolder(folder, rulesAbove(folder)).map((path) => join(argument, relative(folder, path)));
    if (found.length === 0) throw new Failure('no configuration in this folder (keepalived*.conf, *.keepalived.conf, *.conf in a folder named keepalived)');
    return found;
  }
  if (stats) return [argument];
  if (!isPattern(argument)) throw new Failure('no such file or folder');
  const found = await expandPattern(withSlashes(argument));
  if (found.length === 0) throw new Failure('no file matches this pattern');
  return found;
}

/** The files that arguments stand for: files as they are, folders searched, patterns expanded; each file once. */
export async function findFiles(names: readonly string[]): Promise<Findings> {
  const paths = new Map<string, string>();
  const failures: { path: string; reason: string }[] = [];
  for (const name of names) {
    try {
      for (const path of await expand(name)) if (!paths.has(resolve(path))) paths.set(resolve(path), path);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
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
