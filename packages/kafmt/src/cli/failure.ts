/** Something that the user has to know and that ends the work on one file, or the run; `message` is one line. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOENT: 'no such file or folder',
  EISDIR: 'is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'disk quota exceeded',
  EFBIG: 'file too large',
  EROFS: 'the file system is read-only',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
  EIO: 'input/output error',
  EBUSY: 'the file is busy, or mounted by itself',
  ETXTBSY: 'the file is in use',
};

/** What a system error says, in words and without the names of system calls. */
export function reasonOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return reasons[error.code] ?? error.code;
  return error instanceof Error ? error.message : String(error);
}
