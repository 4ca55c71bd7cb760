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

const filledTable = `let charCodeToOptimizedIdxMap = [];
export function charCodeToOptimizedIndex(charCode) {
    return charCode < minOptimizationVal
        ? charCode
        : charCodeToOptimizedIdxMap[charCode];
}`;

/**
 * Chevrotain fills a table of 65,536 entries before it makes a lexer, to save a division for each token that starts with
 * a character above 255. Ours hardly ever do; the division takes its place, and 3 ms of each start are gone.
 */
const noTable: Plugin = {
  name: 'no-table',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]chevrotain[\\/]lib[\\/]src[\\/]scan[\\/]lexer\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source
        .replace(filledTable, 'export const charCodeToOptimizedIndex = (charCode) => (charCode < minOptimizationVal ? charCode : 255 + ~~(charCode / 255));')
        .replace(/^function initCharCodeToOptimizedIndexMap\(\) \{$[^]*?^\}$/m, 'function initCharCodeToOptimizedIndexMap() {}');
      if (contents.includes('charCodeToOptimizedIdxMap')) throw new Error(`${path} has changed: its table is no longer found`);
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
  plugins: [noPrograms, noTable],
  target: 'node20',
};

/**
 * Bundles a command.
 *
 * @param source below `root`
 * @param outfile below `root`; `start.cjs` is put beside it
 * @returns what was written, below `root`
 */
export async function buildCommand(root: string, source: string, outfile: string): Promise<readonly string[]> {
  const common = { ...commandOptions, absWorkingDir: root };
  const launcher = join(dirname(outfile), 'start.cjs');
  const [{ outputFiles }] = await Promise.all([
    build({ ...common, entryPoints: [source], outfile, write: false }),
    build({ ...common, entryPoints: ['scripts/launcher/start.ts'], outfile: launcher }),
  ]);
  const text = outputFiles[0]?.text ?? '';
  // By it the launcher knows which compiled code belongs to this bundle.
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  writeFileSync(join(root, outfile), `//${hash}\n${text}`);
  return [outfile, launcher];
}
