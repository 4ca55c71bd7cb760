import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse } from '@kaconf/syntax';
import { generateConfiguration } from './generate.ts';

/** A file with those that it may include. */
export interface Subject {
  readonly name: string;
  /** Path of the file inside of `files`. */
  readonly root: string;
  /** Bytes of the file and of its neighbours, by path. */
  readonly files: ReadonlyMap<string, Buffer>;
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder).sort()) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** The real files of a corpus, templates left out. A set of files that include each other is kept together. */
export function corpusSubjects(corpus: string): Subject[] {
  if (!existsSync(corpus)) return [];
  const subjects: Subject[] = [];
  for (const kind of ['plain', 'pairs', 'includes']) {
    for (const path of filesBelow(join(corpus, kind))) {
      const set = kind === 'includes' ? join(corpus, kind, relative(join(corpus, kind), path).split('/')[0] ?? '') : dirname(path);
      const neighbours = kind === 'includes' ? [...filesBelow(set)] : [path];
      const files = new Map(neighbours.map((neighbour) => [relative(set, neighbour), readFileSync(neighbour)]));
      subjects.push({ name: relative(corpus, path), root: relative(set, path), files });
    }
  }
  return subjects;
}

/** Configurations made up by chance. */
export function generatedSubjects(count: number, seed: number): Subject[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `generated ${seed + index}`,
    root: 'keepalived.conf',
    files: new Map([['keepalived.conf', Buffer.from(generateConfiguration(seed + index))]]),
  }));
}

/** The ids that conditions of a text name; the dump is compared for each of the first few, and for a node without one. */
export function configIds(text: string): (string | undefined)[] {
  const ids = new Set<string>();
  for (const item of parse(text).items) {
    if (item.kind === 'comment' || item.kind === 'blank') continue;
    for (const prefix of item.prefixes) if (prefix.kind === 'condition' && /^[\w.-]+$/.test(prefix.id)) ids.add(prefix.id);
  }
  return [undefined, ...[...ids].slice(0, 2)];
}
