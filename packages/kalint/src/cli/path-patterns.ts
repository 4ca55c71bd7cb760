import { relative, sep } from 'node:path';

/**
 * Makes a test for absolute paths out of globs.
 *
 * @param folder absolute; the globs are relative to it. A glob without `/` fits a name in any folder
 */
export async function pathPatterns(globs: readonly string[], folder: string): Promise<(path: string) => boolean> {
  if (globs.length === 0) return () => false;
  const { default: picomatch } = await import('picomatch');
  const tests = globs.flatMap((glob) => {
    const pattern = glob.replace(/^\.\//, '').replace(/\/$/, '');
    const options = { dot: true, basename: !pattern.includes('/') };
    // A folder covers what is in it.
    return [picomatch(pattern, options), picomatch(pattern.includes('/') ? `${pattern}/**` : `**/${pattern}/**`, { dot: true })];
  });
  return (path) => {
    const own = relative(folder, path).split(sep).join('/');
    return tests.some((test) => test(own));
  };
}
