import type { Version } from '@kaconf/schema';
import type { Cluster } from './cluster.ts';
import { deriveClusters } from './cluster.ts';
import { conditionIds } from './conditions.ts';
import type { Configuration } from './configuration.ts';
import type { SourceDocument } from './document.ts';
import type { IncludeResolver } from './include.ts';
import { readConfiguration } from './read-configuration.ts';

/** One machine: a root file, read for one config id. */
export interface Node {
  /** As the contract derives it from file names, or as given with `--node` or `clusters`. */
  readonly name: string;
  readonly configuration: Configuration;
  /** The id whose lines were read; undefined where the file has none or none was asked for. */
  readonly configId: string | undefined;
}

/** A root file as a door hands it in. */
export interface RootFile {
  readonly document: SourceDocument;
  /** Name given by the user; else derived from the path. */
  readonly name?: string | undefined;
  readonly target: Version;
  /** As `keepalived -i`: only this id. Else every id found is a node. */
  readonly configId?: string | undefined;
}

export interface WorkspaceOptions {
  readonly includes: IncludeResolver;
  /** As `keepalived -e`. */
  readonly includeCheck?: boolean | undefined;
  /** No clusters: each file is judged alone. */
  readonly separate?: boolean;
  /** Sets of node names (or root paths) that form a cluster even without evidence. */
  readonly clusters?: readonly { readonly name?: string; readonly members: readonly string[] }[];
}

/** Everything that is judged together. Immutable; identity is the cache key. */
export interface Workspace {
  readonly nodes: readonly Node[];
  readonly clusters: readonly Cluster[];
  /** Each file is judged alone: no rule may compare nodes. */
  readonly separate: boolean;
  /** Root files that are read, in the order given; files reached by an include of another root are not among them. */
  readonly roots: readonly SourceDocument[];
}

const memo = new WeakMap<SourceDocument, Map<string, Configuration>>();

/**
 * Reads all root files and derives nodes and clusters.
 *
 * @param files root files in argument order; a file that another root includes is no root
 */
export function createWorkspace(files: readonly RootFile[], options: WorkspaceOptions): Workspace {
  const readings = files.map((file) => ({ file, configurations: configurationsOf(file, options) }));
  const included = new Set(readings.flatMap(({ file, configurations }) => configurations.flatMap((each) => each.documents.filter((document) => document !== file.document))));
  const roots = readings.filter(({ file }) => !included.has(file.document));
  const names = nodeNames(roots.map(({ file }) => file));
  const readers = roots.map(({ configurations }, index) => ownReading(configurations, names[index] ?? '', names));
  const ids = new Map<string | undefined, number>();
  for (const { configId } of readers.flat()) ids.set(configId, (ids.get(configId) ?? 0) + 1);
  const nodes = readers.flatMap((configurations, index) =>
    configurations.map((configuration): Node => {
      const { configId } = configuration;
      const file = names[index] ?? '';
      // An id that several files know names a node only together with its file.
      const name = configId === undefined ? file : (ids.get(configId) ?? 0) > 1 ? `${file}@${configId}` : configId;
      return nodeOf(configuration, name);
    }),
  );
  return { nodes, clusters: options.separate ? [] : deriveClusters(nodes.filter(({ configuration }) => !configuration.root.template), options.clusters ?? []), separate: options.separate ?? false, roots: roots.map(({ file }) => file.document) };
}

const nodeMemo = new WeakMap<Configuration, Node>();

/** The same node for the same reading under the same name: what was found out about it still holds. */
function nodeOf(configuration: Configuration, name: string): Node {
  const known = nodeMemo.get(configuration);
  if (known?.name === name) return known;
  const node: Node = { name, configuration, configId: configuration.configId };
  nodeMemo.set(configuration, node);
  return node;
}

/** Nodes of one file that are read, each for itself: far more than speak VRRP to each other, and not as many as a hostile file may name. */
const mostNodes = 100;

