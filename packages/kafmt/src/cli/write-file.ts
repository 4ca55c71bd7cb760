import { randomBytes } from 'node:crypto';
import { constants, unlinkSync, type Stats } from 'node:fs';
import { access, open, realpath, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from './failure.ts';

/** Temporary files that exist right now; an interrupt takes them away. */
const pending = new Set<string>();

/** Permission bits with set-uid, set-gid and sticky. */
const modeBits = 0o7777;

/** Removes temporary files when the process is asked to stop; the files themselves are whole at every moment. */
export function removeTemporaryFilesOnSignal(): void {
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      for (const path of pending) {
        try {
          unlinkSync(path);
        } catch {
          // Renamed or removed a moment ago.
        }
      }
      process.exit(128 + numbers[signal]);
    });
  }
}

const sameFile = (a: Stats, b: Stats): boolean => a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs;

async function keepOwner(file: FileHandle, wanted: Stats): Promise<void> {
  const own = await file.stat();
  if (own.uid !== wanted.uid || own.gid !== wanted.gid) {
    try {
      await file.chown(wanted.uid, wanted.gid);
    } catch {
      throw new Failure('left as it is: its owner or group could not be kept');
    }
  }
  // After the owner, since a change of owner takes set-uid and set-gid away.
  await file.chmod(wanted.mode & modeBits);
}

/** Flushes a folder, so that a rename in it survives a power failure; not every system can. */
async function flushFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch {
    // The file itself is written and renamed already.
  }
}

/**
 * Replaces the content of a file whole or not at all: the new text is written to a temporary file in the same folder,
 * flushed, and renamed over the old one. Mode and owner stay; of a symbolic link the target is replaced.
 *
 * @param read what the file was when its old text was read; a file that has changed since then is left alone
 */
export async function replaceFile(path: string, bytes: Uint8Array, read: Stats): Promise<void> {
  const target = await realpath(path);
  await access(target, constants.W_OK);
  if (read.nlink > 1) throw new Failure(`left as it is: it has ${read.nlink} hard links, which a replacement would separate`);
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target).slice(0, 200)}.${randomBytes(6).toString('hex')}.kafmt-tmp`);
  pending.add(temporary);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await keepOwner(file, read);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!sameFile(read, await stat(target))) throw new Failure('left as it is: it was changed by somebody else in the meantime');
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  } finally {
    pending.delete(temporary);
  }
  await flushFolder(folder);
}
