/** Examples whose findings are known: what every variant of them has to be judged like. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readCases } from '../../test/support/cases.ts';
import { fixtureOf } from '../../test/support/judge-fixture.ts';

export interface Specimen {
  readonly name: string;
  /** The rule that the example is about; undefined for the cases. */
  readonly rule: string | undefined;
  readonly bad: boolean;
  readonly roots: readonly string[];
  readonly files: ReadonlyMap<string, string>;
  /** Versions to judge for; a comment in a file has the last word. */
  readonly targets: readonly string[];
  readonly id: string | undefined;
}

const root = join(import.meta.dirname, '../..');
const catalogue = join(root, '../shared/rules/rules.json');
const versions = ['2.2.7', '2.4.3'];

/** What the examples of a rule look like: those of the fixtures, which cannot be judged without a host left out. */
export function fixtureSpecimens(): readonly Specimen[] {
  const folder = join(root, 'fixtures/rules');
  return readdirSync(folder).flatMap((category) => readdirSync(join(folder, category)).flatMap((name) => {
    const where = join(folder, category, name);
    if (existsSync(join(where, 'host'))) return [];
    return ['bad', 'good'].flatMap((kind): Specimen[] => {
      const fixture = fixtureOf(where, kind);
      if (!fixture) return [];
      const inner = fixture.folder === where ? fixture.roots : readdirSync(fixture.folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.conf')).sort();
      const files = new Map(inner.map((path) => [path, readFileSync(join(fixture.folder, path), 'utf8')]));
      return [{ name: `${category}/${name} ${kind}`, rule: `${category}/${name}`, bad: kind === 'bad', roots: fixture.roots, files, targets: ['2.4.3'], id: undefined }];
    });
  }));
}

export function caseSpecimens(): readonly Specimen[] {
  const folder = join(root, 'fixtures/cases');
  return readdirSync(folder).filter((name) => name.endsWith('.cases')).flatMap((name) => readCases(join(folder, name)).map((each): Specimen => ({
    name: `${basename(name, '.cases')}/${each.name}`,
    rule: undefined,
    bad: [...each.files.values()].some(({ expected }) => expected.size > 0),
    roots: [...each.files.keys()].slice(0, each.nodes ? undefined : 1),
    files: new Map([...each.files].map(([path, { text }]) => [path, text])),
    targets: [each.target],
    id: each.id,
  })));
}

interface Entry {
  readonly id: string;
  readonly bad: Readonly<Record<string, string>>;
  readonly good: Readonly<Record<string, string>>;
}

/** The shared catalogue; nothing where it is not there. */
export function catalogueSpecimens(): readonly Specimen[] {
  if (!existsSync(catalogue)) return [];
  const entries = JSON.parse(readFileSync(catalogue, 'utf8')) as readonly Entry[];
  return entries.flatMap(({ id, bad, good }) => [bad, good].map((files): Specimen => {
    const isBad = files === bad;
    const texts = new Map(Object.entries(files).map(([path, text]) => [path, text.replace(/^# keepalived: (\S+)/m, '# kalint-target $1')]));
    return { name: `catalogue ${id} ${isBad ? 'bad' : 'good'}`, rule: id, bad: isBad, roots: [...texts.keys()], files: texts, targets: versions, id: undefined };
  }));
}
