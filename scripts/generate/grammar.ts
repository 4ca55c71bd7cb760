import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';

/** Facts of one keyword as written in `grammar/keywords/` (see `grammar/README.md`). */
export interface Entry {
  args?: string;
  items?: string;
  list?: boolean;
  alias?: string;
  default?: string | number | boolean;
  doc?: string;
  since?: string;
  until?: string;
  deprecated?: { since?: string; use?: string; reported?: boolean };
  repeat?: string;
  missing?: string;
  extra?: string;
  invalid?: string;
  'item-missing'?: string;
  'item-extra'?: string;
  required?: boolean;
  build?: string[];
  process?: string[];
  source?: string;
}

/** A file of `grammar/keywords/`: a block with its own facts, or a mixin. */
export interface GrammarFile extends Entry {
  block?: string;
  mixin?: string;
  parent?: string;
  header?: string;
  code?: string;
  use?: string[];
  inherit?: Pick<Entry, 'build' | 'process' | 'deprecated'>;
  fragments?: Record<string, string>;
  keywords?: Record<string, Entry | null>;
}

/** A keyword with everything that its file, its block and its mixins say of it. */
export interface Resolved extends Entry {
  name: string;
  context: string;
  kind: 'directive' | 'block' | 'list';
}

export interface BuildOption {
  name: string;
  macro: string;
  configure: string;
}

/** The whole vocabulary: contexts in the order of the files, the root first. */
export interface Grammar {
  readonly files: ReadonlyMap<string, GrammarFile>;
  readonly contexts: ReadonlyMap<string, readonly Resolved[]>;
  readonly buildOptions: readonly BuildOption[];
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? yamlFiles(join(folder, entry.name)) : entry.name.endsWith('.yaml') ? [join(folder, entry.name)] : []))
    .sort();
}

function olderThan(one: string, other: string): boolean {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  for (let i = 0; i < 3; i++) if ((a?.[i] ?? 0) !== (b?.[i] ?? 0)) return (a?.[i] ?? 0) < (b?.[i] ?? 0);
  return false;
}

/** Fills `$name` in; fragments may hold further ones. */
function expand(signature: string, fragments: ReadonlyMap<string, string>): string {
  const filled = signature.replace(/\$([\w-]+)/g, (_, name: string) => {
    const found = fragments.get(name);
    if (found === undefined) throw new Error(`unknown fragment $${name} in "${signature}"`);
    return expand(found, fragments);
  });
  return filled.replace(/\s+/g, ' ').trim();
}

const list = (values: string[] | undefined) => values ?? [];

class Reader {
  readonly files = new Map<string, GrammarFile>();
  readonly contexts = new Map<string, Resolved[]>();
  private readonly since = new Map<string, string>();
  private readonly fragments = new Map<string, string>();
  private readonly mixins = new Map<string, GrammarFile>();

  constructor(folder: string) {
    for (const path of yamlFiles(join(folder, 'keywords'))) {
      const file = parse(readFileSync(path, 'utf8')) as GrammarFile;
      this.files.set(relative(folder, path).replaceAll('\\', '/'), file);
      if (file.mixin !== undefined) this.mixins.set(file.mixin, file);
      for (const [name, text] of Object.entries(file.fragments ?? {})) this.fragments.set(name, text);
    }
  }

  read(): void {
    const blocks = [...this.files.values()].filter((file) => file.block !== undefined);
    const byPath = new Map(blocks.map((file) => [this.path(file), file]));
    const order = [...byPath.keys()].sort((a, b) => depth(a) - depth(b));
    for (const path of order) this.contexts.set(path, []);
    for (const path of order) {
      const file = byPath.get(path);
      if (!file) continue;
      if (path !== '' && path !== '*') this.addBlock(path, file);
      // A block without a version of its own came with the block around it.
      const since = file.since ?? this.since.get(file.parent ?? '');
      if (since !== undefined) this.since.set(path, since);
      this.addKeywords(path, file);
    }
  }

  private path(file: GrammarFile): string {
    if (file.block === 'root') return '';
    return file.parent === undefined ? (file.block ?? '') : `${file.parent}.${file.block ?? ''}`;
  }

