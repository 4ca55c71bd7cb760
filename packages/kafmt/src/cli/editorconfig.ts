import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { FormatOptions } from '../options.ts';
import { matchesSection } from './editorconfig-glob.ts';
import { Failure, reasonOf } from './failure.ts';

interface Section {
  readonly glob: string;
  readonly properties: ReadonlyMap<string, string>;
}

interface EditorConfig {
  readonly root: boolean;
  readonly sections: readonly Section[];
}

/** Reads the text of an `.editorconfig`: INI with globs as section names. Lines that are neither are skipped. */
export function parseEditorConfig(text: string): EditorConfig {
  const sections: { glob: string; properties: Map<string, string> }[] = [];
  let root = false;
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    if (line.startsWith('[') && line.endsWith(']')) {
      sections.push({ glob: line.slice(1, -1), properties: new Map() });
      continue;
    }
    const equals = line.indexOf('=');
    if (equals < 0) continue;
    const key = line.slice(0, equals).trim().toLowerCase();
    const value = line.slice(equals + 1).trim().toLowerCase();
    const section = sections[sections.length - 1];
    if (section) section.properties.set(key, value);
    else if (key === 'root') root = value === 'true';
  }
  return { root, sections };
}

/** The properties for a file: the sections of the outer folders first, so that the inner ones win. */
function propertiesFor(path: string, load: (folder: string) => EditorConfig | undefined): Map<string, string> {
  const found: { folder: string; config: EditorConfig }[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const config = load(folder);
    if (config) found.unshift({ folder, config });
    // As with Prettier the search ends at the root of the repository.
    if (config?.root === true || existsSync(join(folder, '.git')) || existsSync(join(folder, '.hg')) || dirname(folder) === folder) break;
  }
  const properties = new Map<string, string>();
  for (const { folder, config } of found) {
    const below = relative(folder, path).split(sep).join('/');
    for (const section of config.sections) {
      if (matchesSection(section.glob, below)) for (const [key, value] of section.properties) properties.set(key, value);
    }
  }
  for (const [key, value] of properties) if (value === 'unset') properties.delete(key);
  return properties;
}

const positive = (text: string | undefined): number | undefined => (text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined);

/** The properties in our words, as Prettier translates them. */
export function fromProperties(properties: ReadonlyMap<string, string>): Partial<FormatOptions> {
  const style = properties.get('indent_style');
  const lineLength = properties.get('max_line_length');
  const endOfLine = properties.get('end_of_line');
  const given = properties.get('indent_size') ?? (style === 'tab' ? 'tab' : undefined);
  const tabWidth = positive(properties.get('tab_width') ?? (given === 'tab' ? undefined : given));
  const size = given === 'tab' ? tabWidth : positive(given);
  const useTabs = style === 'space' ? false : style === 'tab' || (given === 'tab' && tabWidth === undefined) ? true : undefined;
  const width = useTabs === false ? (size ?? tabWidth) : tabWidth;
  const printWidth = lineLength === 'off' ? Number.POSITIVE_INFINITY : positive(lineLength);
  return {
    ...(useTabs === undefined ? {} : { useTabs }),
    ...(width === undefined ? {} : { tabWidth: width }),
    ...(printWidth === undefined ? {} : { printWidth }),
    ...(endOfLine === 'lf' || endOfLine === 'crlf' ? { endOfLine } : {}),
  };
}

/** Looks `.editorconfig` files up and remembers them by folder. */
export class EditorConfigReader {
  private readonly folders = new Map<string, EditorConfig | undefined>();

  /**
   * What the `.editorconfig` files around a file say.
   *
   * @param path absolute
   * @throws Failure for one that is there and cannot be read
   */
  optionsFor(path: string): Partial<FormatOptions> {
    return fromProperties(propertiesFor(path, (folder) => this.load(folder)));
  }

  private load(folder: string): EditorConfig | undefined {
    if (this.folders.has(folder)) return this.folders.get(folder);
    const path = join(folder, '.editorconfig');
    let config: EditorConfig | undefined;
    try {
      config = parseEditorConfig(readFileSync(path, 'utf8'));
    } catch (error) {
      // In most folders there is none; one that is closed would have had a say in the style.
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw new Failure(`${path}: ${reasonOf(error)}`);
    }
    this.folders.set(folder, config);
    return config;
  }
}
