import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { FormatOptions } from '../options.ts';
import { boundedGlob, templateModes } from '@kaconf/syntax';
import { Failure, reasonOf } from './failure.ts';

type Data = Readonly<Record<string, unknown>>;

/** A configuration with the folder that its globs refer to. */
interface Found {
  readonly folder: string;
  readonly path: string;
  readonly data: Data;
}

/** File names in Prettier's order. The names behind `undefined` are code or forms that are not read here. */
const names: readonly (readonly [string, 'json' | 'yaml' | 'either' | undefined])[] = [
  ['package.json', 'json'],
  ['package.yaml', 'yaml'],
  ['.prettierrc', 'either'],
  ['.prettierrc.json', 'json'],
  ['.prettierrc.yml', 'yaml'],
  ['.prettierrc.yaml', 'yaml'],
  ...['.prettierrc.json5', ...['js', 'ts', 'mjs', 'mts', 'cjs', 'cts'].flatMap((extension) => [`.prettierrc.${extension}`, `prettier.config.${extension}`]), '.prettierrc.toml']
    .map((name): readonly [string, undefined] => [name, undefined]),
];

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

async function parseAs(form: 'json' | 'yaml' | 'either', text: string): Promise<unknown> {
  if (form !== 'yaml') {
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      if (form === 'json') throw error;
    }
  }
  const { parse } = await import('yaml');
  return parse(text) as unknown;
}

/** Looks Prettier's configurations up, data only, and remembers them by folder. */
export class PrettierConfigReader {
  private readonly folders = new Map<string, Promise<Found | undefined>>();
  private readonly notice: (message: string) => void;

  /** @param notice told of a configuration that is left out because it is code */
  constructor(notice: (message: string) => void) {
    this.notice = notice;
  }

  /** The options for a file from the nearest configuration. @param path absolute */
  async optionsFor(path: string): Promise<Partial<FormatOptions>> {
    const found = await this.search(dirname(path));
    if (!found) return {};
    const below = relative(found.folder, path).split(sep).join('/');
    let merged: Data = found.data;
    const { overrides } = found.data;
    for (const override of Array.isArray(overrides) ? overrides : []) {
      if (isData(override) && isData(override['options']) && matches(below, override['files'], override['excludeFiles'])) merged = { ...merged, ...override['options'] };
    }
    return checkOptions(merged, found.path);
  }

  private search(folder: string): Promise<Found | undefined> {
    let found = this.folders.get(folder);
    if (!found) {
      const parent = dirname(folder);
      found = this.read(folder).then((own) => own ?? (parent === folder ? undefined : this.search(parent)));
      this.folders.set(folder, found);
    }
    return found;
  }

  private async read(folder: string): Promise<Found | undefined> {
    let entries: Set<string>;
    try {
      entries = new Set(readdirSync(folder));
    } catch {
      return undefined;
    }
    for (const [name, form] of names) {
      if (!entries.has(name)) continue;
      const path = join(folder, name);
      if (form === undefined) {
        this.notice(`${path}: not read, since kafmt takes its options from JSON and YAML only`);
        return { folder, path, data: {} };
      }
      const data = await this.readData(path, form, name.startsWith('package.'));
      if (data) return { folder, path, data };
    }
    return undefined;
  }

  private async readData(path: string, form: 'json' | 'yaml' | 'either', isPackage: boolean): Promise<Data | undefined> {
    let value: unknown;
    try {
      value = await parseAs(form, readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
    } catch (error) {
      // A broken package.json is the business of others.
      if (isPackage) return undefined;
      throw new Failure(`${path}: ${reasonOf(error).split('\n')[0] ?? ''}`);
    }
    const own = isPackage ? (isData(value) ? value['prettier'] : undefined) : value;
    if (isPackage && own === undefined) return undefined;
    if (isData(own) || own === null || own === undefined) return own ?? {};
    if (typeof own !== 'string') throw new Failure(`${path}: an object with options is expected`);
    this.notice(`${path}: not read, since it names a module`);
    return {};
  }
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');

/** As Prettier: patterns without a slash are compared with the base name. */
function matches(path: string, files: unknown, excluded: unknown): boolean {
  const ignore = texts(excluded);
  const patterns = texts(files);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const fits = (pattern: string, options: picomatch.PicomatchOptions): boolean => boundedGlob(pattern, (each) => picomatch(each, { dot: true, ...options }))(options.basename === true ? name : path);
  const test = (list: string[], basename: boolean): boolean => list.some((pattern) => fits(pattern, { basename })) && !ignore.some((pattern) => fits(pattern, { basename }));
  return test(patterns.filter((pattern) => !pattern.includes('/')), true) || test(patterns.filter((pattern) => pattern.includes('/')), false);
}

const checks: Readonly<Record<string, { readonly test: (value: unknown) => boolean; readonly expected: string }>> = {
  tabWidth: { test: (value) => Number.isInteger(value) && Number(value) >= 0, expected: 'a whole number' },
  printWidth: { test: (value) => typeof value === 'number' && value >= 0, expected: 'a number' },
  useTabs: { test: (value) => typeof value === 'boolean', expected: 'true or false' },
  alignComments: { test: (value) => typeof value === 'boolean', expected: 'true or false' },
  oneLineLists: { test: (value) => typeof value === 'boolean', expected: 'true or false' },
  endOfLine: { test: (value) => value === 'lf' || value === 'crlf' || value === 'auto', expected: '"lf", "crlf" or "auto"' },
  template: { test: (value) => templateModes.some((mode) => mode === value), expected: `one of ${templateModes.join(', ')}` },
};

/** The options that concern us, each of the right type. Prettier's other options are for other languages. */
function checkOptions(data: Data, path: string): Partial<FormatOptions> {
  const options: Record<string, unknown> = {};
  for (const [name, { test, expected }] of Object.entries(checks)) {
    const value = data[name];
    if (value === undefined) continue;
    if (!test(value)) throw new Failure(`${path}: ${name} must be ${expected}`);
    options[name] = value;
  }
  return options;
}
