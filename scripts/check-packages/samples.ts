import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectRun, expectThat } from './shell.ts';

interface Sample {
  readonly code: string;
  /** What the program prints, as the comment at its end says. */
  readonly printed: string;
}

/** The programs of a README: blocks of TypeScript that end with what they print, as comments. */
export function samplesOf(readme: string): readonly Sample[] {
  return [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => {
    const lines = code.trimEnd().split('\n');
    const end = lines.findLastIndex((line) => !line.startsWith('// '));
    return { code, printed: lines.slice(end + 1).map((line) => line.slice(3)).join('\n') };
  });
}

const options = {
  strict: true, module: 'nodenext', moduleResolution: 'nodenext', target: 'es2023', lib: ['es2023', 'dom'],
  exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, outDir: 'out', rootDir: '.',
};

async function compile(root: string, cwd: string, file: string, further: object): Promise<void> {
  writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...options, ...further }, files: [file] }));
  await expectRun(0, process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], { cwd });
}

/**
 * Imports all that a package exports, with the compiler looking into the declarations themselves, and with no other
 * types than the package's own.
 */
export async function tryTypes(root: string, folder: string, cwd: string, node: string | undefined): Promise<void> {
  const { name, exports, dependencies } = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8')) as { name: string; exports: Record<string, unknown>; dependencies?: object };
  const entries = Object.keys(exports).filter((entry) => !entry.endsWith('.json'));
  const code = entries.map((entry, index) => `import * as entry${index} from '${name}${entry.slice(1)}';\nconsole.log(Object.keys(entry${index}).length > 0);\n`).join('');
  writeFileSync(join(cwd, 'all.ts'), code);
  // What a library of others declares is theirs to check.
  await compile(root, cwd, 'all.ts', { types: [], skipLibCheck: dependencies !== undefined });
  const out = await expectRun(0, 'node', ['out/all.js'], { cwd, node });
  expectThat(out === 'true\n'.repeat(entries.length), `an entry of ${folder} exports nothing`, out);
}

/** Compiles the programs of a README against the installed package, and runs them. */
export async function trySamples(root: string, folder: string, cwd: string, node: string | undefined): Promise<void> {
  const samples = samplesOf(readFileSync(join(root, 'packages', folder, 'README.md'), 'utf8'));
  for (const [index, { code, printed }] of samples.entries()) {
    writeFileSync(join(cwd, `sample-${index}.ts`), code);
    await compile(root, cwd, `sample-${index}.ts`, { typeRoots: [join(root, 'node_modules/@types')], types: ['node'], skipLibCheck: true });
    const out = await expectRun(0, 'node', [`out/sample-${index}.js`], { cwd, node });
    expectThat(out.trimEnd() === printed, `a program in the README of ${folder} prints something else`, out);
  }
}
