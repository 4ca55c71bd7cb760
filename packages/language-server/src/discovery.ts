import { isConfigurationName } from 'kafmt';
import { globs } from './globs.ts';
import type { Host, IgnoredPaths } from './host.ts';
import { isWithin, relative, resolve } from './paths.ts';

export interface DiscoveryOptions {
  /** Files, folders and globs, absolute; empty: what looks like a configuration by its name. */
  readonly files: readonly string[];
  ignored(path: string): boolean;
  /** Told the folder that is being looked at. */
  progress(folder: string, found: number): void;
}

/** More folders than this are not one project; the search ends there. */
const maxFolders = 50_000;
/** Folders in which nobody keeps configurations of keepalived. */
const skipped = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** Finds the configurations below a folder; lets other work through while it does. */
export async function discover(folder: string, host: Host, options: DiscoveryOptions, token: { readonly isCancellationRequested: boolean }): Promise<readonly string[]> {
  const found: string[] = [];
  const plain = options.files.filter((file) => !/[*?[\]{}()]/.test(file));
  const patterns = globs(options.files.filter((file) => !plain.includes(file)).map((file) => relative(folder, file)), folder);
  const wanted = (path: string): boolean =>
    options.files.length === 0
      ? isConfigurationName(path)
      : plain.includes(path) || patterns(path) || (isConfigurationName(path) && plain.some((file) => file !== path && isWithin(path, file)));
  const pending: { folder: string; ignore: IgnoredPaths | undefined }[] = [{ folder, ignore: await host.gitIgnore?.(folder) }];
  for (let count = 0; pending.length > 0 && count < maxFolders && !token.isCancellationRequested; count++) {
    const next = pending.shift();
    if (!next) break;
    if (count % 50 === 0) {
      options.progress(next.folder, found.length);
      await host.pause();
    }
    const ignore = await next.ignore?.enter(next.folder);
    for (const { name, folder: isFolder } of host.list(next.folder) ?? []) {
      const path = resolve(next.folder, name);
      if (isFolder ? skipped.has(name) : !wanted(path)) continue;
      if (options.ignored(path) || ignore?.covers(path, isFolder)) continue;
      if (isFolder) pending.push({ folder: path, ignore });
      else found.push(path);
    }
  }
  return found.sort();
}
