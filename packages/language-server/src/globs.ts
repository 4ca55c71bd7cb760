import { boundedGlob } from '@kaconf/syntax';
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
    const below = named ? `**/${plain}/**` : `${plain}/**`;
    const own = boundedGlob(plain, (each) => picomatch(each, { dot: true, basename: named }));
    return [(path: string) => own(named ? path.slice(path.lastIndexOf('/') + 1) : path), boundedGlob(below, (each) => picomatch(each, { dot: true }))];
  });
  return (path) => {
    const own = relative(folder, path);
    return tests.some((test) => test(own));
  };
}
