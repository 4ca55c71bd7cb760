import { chmodSync, chownSync, closeSync, constants, accessSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces a file whole or not at all: the new content is complete on the disk before the name leads to it. Mode and
 * owner stay; a symbolic link stays and what it leads to is replaced. A file with further hard links is written in
 * place, so that they stay together.
 *
 * @throws what the operating system says; the file then is as it was
 */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const target = realPath(path);
  const stat = statSync(target, { throwIfNoEntry: false });
  if (stat && !stat.isFile()) throw Object.assign(new Error('it is not a regular file'), { path });
  if (stat) accessSync(target, constants.W_OK);
  if (stat && stat.nlink > 1) {
    writeFileSync(target, content);
    return;
  }
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeWhole(temporary, content, stat);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeWhole(path: string, content: string | Uint8Array, like: Stats | undefined): void {
  // Never through a link that somebody put there.
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  if (like) {
    const own = statSync(path);
    if (own.uid !== like.uid || own.gid !== like.gid) chownSync(path, like.uid, like.gid);
    chmodSync(path, like.mode & 0o7777);
  } else {
    chmodSync(path, 0o666 & ~process.umask());
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
