import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatMessage } from 'publint/utils';
import { publint } from 'publint';
import type { Published } from './folders.ts';
import { expectRun, expectThat } from './shell.ts';

/** A tarball may not be bigger, in bytes: what nobody needs has slipped in. */
const limit = 1_200_000;

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

export interface Tarball {
  readonly folder: Published;
  /** Absolute. */
  readonly file: string;
  readonly line: string;
}

/** Packs one package as `npm publish` would and looks at what is in it. */
export async function pack(root: string, folder: Published, destination: string): Promise<Tarball> {
  const printed = await expectRun(0, 'npm', ['pack', '--json', '--silent', '--pack-destination', destination], { cwd: join(root, 'packages', folder) });
  const answer: unknown = JSON.parse(printed);
  // An array up to npm 11, an object by name from 12 on.
  const [packed] = Object.values(answer as Record<string, Packed>);
  if (!packed) throw new Error(`npm pack said nothing of ${folder}`);
  const paths = packed.files.map(({ path }) => path);
  for (const wanted of ['package.json', 'README.md', 'LICENSE', 'dist/THIRD-PARTY-NOTICES.txt', 'dist/index.js', 'dist/index.d.ts']) {
    expectThat(paths.includes(wanted), `${folder}: ${wanted} is not in the tarball`, paths.join('\n'));
  }
  const strange = paths.filter((path) => /(?:^|\/)src\/|\.test\.|\.map$|(?<!\.d)\.ts$/.test(path));
  expectThat(strange.length === 0, `${folder}: the tarball holds what nobody needs`, strange.join('\n'));
  expectThat(packed.size <= limit, `${folder}: the tarball is too big`, `${packed.size} bytes, more than ${limit}`);
  const file = join(destination, packed.filename.replace('@', '').replace('/', '-'));
  expectThat(existsSync(file), `${folder}: no tarball`, file);
  return { folder, file, line: `${packed.filename}: ${kilobytes(statSync(file).size)}, unpacked ${kilobytes(packed.unpackedSize)}, ${paths.length} files` };
}

/** What publint and "are the types wrong" say of a tarball. */
export async function judgeTarball(root: string, { folder, file }: Tarball): Promise<void> {
  const { messages, pkg } = await publint({ level: 'suggestion', strict: true, pack: { tarball: new Uint8Array(readFileSync(file)).buffer } });
  expectThat(messages.length === 0, `publint on ${folder}`, messages.map((message) => formatMessage(message, pkg) ?? message.code).join('\n'));
  await expectRun(0, join(root, 'node_modules/.bin/attw'), [file, '--profile', 'esm-only', '--no-color'], { cwd: root });
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
