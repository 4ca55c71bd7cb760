import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Files that are fixed together: the nodes of a cluster, or one node with what it includes. */
export interface FixSubject {
  readonly name: string;
  /** Paths inside of `files` of the files that keepalived would be given. */
  readonly roots: readonly string[];
  readonly files: ReadonlyMap<string, Buffer>;
}

function* filesBelow(folder: string): Generator<string> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder).sort()) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

function subject(name: string, folder: string, paths: readonly string[], isRoot: (path: string) => boolean): FixSubject {
  const files = new Map(paths.map((path) => [relative(folder, path), readFileSync(path)]));
  return { name, roots: [...files.keys()].filter(isRoot), files };
}

/** The real files: alone, as the nodes of a cluster, or with what they include. */
export function corpusSubjects(corpus: string): FixSubject[] {
  const plain = [...filesBelow(join(corpus, 'plain'))].map((path) => subject(relative(corpus, path), dirname(path), [path], () => true));
  const sets = ['pairs', 'includes'].flatMap((kind) =>
    (existsSync(join(corpus, kind)) ? readdirSync(join(corpus, kind)).sort() : []).map((set) => {
      const folder = join(corpus, kind, set);
      return subject(`${kind}/${set}`, folder, [...filesBelow(folder)], (path) => path.endsWith('.conf'));
    }),
  );
  return [...plain, ...sets];
}

/** The bad examples of the rules' fixtures; a folder with a `keepalived.conf` is one node. */
export function fixtureSubjects(fixtures: string): FixSubject[] {
  const rules = existsSync(fixtures) ? readdirSync(fixtures).flatMap((category) => readdirSync(join(fixtures, category)).map((name) => join(category, name))) : [];
  return rules.flatMap((rule) => {
    const folder = join(fixtures, rule);
    const inner = join(folder, 'bad');
    if (existsSync(`${inner}.conf`)) return [subject(rule, folder, [`${inner}.conf`], () => true)];
    const paths = [...filesBelow(inner)];
    const single = paths.includes(join(inner, 'keepalived.conf'));
    return paths.length === 0 ? [] : [subject(rule, inner, paths, (path) => (single ? path === 'keepalived.conf' : path.endsWith('.conf') && !path.includes('/')))];
  });
}

interface Example {
  readonly id: string;
  readonly bad: Readonly<Record<string, string>>;
}

/** The bad examples of the catalogue; the first file is the root where files include each other. */
export function catalogueSubjects(path: string): FixSubject[] {
  if (!existsSync(path)) return [];
  const data = JSON.parse(readFileSync(path, 'utf8')) as readonly Example[] | { readonly rules: readonly Example[] };
  return ('rules' in data ? data.rules : data).map(({ id, bad }) => {
    const files = new Map(Object.entries(bad).map(([name, text]) => [name, Buffer.from(text)]));
    const names = [...files.keys()].filter((name) => name.endsWith('.conf'));
    const includes = [...files.values()].some((bytes) => /^\s*include/m.test(bytes.toString()));
    return { name: `catalogue ${id}`, roots: includes ? names.slice(0, 1) : names, files };
  });
}
