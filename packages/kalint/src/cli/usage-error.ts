/** Something the user has to put right before anything can be judged; its message is one line. */
export class UsageError extends Error {}

/** Why the operating system refused, in words. */
export function systemReason(error: unknown): string {
  const code = errorCode(error);
  const known = code === undefined ? undefined : reasons[code];
  return known ?? (error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error));
}

export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
  ENOSPC: 'no space left',
  ENAMETOOLONG: 'the name is too long',
};
