import type { Cluster, Configuration, Node, SourceDocument, Version, Workspace } from '@kaconf/semantics';
import type { Diagnostic } from './diagnostic.ts';
import { acceptsConfiguration } from './accepts.ts';
import { findingToDiagnostic, type Claim } from './findings.ts';
import type { LintConfig, LintedFile, LintResult } from './lint-types.ts';
import { attachConsequences } from './consequences.ts';
import type { RuleContext, RuleDefinition } from './rule.ts';
import { rules } from './rules/index.ts';
import { effectiveOptions, effectiveSeverity } from './severity.ts';
import { applySuppressions } from './suppress.ts';

/**
 * Judges a workspace. Pure: the command line and the editor call the same function, they differ only in who made the
 * workspace.
 *
 * @returns every file that was read, roots first, each with its diagnostics in order of position
 */
export function lint(workspace: Workspace, config: LintConfig): LintResult {
  const found = new Map<SourceDocument, Diagnostic[]>();
  const includedBy = new Map<SourceDocument, SourceDocument[]>();
  for (const root of workspace.roots) found.set(root, []);
  for (const { configuration } of workspace.nodes) {
    for (const document of configuration.documents) {
      if (!found.has(document)) found.set(document, []);
      if (document !== configuration.root) {
        const by = includedBy.get(document) ?? [];
        if (!by.includes(configuration.root)) by.push(configuration.root);
        includedBy.set(document, by);
      }
    }
  }
  const add = (diagnostic: Diagnostic): void => {
    const list = found.get(diagnostic.place.document);
    if (list) list.push(diagnostic);
  };
  const accepts = new Map<SourceDocument, boolean | null>();
  for (const [index, node] of workspace.nodes.entries()) {
    config.progress?.(index, workspace.nodes.length);
    const { diagnostics, accepted } = judgeNode(node, workspace, config);
    diagnostics.forEach(add);
    const { root } = node.configuration;
    accepts.set(root, both(accepts.get(root), accepted));
  }
  for (const document of found.keys()) for (const rule of rules.document) run(rule, document, workspace, config, []).forEach(add);
  for (const cluster of workspace.clusters) judgeCluster(cluster, workspace, config).forEach(add);
  const files = [...found].map(([document, diagnostics]): LintedFile => {
    const { kept, suppressed } = applySuppressions(document, merge(diagnostics), config);
    return { document, includedBy: includedBy.get(document) ?? [], diagnostics: kept.sort(byPosition), suppressed, accepts: includedBy.has(document) ? undefined : accepts.get(document) };
  });
  return { files, clusters: workspace.clusters, target: workspace.nodes[0]?.configuration.target };
}

function both(first: boolean | null | undefined, second: boolean | null): boolean | null {
  if (first === false || second === false) return false;
  return first === null || second === null ? null : true;
}

/** The rules about one configuration, once as it is meant and, where that differs, once as keepalived reads it. */
function judgeNode(node: Node, workspace: Workspace, config: LintConfig): { diagnostics: readonly Diagnostic[]; accepted: boolean | null } {
  const { configuration } = node;
  if (configuration.root.template) return { diagnostics: judgeTemplate(node, workspace, config), accepted: null };
  const all = rules.configuration.flatMap((rule) => run(rule, configuration, workspace, config, [node.name])).sort(byDocument(configuration));
  if (!configuration.asRead) return { diagnostics: all, accepted: acceptsConfiguration(configuration, all) };
  const claims = claimsOf(configuration.asRead, workspace, config);
  const diagnostics = attachConsequences(all, claims);
  return { diagnostics, accepted: acceptsConfiguration(configuration, diagnostics, claims) };
}

/**
 * What is certain of a template, whatever its tags bring: words and values that stand there. Braces that do not balance
 * tell that tags decide about the structure; then nothing is certain.
 */
const certainInTemplates: ReadonlySet<string> = new Set(['syntax/unknown-keyword', 'syntax/keyword-needs-version', 'syntax/invalid-value', 'syntax/invalid-enum-value', 'syntax/value-out-of-range', 'syntax/typographic-characters', 'deprecated/keyword', 'deprecated/removed-keyword', 'lvs/nat-mask-removed', 'lvs/nat-mask-without-nat', 'lvs/retry-keyword', 'lvs/persistence-timeout-zero', 'vrrp/auth-pass-too-long']);

function judgeTemplate({ configuration, name }: Node, workspace: Workspace, config: LintConfig): readonly Diagnostic[] {
  if (configuration.root.tree.problems.length > 0) return [];
  return rules.configuration
    .filter((rule) => certainInTemplates.has(rule.id))
    .flatMap((rule) => run(rule, configuration, workspace, config, [name]))
    .map((diagnostic): Diagnostic => ({ ...diagnostic, reportedByKeepalived: false, keepalivedLines: [], derails: false }));
}