function configurationsOf(file: RootFile, { includes, includeCheck }: WorkspaceOptions): readonly Configuration[] {
  const known = memo.get(file.document) ?? new Map<string, Configuration>();
  memo.set(file.document, known);
  const read = (configId: string | undefined): Configuration => {
    const key = `${file.target} ${String(includeCheck)} ${configId ?? ''}`;
    const cached = known.get(key);
    // A configuration with includes depends on more than its own text: it is read anew.
    if (cached?.documents.length === 1 && cached.complete) return cached;
    const configuration = readConfiguration(file.document, { target: file.target, configId, includes, includeCheck });
    known.set(key, configuration);
    return configuration;
  };
  if (file.configId !== undefined) return [read(file.configId)];
  // Without an id the file is read only to find the files that it includes, which may know further ids.
  if (!file.document.text.includes('include')) {
    const own = conditionIds(file.document).slice(0, mostNodes).map((id) => read(id));
    if (own.length > 0 && own.every(({ documents }) => documents.length === 1)) return own;
  }
  const plain = read(undefined);
  const ids = [...new Set(plain.documents.flatMap((document) => conditionIds(document)))];
  return ids.length === 0 ? [plain] : ids.slice(0, mostNodes).map((id) => read(id));
}

/** Files named as the ids they all use are each meant for the host of that name: `lb1.conf` is read as `lb1` only. */
function ownReading(configurations: readonly Configuration[], name: string, names: readonly string[]): readonly Configuration[] {
  const own = configurations.filter(({ configId }) => configId === name);
  const forOthers = configurations.some(({ configId }) => configId !== undefined && configId !== name && names.includes(configId));
  return own.length === 1 && forOthers ? own : configurations;
}

/** Base names without `.conf`; where equal, the folder; where still equal, the shortest part of the path that differs. */
export function nodeNames(files: readonly { readonly document: { readonly path: string }; readonly name?: string | undefined }[]): readonly string[] {
  const paths = files.map((file) => file.document.path.split('/').filter((part) => part !== ''));
  const base = paths.map((parts) => (parts.at(-1) ?? 'keepalived').replace(/\.conf$/, ''));
  const twins = new Map<string, Twins>();
  base.forEach((name, index) => {
    const known = twins.get(name) ?? new Twins();
    known.add(paths[index] ?? []);
    twins.set(name, known);
  });
  const used = new Map<string, number>();
  return base.map((name, index) => {
    const own = twins.get(name);
    const derived = own && own.size > 1 ? own.nameOf(paths[index] ?? []) : suffixName(name, twins);
    const count = (used.get(derived) ?? 0) + 1;
    used.set(derived, count);
    return files[index]?.name ?? (count === 1 ? derived : `${derived}-${count}`);
  });
}

/** Paths with one base name, and how often each part stands at each place, counted from the end. */
class Twins {
  readonly #counts: Map<string, number>[] = [];
  size = 0;

  add(parts: readonly string[]): void {
    this.size++;
    for (let depth = 2; depth <= parts.length; depth++) {
      const counts = (this.#counts[depth] ??= new Map<string, number>());
      const part = parts.at(-depth) ?? '';
      counts.set(part, (counts.get(part) ?? 0) + 1);
    }
  }

  /** The last part that no other path has at its place; both last parts where there is none. */
  nameOf(parts: readonly string[]): string {
    for (let depth = 2; depth <= parts.length; depth++) {
      const part = parts.at(-depth);
      if (part !== undefined && this.#counts[depth]?.get(part) === 1) return part;
    }
    return parts.slice(-2).join('/').replace(/\.conf$/, '');
  }
}

/** `keepalived.conf.master` and `keepalived.conf.backup` differ in their last part only. */
function suffixName(name: string, twins: ReadonlyMap<string, Twins>): string {
  const match = /^(.*)\.conf\.([^.]+)$/.exec(name);
  if (!match?.[1] || !match[2]) return name;
  const stem = `${match[1]}.conf`;
  for (const other of twins.keys()) if (other !== name && other.startsWith(stem)) return match[2];
  return name;
}
