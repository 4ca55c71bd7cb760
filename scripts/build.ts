/**
 * Bundles what people run and import. Commands and the server become single CommonJS files that start quickly; the
 * libraries become ES modules. With `--types` the declarations are written as well (for publishing).
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  conditions: ['@kaconf/source'],
  legalComments: 'none',
  // Node reads the whole bundle at each start: half of it would be blanks. Names stay, for stack traces.
  minifyWhitespace: true,
  logLevel: 'warning',
  target: 'node20',
};

/** Entry, output and manner of each bundle. */
const bundles: readonly BuildOptions[] = [
  ...['syntax', 'schema', 'semantics', 'kalint', 'kafmt', 'language-server'].map((name): BuildOptions => ({
    entryPoints: [`packages/${name}/src/index.ts`],
    outfile: `packages/${name}/dist/index.js`,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
  })),
  { entryPoints: ['packages/kalint/src/cli.ts'], outfile: 'packages/kalint/dist/cli.cjs', format: 'cjs', platform: 'node', mainFields: ['module', 'main'] },
  { entryPoints: ['packages/kafmt/src/cli.ts'], outfile: 'packages/kafmt/dist/cli.cjs', format: 'cjs', platform: 'node', mainFields: ['module', 'main'] },
  { entryPoints: ['packages/language-server/src/main.ts'], outfile: 'packages/language-server/dist/main.cjs', format: 'cjs', platform: 'node', mainFields: ['module', 'main'] },
];

const started = performance.now();
const wanted = bundles.filter((bundle) => (bundle.entryPoints as string[]).every((entry) => existsSync(join(root, entry))));
await Promise.all(wanted.map((bundle) => build({ ...common, ...bundle })));
process.stderr.write(`built ${wanted.length} bundles in ${Math.round(performance.now() - started)} ms\n`);
