import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A library of others whose code is in a bundle. */
export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  /** As its manifest names it, by SPDX. */
  readonly license: string;
  readonly text: string;
}

/**
 * The libraries that a bundle was made of.
 *
 * @param root of the repository, absolute
 * @param inputs files that were bundled, as esbuild lists them
 */
export function thirdParties(root: string, inputs: Iterable<string>): readonly ThirdParty[] {
  const folders = new Set<string>();
  for (const input of inputs) {
    const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (found !== undefined) folders.add(found);
  }
  return [...folders].map((folder) => read(join(root, folder))).sort((one, other) => (one.name < other.name ? -1 : 1));
}

function read(folder: string): ThirdParty {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; version: string; license?: string };
  const file = readdirSync(folder).find((entry) => /^(?:licen[cs]e|thirdpartynotices)/i.test(entry)) ?? '';
  if (license === undefined) throw new Error(`${name} names no license`);
  return { name, version, license, text: existsSync(join(folder, file)) && file !== '' ? readFileSync(join(folder, file), 'utf8').trim() : '' };
}

/** What has to go along with the bundles, for people to read. */
export function notices(libraries: readonly ThirdParty[]): string {
  const parts = libraries.map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text === '' ? `Distributed under the license ${license}.` : text}\n`);
  return `This package contains code of the following libraries.\n\n${parts.join(`\n${'-'.repeat(78)}\n\n`)}`;
}
