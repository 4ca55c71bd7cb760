/** Bundles what people run: one CommonJS file for each command, made to be read quickly, and the launcher beside it. */
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { build, type BuildOptions, type Plugin } from 'esbuild';

/** Commander can run subcommands as programs of their own. Ours has none, and loading what starts them takes 5 ms. */
const noPrograms: Plugin = {
  name: 'no-programs',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) => (/[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'absent' } : undefined));
    onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** A change of a library's source that only matters for the start; the build fails where the library has changed there. */
interface Change {
  /** End of the path of the file. */
  readonly file: string;
  readonly replace: readonly (readonly [from: string | RegExp, to: string])[];
}

const changes: readonly Change[] = [
  {
    // A table of 65,536 entries is filled before a lexer is made, to save a division for each token that starts with a
    // character above 255. Ours hardly ever do; the division takes its place, and 3 ms of each start are gone.
    file: 'chevrotain/lib/src/scan/lexer.js',
    replace: [
      [/^let charCodeToOptimizedIdxMap = \[\];$/m, ''],
      [/: charCodeToOptimizedIdxMap\[charCode\];/, ': 255 + ~~(charCode / 255);'],
      [/^function initCharCodeToOptimizedIndexMap\(\) \{$[^]*?^\}$/m, 'function initCharCodeToOptimizedIndexMap() {}'],
    ],
  },
  {
    // V8 takes 90 methods away from an object at a cost of 20 us each when it was made fast before; so that is done after.
    file: 'chevrotain/lib/src/parse/parser/parser.js',
    replace: [
      [/this\.TRACE_INIT\("toFastProps", \(\) => \{[^]*?\n {12}\}\);/, ''],
      [/(this\.TRACE_INIT\("Grammar Resolving")/, 'toFastProperties(this);\n$1'],
    ],
  },
  {
    // Whether there is a terminal is known by then, and asking for `process.stdout` loads Node's streams: 3 ms.
    file: 'picocolors/picocolors.js',
    replace: [['(p.stdout || {}).isTTY', 'false']],
  },
];

/** Makes the changes above. */
const quickStart: Plugin = {
  name: 'quick-start',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/](?:chevrotain|picocolors)[\\/]/ }, async ({ path }) => {
      const change = changes.find(({ file }) => path.replaceAll('\\', '/').endsWith(`/node_modules/${file}`));
      if (!change) return undefined;
      let contents = await readFile(path, 'utf8');
      for (const [from, to] of change.replace) {
        const changed = contents.replace(from, to);
        if (changed === contents) throw new Error(`${path}: ${String(from)} is not found`);
        contents = changed;
      }
      return { contents };
    });
  },
};

/** How a command is bundled; the stand-alone file is made of the same bundle. */
export const commandOptions: BuildOptions = {
  bundle: true,
  // In a text of one byte per character V8 finds its way sooner than in one of two.
  charset: 'ascii',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
  mainFields: ['module', 'main'],
  minify: true,
  platform: 'node',
  plugins: [noPrograms, quickStart],
  target: 'node20',
};

/**
 * Bundles a command.
 *
 * @param source below `root`
 * @param outfile below `root`; `start.cjs` is put beside it
 * @returns what was written and what it was made of, below `root`
 */
export async function buildCommand(root: string, source: string, outfile: string): Promise<{ readonly outputs: readonly string[]; readonly inputs: readonly string[] }> {
  const common = { ...commandOptions, absWorkingDir: root };
  const launcher = join(dirname(outfile), 'start.cjs');
  const [{ outputFiles, metafile }] = await Promise.all([
    build({ ...common, entryPoints: [source], outfile, write: false, metafile: true }),
    build({ ...common, entryPoints: ['scripts/launcher/start.ts'], outfile: launcher }),
  ]);
  const text = outputFiles[0]?.text ?? '';
  // By it the launcher knows which compiled code belongs to this bundle.
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  writeFileSync(join(root, outfile), `//${hash}\n${text}`);
  return { outputs: [outfile, launcher], inputs: Object.keys(metafile.inputs) };
}
