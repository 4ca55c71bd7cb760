import { relative, sep } from 'node:path';
import { boundedGlob } from '@kaconf/syntax';

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
    const named = !pattern.includes('/');
    const below = named ? `**/${pattern}/**` : `${pattern}/**`;
    // A name stands in any folder; a folder covers what is in it.
    const own = boundedGlob(pattern, (each) => picomatch(each, { dot: true, basename: named }));
    return [(path: string) => own(named ? path.slice(path.lastIndexOf('/') + 1) : path), boundedGlob(below, (each) => picomatch(each, { dot: true }))];
  });
  return (path) => {
    const own = relative(folder, path).split(sep).join('/');
    return tests.some((test) => test(own));
  };
}
