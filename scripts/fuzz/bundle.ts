/** Sources as one piece of code that a thread or a virtual machine can run. */
import { build } from 'esbuild';

/** The project; `npm run` starts there. */
export const root = process.cwd();

/** @param entry relative to the project */
export async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root, entryPoints: [entry], bundle: true, write: false, format: 'cjs', platform: 'node', target: 'node20', mainFields: ['module', 'main'],
    external: ['fast-check', 'esbuild', 'typescript'], logLevel: 'error', tsconfig: 'tsconfig.json', sourcemap: false,
  });
  return outputFiles[0]?.text ?? '';
}
