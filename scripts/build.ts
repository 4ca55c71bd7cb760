/**
 * Bundles what people run and import. Commands and the server become single CommonJS files that start quickly; the
 * libraries become ES modules. Names of packages build these only; `--types` writes the declarations as well (for
 * publishing).
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { buildCommand } from './commands.ts';
import { libraries } from './libraries.ts';
import { notices, thirdParties } from './licenses.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  legalComments: 'none',
  // Node reads the whole bundle at each start: half of it would be blanks. Names stay, for stack traces.
  minifyWhitespace: true,
  logLevel: 'warning',
  mainFields: ['module', 'main'],
  target: 'node20',
};

/** What can be run, by folder: source and name of the file in `dist`. */
const commands: Readonly<Record<string, readonly [source: string, name: string]>> = {
  kalint: ['cli.ts', 'cli.cjs'],
  kafmt: ['cli.ts', 'cli.cjs'],
  'language-server': ['main.ts', 'main.cjs'],
};

function bundlesOf(folder: string): readonly BuildOptions[] {
  const library = libraries[folder];
  return [
    ...(library ? [{
      entryPoints: Object.fromEntries(Object.entries(library.entries).map(([name, source]) => [name, `packages/${source}`])),
      outdir: `packages/${folder}/dist`,
      format: 'esm', platform: 'neutral', splitting: Object.keys(library.entries).length > 1,
      chunkNames: 'part-[hash]', external: ['node:*', ...(library.external ?? [])],
    } satisfies BuildOptions] : []),
  ];
}

function commandsOf(folder: string): readonly ReturnType<typeof buildCommand>[] {
  const command = commands[folder];
  return command ? [buildCommand(root, `packages/${folder}/src/${command[0]}`, `packages/${folder}/dist/${command[1]}`)] : [];
}

/**
 * What the licenses of bundled libraries ask for.
 *
 * @param inputs what each output was made of
 */
function writeNotices(folder: string, inputs: ReadonlyMap<string, readonly string[]>): string {
  const file = `packages/${folder}/dist/THIRD-PARTY-NOTICES.txt`;
  const own = [...inputs].filter(([output]) => output.startsWith(`packages/${folder}/dist/`)).flatMap(([, each]) => each);
  const libraries = thirdParties(root, own);
  writeFileSync(join(root, file), libraries.length === 0 ? 'This package contains no code of others.\n' : notices(libraries));
  return file;
}

/** Takes out of `dist` what an earlier build left and this one did not write: it would be published. */
function sweep(folder: string, written: ReadonlySet<string>): void {
  const dist = join(root, 'packages', folder, 'dist');
  for (const name of readdirSync(dist)) if (!written.has(`packages/${folder}/dist/${name}`)) rmSync(join(dist, name), { recursive: true });
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const folders = named.length > 0 ? named : Object.keys(libraries);
  const started = performance.now();
  const bundles = folders.flatMap(bundlesOf);
  if (bundles.length === 0) throw new Error(`no package ${named.join(', ')}`);
  const [results, ran] = await Promise.all([
    Promise.all(bundles.map((bundle) => build({ ...common, ...bundle, metafile: true }))),
    Promise.all(folders.flatMap((folder) => commandsOf(folder))),
  ]);
  process.stderr.write(`built ${bundles.length + ran.length} bundles in ${Math.round(performance.now() - started)} ms\n`);
  if (process.argv.includes('--types')) {
    const written = new Set([...results.flatMap(({ metafile }) => Object.keys(metafile.outputs)), ...ran.flatMap(({ outputs }) => outputs)]);
    const inputs = new Map([...results.flatMap(({ metafile }) => Object.entries(metafile.outputs).map(([output, { inputs: each }]) => [output, Object.keys(each)] as const)), ...ran.map(({ outputs, inputs: each }) => [outputs[0] ?? '', each] as const)]);
    // Only who publishes needs the compiler.
    const { buildTypes } = await import('./package-types.ts');
    for (const folder of folders) {
      for (const file of await buildTypes(root, folder, libraries[folder] ?? { entries: {} })) written.add(file);
      written.add(writeNotices(folder, inputs));
      sweep(folder, written);
    }
  }
}
