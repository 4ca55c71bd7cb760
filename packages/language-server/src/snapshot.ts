import { analyse, createWorkspace, failoverCluster, type Cluster, type Configuration, type FailoverInput, type IncludeResolver, type InstanceAnalysis, type Node, type RootFile, type SourceDocument, type Workspace } from '@kaconf/semantics';
import { parse } from '@kaconf/syntax';
import type { LintedFile } from 'kalint';
import { componentsOf, type Component, type Judge } from './components.ts';
import type { ProjectConfig } from './project-config.ts';
import { readable } from './readable.ts';

/** What happens to a cluster when a part of it fails. */
export interface ClusterFailover {
  readonly input: FailoverInput;
  readonly instances: readonly InstanceAnalysis[];
}

/** Bigger clusters are not played through while somebody types. */
const maxFailoverNodes = 8;
const failovers = new WeakMap<Configuration, { readonly nodes: readonly Configuration[]; readonly failover: ClusterFailover | undefined }>();

/** All files of a project at one moment. Immutable; what is asked of it is computed once. */
export class Snapshot {
  readonly workspace: Workspace;
  readonly config: ProjectConfig;
  readonly #judge: Judge;
  readonly #roots: readonly RootFile[];
  readonly #includes: IncludeResolver;
  readonly #byPath = new Map<string, SourceDocument>();
  readonly #nodes = new Map<SourceDocument, Node[]>();
  #components: readonly Component[] | undefined;

  constructor(roots: readonly RootFile[], includes: IncludeResolver, config: ProjectConfig, judge: Judge) {
    this.config = config;
    this.#judge = judge;
    this.#roots = roots;
    this.#includes = includes;
    this.workspace = createWorkspace(roots, { includes, includeCheck: config.includeCheck, clusters: config.clusters });
    for (const node of this.workspace.nodes) {
      for (const document of node.configuration.documents) {
        this.#byPath.set(document.path, document);
        const nodes = this.#nodes.get(document);
        if (nodes) nodes.push(node);
        else this.#nodes.set(document, [node]);
      }
    }
  }

  /** @param path as in `SourceDocument.path` */
  document(path: string): SourceDocument | undefined {
    return this.#byPath.get(path);
  }

  get documents(): readonly SourceDocument[] {
    return [...this.#nodes.keys()];
  }

  /** The nodes that read a document. */
  nodesOf(document: SourceDocument): readonly Node[] {
    return this.#nodes.get(document) ?? [];
  }

  clusterOf(node: Node): Cluster | undefined {
    return this.workspace.clusters.find((cluster) => cluster.nodes.includes(node));
  }

  get components(): readonly Component[] {
    this.#components ??= componentsOf(this.workspace);
    return this.#components;
  }

  /** The nodes that a document has to do with. */
  componentOf(document: SourceDocument): Component | undefined {
    const [node] = this.nodesOf(document);
    return node && this.components.find((component) => component.nodes.includes(node));
  }

  judge(component: Component): readonly LintedFile[] {
    return this.#judge.judge(component, this.workspace, this.config.lint);
  }

  /** What was found in a document. */
  lintedFile(document: SourceDocument): LintedFile | undefined {
    const component = this.componentOf(document);
    return component && this.judge(component).find((file) => file.document === document);
  }

  /**
   * The same files with other texts: what would be found if an edit were made.
   *
   * @param texts by path of the document
   */
  withTexts(texts: ReadonlyMap<string, string>): Snapshot {
    const originals = new Map<SourceDocument, SourceDocument>();
    const replaced = new Map<string, SourceDocument>();
    const replace = (document: SourceDocument): SourceDocument => {
      const text = texts.get(document.path);
      if (text === undefined) return document;
      const { path, encoding } = document;
      const known = replaced.get(path) ?? readable({ path, encoding, text, tree: parse(text, { encoding }) }, document.template ? (this.config.lint.template ?? 'auto') : 'off');
      replaced.set(document.path, known);
      originals.set(known, document);
      return known;
    };
    const includes: IncludeResolver = {
      resolve: (pattern, from) => {
        const { documents, problems } = this.#includes.resolve(pattern, originals.get(from) ?? from);
        return { documents: documents.map(replace), problems };
      },
    };
    return new Snapshot(this.#roots.map((root) => ({ ...root, document: replace(root.document) })), includes, this.config, this.#judge);
  }

  /** Undefined for clusters that are too big. */
  failoverOf(cluster: Cluster): ClusterFailover | undefined {
    const nodes = cluster.nodes.map((node) => node.configuration);
    const [first] = nodes;
    if (!first) return undefined;
    const known = failovers.get(first);
    if (known?.nodes.length === nodes.length && known.nodes.every((node, index) => node === nodes[index])) return known.failover;
    const failover = cluster.nodes.length > maxFailoverNodes ? undefined : playThrough(cluster);
    failovers.set(first, { nodes, failover });
    return failover;
  }
}

function playThrough(cluster: Cluster): ClusterFailover {
  const input = failoverCluster(cluster);
  return { input, instances: analyse(input.cluster) };
}
