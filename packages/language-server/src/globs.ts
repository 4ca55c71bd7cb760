import picomatch from 'picomatch/posix';
import { relative } from './paths.ts';

/**
 * Makes a test for absolute paths out of globs, as those of a `.kalintrc`.
 *
 * @param folder absolute; the globs are relative to it. A glob without `/` fits a name in any folder, and a folder what is in it
 */
export function globs(patterns: readonly string[], folder: string): (path: string) => boolean {
  const tests = patterns.flatMap((pattern) => {
    const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '');
    const named = !plain.includes('/');
    return [picomatch(plain, { dot: true, basename: named }), picomatch(named ? `**/${plain}/**` : `${plain}/**`, { dot: true })];
  });
  return (path) => {
    const own = relative(folder, path);
    return tests.some((test) => test(own));
  };
}
