import { existsSync, lstatSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../rule.ts';

/**
 * What rules may ask about a host whose files lie below a folder. Links are reported, not followed out of it.
 *
 * @param root absolute; `/` is this host
 */
export function createHost(root: string): Host {
  let users: ReadonlySet<string> | undefined;
  return {
    file(path) {
      try {
        const inside = join(root, join('/', path));
        const stat = lstatSync(inside);
        const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : stat.isSymbolicLink() ? 'link' : 'other';
        const base = { kind, executable: (stat.mode & 0o111) !== 0, writableByOthers: (stat.mode & 0o022) !== 0 } as const;
        return kind === 'link' ? { ...base, target: readlinkSync(inside) } : base;
      } catch {
        return undefined;
      }
    },
    hasUser(name) {
      users ??= usersOf(root);
      return users.has(name);
    },
    hasInterface: (name) => !name.includes('/') && existsSync(join(root, 'sys/class/net', name)),
  };
}

/** Whether a path leads to a folder, perhaps by a link. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function usersOf(root: string): ReadonlySet<string> {
  try {
    return new Set(readFileSync(join(root, 'etc/passwd'), 'utf8').split('\n').map((line) => line.split(':', 1)[0] ?? ''));
  } catch {
    return new Set();
  }
}
