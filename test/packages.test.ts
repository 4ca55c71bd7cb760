/** What is published, as far as it can be judged without packing it; `npm run check:packages` does the rest. */
import { existsSync, readFileSync } from 'node:fs';
import { published } from '../scripts/check-packages/folders.ts';
import { samplesOf } from '../scripts/check-packages/samples.ts';
import { libraries } from '../scripts/libraries.ts';
import { notices, thirdParties } from '../scripts/licenses.ts';
import { changelog, changesOf, copyright } from '../scripts/package-deb/control.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly engines: { readonly node: string };
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly workspaces?: readonly string[];
}

const read = (path: string): string => readFileSync(path, 'utf8');
const manifest = (folder: string): Manifest => JSON.parse(read(`${folder}/package.json`)) as Manifest;
const root = manifest('.');

test('all workspaces are published', () => {
  expect(root.workspaces).toEqual(published.map((folder) => `packages/${folder}`));
});

describe.each(published)('%s', (folder) => {
  const { version, license, engines, exports, bin = {}, dependencies = {} } = manifest(`packages/${folder}`);

  test('version, license and engine are those of the project', () => {
    expect({ version, license, node: engines.node }).toEqual({ version: root.version, license: root.license, node: root.engines.node });
    expect(read(`packages/${folder}/LICENSE`)).toBe(read('LICENSE'));
  });

  test('each entry is built', () => {
    const entries = Object.entries(exports).filter(([, target]) => typeof target === 'object');
    expect(entries.map(([, target]) => target)).toEqual(Object.keys(libraries[folder]?.entries ?? {}).map((name) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` })));
    for (const source of Object.values(libraries[folder]?.entries ?? {})) expect(existsSync(`packages/${source}`)).toBe(true);
    for (const file of Object.values(bin)) expect(existsSync(`packages/${folder}/${file}`)).toBe(true);
  });

  test('it stands alone: what it depends on is external to its bundle, and nothing else', () => {
    expect(Object.keys(dependencies)).toEqual(libraries[folder]?.external ?? []);
  });

  test('its README says how it is used', () => {
    const readme = read(`packages/${folder}/README.md`);
    expect(readme.startsWith(`# ${manifest(`packages/${folder}`).name}\n`)).toBe(true);
    expect(samplesOf(readme).length > 0 || folder === 'prettier-plugin-keepalived').toBe(true);
  });
});

test('samples end with what they print', () => {
  expect(samplesOf('```ts\nconsole.log(1);\n// why\nconsole.log(2);\n// 1\n// 2\n```\n\n```js\nno();\n```\n')).toEqual([
    { code: 'console.log(1);\n// why\nconsole.log(2);\n// 1\n// 2\n', printed: '1\n2' },
  ]);
});

test('the libraries of a bundle are found by its files, each once, with their licenses', () => {
  const found = thirdParties(process.cwd(), ['packages/kalint/src/cli.ts', 'node_modules/commander/lib/command.js', 'node_modules/commander/esm.mjs', 'node_modules/@chevrotain/gast/lib/src/api.js']);
  expect(found.map(({ name, license }) => `${name} ${license}`)).toEqual(['@chevrotain/gast Apache-2.0', 'commander MIT']);
  expect(notices(found)).toContain('Copyright (c) 2011 TJ Holowaychuk');
});

describe('Debian', () => {
  const about = { version: '1.2.3', architecture: 'amd64', maintainer: 'A <a@b.org>', depends: '', installedSize: 1, date: new Date('2026-02-03T04:05:06Z') };

  test('the changelog has the points of its version, without Markdown', () => {
    const points = changesOf('# C\n\n## 2.0.0\n\n- no\n\n## 1.2.3 (date)\n\nText.\n\n- `one`: a\n  b, [c](d)\n- **two**\n', '1.2.3');
    expect(points).toEqual(['one: a b, c', 'two']);
    expect(changelog(about, points)).toBe('kaconf (1.2.3) unstable; urgency=medium\n\n  * one: a b, c\n  * two\n\n -- A <a@b.org>  Tue, 03 Feb 2026 04:05:06 +0000\n');
    expect(changesOf(read('CHANGELOG.md'), root.version).length).toBeGreaterThan(5);
  });

  test('the copyright file keeps to its format: each line of a text begins with a blank, an empty one is a dot', () => {
    const text = copyright(read('LICENSE'), 'lib 1 (MIT)\n\nwords\n');
    expect(text).toContain('License: Expat\n Permission is hereby granted');
    expect(text).toContain('Comment:\n lib 1 (MIT)\n .\n words\n');
    expect(text.split('\n').every((line) => line === '' || line.startsWith(' ') || /^[A-Z][\w-]*:/.test(line))).toBe(true);
  });
});
