import { endsReading, type Cluster, type Configuration, type Node, type SourceDocument, type Workspace } from '@kaconf/semantics';
import type { Diagnostic } from './diagnostic.ts';
import { acceptsConfiguration } from './accepts.ts';
import type { Claim } from './findings.ts';
import type { LintConfig, LintedFile, LintResult } from './lint-types.ts';
import { attachConsequences } from './consequences.ts';
import { byPosition, merge } from './merge.ts';
import type { RuleDefinition, Scope } from './rule.ts';
import { rules } from './rules/index.ts';
import { runRules } from './run-rules.ts';
import { isNeverShown } from './severity.ts';
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
  const { document: aboutDocuments } = planOf(config);
  for (const document of found.keys()) runRules(aboutDocuments, document, { workspace, config, nodes: [] }).forEach(add);
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
  const all = runRules(planOf(config).configuration, configuration, { workspace, config, nodes: [node.name] }).sort(byDocument(configuration));
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
  return runRules(planOf(config).template, configuration, { workspace, config, nodes: [name] })
    .map((diagnostic): Diagnostic => ({ ...diagnostic, reportedByKeepalived: false, keepalivedLines: [], derails: false }));
}

function claimsOf(configuration: Configuration, workspace: Workspace, config: LintConfig): readonly Claim[] {
  // Where reading ends nothing is completed: what keepalived would look at afterwards it does not say.
  const ends = configuration.factsOf('mismatch').some(({ mismatch, item, directive: { keyword } }) => mismatch.code === 'missing' && endsReading(item ? keyword.itemMissing : keyword.missing));
  return runRules(planOf(config).claims, configuration, { workspace, config, nodes: [], unsaid: true })
    .filter((diagnostic) => diagnostic.reportedByKeepalived && !(ends && diagnostic.keepalivedLines.length === 0))
    .map((diagnostic): Claim => ({ rule: diagnostic.rule, document: diagnostic.place.document, start: diagnostic.place.range.start, lines: diagnostic.keepalivedLines }));
}

function judgeCluster(cluster: Cluster, workspace: Workspace, config: LintConfig): readonly Diagnostic[] {
  const nodesOf = (document: SourceDocument): readonly string[] => cluster.nodes.filter(({ configuration }) => configuration.documents.includes(document)).map(({ name }) => name);
  return runRules(planOf(config).cluster, cluster, { workspace, config, nodes: [] }).map((diagnostic) => ({ ...diagnostic, nodes: nodesOf(diagnostic.place.document) }));
}

/** The rules that have something to say under some settings. */
interface Plan {
  /** Also those that are switched off, where keepalived complains as well: whether it accepts a file does not depend on settings. */
  readonly configuration: readonly RuleDefinition[];
  readonly claims: readonly RuleDefinition[];
  readonly template: readonly RuleDefinition[];
  readonly document: readonly RuleDefinition[];
  readonly cluster: readonly RuleDefinition[];
}

const plans = new WeakMap<LintConfig, Plan>();

function planOf(config: LintConfig): Plan {
  let plan = plans.get(config);
  if (!plan) {
    const shown = rules.all.filter((rule) => !isNeverShown(rule, config));
    const of = (scope: Scope): readonly RuleDefinition[] => shown.filter((rule) => rule.scope === scope);
    plan = {
      configuration: rules.configuration.filter((rule) => rule.keepalived !== 'no' || shown.includes(rule)),
      claims: rules.configuration.filter((rule) => rule.keepalived !== 'no'),
      template: of('configuration').filter((rule) => certainInTemplates.has(rule.id)),
      document: of('document'),
      cluster: of('cluster'),
    };
    plans.set(config, plan);
  }
  return plan;
}

function byDocument(configuration: Configuration): (a: Diagnostic, b: Diagnostic) => number {
  return (a, b) => configuration.documents.indexOf(a.place.document) - configuration.documents.indexOf(b.place.document) || byPosition(a, b);
}
