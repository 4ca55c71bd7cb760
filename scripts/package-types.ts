import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import type { Library } from './libraries.ts';

/**
 * Writes the declarations of a package: one file for each entry, with the types of the packages below it inside, so that
 * a package can be installed alone.
 *
 * @param root of the repository, absolute
 * @param folder of the package below `packages/`
 * @returns the files that were written, relative to the root
 */
export async function buildTypes(root: string, folder: string, { entries, external = [] }: Library): Promise<readonly string[]> {
  const written: string[] = [];
  // One by one: the types that two entries share would land in a third file, which nobody can name.
  for (const [name, source] of Object.entries(entries)) {
    const bundle = await rollup({
      input: join(root, 'packages', source),
      external: (id) => id.startsWith('node:') || external.some((one) => id === one || id.startsWith(`${one}/`)),
      // Whoever formats without Prettier has no Prettier to take its types from.
      plugins: [dts({ tsconfig: join(root, 'tsconfig.base.json'), includeExternal: ['prettier'] })],
      onwarn: ({ message }) => { throw new Error(`declarations of ${folder}: ${message}`); },
    });
    const file = `packages/${folder}/dist/${name}.d.ts`;
    await bundle.write({ file: join(root, file), format: 'es' });
    await bundle.close();
    written.push(file);
  }
  return written;
}