function claimsOf(configuration: Configuration, workspace: Workspace, config: LintConfig): readonly Claim[] {
  return rules.configuration.filter((rule) => rule.keepalived !== 'no').flatMap((rule) =>
    run(rule, configuration, workspace, config, [])
      .filter((diagnostic) => diagnostic.reportedByKeepalived)
      .map((diagnostic): Claim => ({ rule: rule.id, document: diagnostic.place.document, start: diagnostic.place.range.start, lines: diagnostic.keepalivedLines })),
  );
}

function judgeCluster(cluster: Cluster, workspace: Workspace, config: LintConfig): readonly Diagnostic[] {
  const nodesOf = (document: SourceDocument): readonly string[] => cluster.nodes.filter(({ configuration }) => configuration.documents.includes(document)).map(({ name }) => name);
  return rules.cluster.flatMap((rule) => run(rule, cluster, workspace, config, []).map((diagnostic) => ({ ...diagnostic, nodes: nodesOf(diagnostic.place.document) })));
}

/** What rules found in a subject, by rule, and under which circumstances. */
interface Runs {
  readonly config: LintConfig;
  readonly target: Version;
  readonly nodes: string;
  readonly found: Map<string, readonly Diagnostic[]>;
}

const memo = new WeakMap<SourceDocument | Configuration | Cluster, Runs>();
const nothing: readonly Diagnostic[] = [];

function runsOf(subject: SourceDocument | Configuration | Cluster, config: LintConfig, target: Version, nodes: string): Map<string, readonly Diagnostic[]> {
  let runs = memo.get(subject);
  if (runs?.config !== config || runs.target !== target || runs.nodes !== nodes) {
    runs = { config, target, nodes, found: new Map() };
    memo.set(subject, runs);
  }
  return runs.found;
}

/**
 * Applies a rule. An editor judges again and again, and most of the files have not changed: what a rule found in a file without
 * looking at the others is remembered.
 */
function run(rule: RuleDefinition, subject: SourceDocument | Configuration | Cluster, workspace: Workspace, config: LintConfig, nodes: readonly string[]): readonly Diagnostic[] {
  const target = 'target' in subject ? subject.target : (workspace.nodes[0]?.configuration.target ?? 0);
  const found = runsOf(subject, config, target, nodes.join('\0'));
  const known = found.get(rule.id);
  if (known) return known;
  let alone = config.host === undefined;
  const context: RuleContext = {
    target, options: effectiveOptions(rule, config, pathOf(subject)), host: config.host,
    get workspace() {
      alone = false;
      return workspace;
    },
  };
  const diagnostics: Diagnostic[] = [];
  // The rule table holds rules of one scope each, so the subject fits.
  for (const finding of (rule as RuleDefinition<never>).check(subject as never, context)) {
    diagnostics.push(findingToDiagnostic(rule, finding, nodes, effectiveSeverity(rule, finding, config, finding.at.document.path), config.translate));
  }
  if (alone && rule.scope !== 'cluster') found.set(rule.id, diagnostics.length === 0 ? nothing : diagnostics);
  return diagnostics;
}

/** The file whose settings count for a subject. */
function pathOf(subject: SourceDocument | Configuration | Cluster): string {
  if ('path' in subject) return subject.path;
  return 'root' in subject ? subject.root.path : (subject.nodes[0]?.configuration.root.path ?? '');
}

/** What several roots or ids find at one place appears once; `nodes` tells for whom. */
export function merge<D extends Diagnostic>(diagnostics: readonly D[]): D[] {
  const known = new Map<string, D>();
  for (const diagnostic of diagnostics) {
    const key = `${diagnostic.rule}\0${diagnostic.place.range.start}\0${diagnostic.place.range.end}\0${diagnostic.message}`;
    const same = known.get(key);
    known.set(key, same ? union(same, diagnostic) : diagnostic);
  }
  return [...known.values()];
}

function union<D extends Diagnostic>(a: D, b: D): D {
  const lines = (x: readonly number[], y: readonly number[]): readonly number[] => [...new Set([...x, ...y])].sort((p, q) => p - q);
  return {
    ...a,
    nodes: [...new Set([...a.nodes, ...b.nodes])],
    reportedByKeepalived: a.reportedByKeepalived || b.reportedByKeepalived,
    keepalivedLines: lines(a.keepalivedLines, b.keepalivedLines),
    consequences: lines(a.consequences, b.consequences),
  };
}

/** In order of position, then of rules. */
export function byPosition(a: Diagnostic, b: Diagnostic): number {
  return a.place.range.start - b.place.range.start || a.place.range.end - b.place.range.end || (a.rule < b.rule ? -1 : 1);
}

function byDocument(configuration: Configuration): (a: Diagnostic, b: Diagnostic) => number {
  return (a, b) => configuration.documents.indexOf(a.place.document) - configuration.documents.indexOf(b.place.document) || byPosition(a, b);
}