  private addBlock(path: string, file: GrammarFile): void {
    const { block = '', parent = '' } = file;
    const { header, use: _use, inherit: _inherit, keywords: _keywords, fragments: _fragments, code: _code, parent: _parent, block: _block, mixin: _mixin, ...facts } = file;
    const since = facts.since ?? this.since.get(parent);
    const entry = { ...facts, ...(since === undefined ? {} : { since }), ...(header === undefined ? {} : { args: header }), source: facts.source ?? '', process: facts.process ?? list(file.inherit?.process) };
    const siblings = this.contexts.get(parent);
    if (!siblings) throw new Error(`${path}: no such parent`);
    siblings.push(this.finish({ ...entry, build: [...list(file.inherit?.build), ...list(facts.build)], name: block, context: parent, kind: 'block' }));
  }

  private addKeywords(path: string, file: GrammarFile): void {
    const merged = new Map<string, Entry>();
    const own = new Map(Object.entries(file.keywords ?? {}).map(([name, entry]) => [name, entry ?? {}]));
    for (const [name, entry] of own) merged.set(name, { ...entry, ...sourceOf(entry, file.code) });
    for (const use of file.use ?? []) {
      const mixin = this.mixins.get(use);
      if (!mixin) throw new Error(`${path}: unknown mixin ${use}`);
      for (const [name, entry] of Object.entries(mixin.keywords ?? {})) {
        const base = { ...entry, ...sourceOf(entry ?? {}, mixin.code) };
        merged.set(name, { ...base, ...own.get(name), source: merged.get(name)?.source ?? base.source ?? '' });
      }
    }
    const target = this.contexts.get(path);
    for (const [name, entry] of merged) target?.push(this.keyword(path, file, name, entry, merged));
  }

  private keyword(path: string, file: GrammarFile, name: string, entry: Entry, siblings: ReadonlyMap<string, Entry>): Resolved {
    const canonical = entry.alias === undefined ? undefined : siblings.get(entry.alias);
    if (entry.alias !== undefined && !canonical) throw new Error(`${path}.${name}: alias of an unknown keyword`);
    const { deprecated: _deprecated, doc: canonicalDoc, ...inherited } = canonical ?? {};
    const all: Entry = { ...inherited, doc: canonicalDoc ?? '', ...entry, source: entry.source ?? canonical?.source ?? '' };
    if (canonical && entry.source === undefined) all.source = canonical.source ?? '';
    const blockSince = this.since.get(path);
    const since = all.since === undefined || (blockSince !== undefined && olderThan(all.since, blockSince)) ? blockSince : all.since;
    return this.finish({
      ...all,
      ...(since === undefined ? {} : { since }),
      ...(all.deprecated ?? file.inherit?.deprecated ? { deprecated: all.deprecated ?? file.inherit?.deprecated ?? {} } : {}),
      build: [...list(file.inherit?.build), ...list(all.build)],
      process: all.process ?? list(file.inherit?.process),
      name, context: path, kind: all.list === true ? 'list' : 'directive',
    });
  }

  private finish(entry: Resolved): Resolved {
    return {
      ...entry,
      ...(entry.args === undefined ? {} : { args: expand(entry.args, this.fragments) }),
      ...(entry.items === undefined ? {} : { items: expand(entry.items, this.fragments) }),
    };
  }
}

function sourceOf(entry: Entry, code: string | undefined): { source?: string } {
  if (entry.source === undefined) return {};
  return { source: entry.source.includes(' ') || code === undefined ? entry.source : `${code} ${entry.source}` };
}

/** Parents before children, the root first, the include forms last. */
function depth(path: string): number {
  return path === '' ? 0 : path === '*' ? 99 : path.split('.').length;
}

/**
 * Reads the vocabulary.
 *
 * @param folder the folder `grammar`
 * @throws Error where a file contradicts itself or another
 */
export function readGrammar(folder: string): Grammar {
  const reader = new Reader(folder);
  reader.read();
  const buildOptions = parse(readFileSync(join(folder, 'build-options.yaml'), 'utf8')) as BuildOption[];
  return { files: reader.files, contexts: reader.contexts, buildOptions };
}
