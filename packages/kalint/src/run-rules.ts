import type { Cluster, Configuration, SourceDocument, Version, Workspace } from '@kaconf/semantics';
import type { Diagnostic } from './diagnostic.ts';
import { findingToDiagnostic } from './findings.ts';
import type { LintConfig, RuleOptions } from './lint-types.ts';
import { occurrences } from './occurs.ts';
import type { Host, RuleContext, RuleDefinition } from './rule.ts';
import { effectiveOptions, effectiveSeverity } from './severity.ts';

export type Subject = SourceDocument | Configuration | Cluster;

/** Under which circumstances rules are applied. */
export interface Circumstances {
  readonly workspace: Workspace;
  readonly config: LintConfig;
  /** Names of those for whom the findings are. */
  readonly nodes: readonly string[];
  /** Only places and what keepalived says of them are wanted; no messages are made. */
  readonly unsaid?: boolean;
}

/** What rules found in a subject, and under which circumstances. */
interface Runs {
  readonly rules: readonly RuleDefinition[];
  readonly config: LintConfig;
  readonly target: Version;
  readonly nodes: string;
  /** By rule; those that found nothing are left out. */
  readonly found: Map<RuleDefinition, readonly Diagnostic[]>;
  /** Rules that looked at more than the subject. */
  readonly again: Set<RuleDefinition>;
}

const memo = new WeakMap<Subject, Runs>();

/**
 * Applies rules to a subject that they all are about. An editor judges again and again, and most of the files have not changed:
 * what a rule found in a file without looking at the others is remembered.
 */
export function runRules(rules: readonly RuleDefinition[], subject: Subject, { workspace, config, nodes, unsaid = false }: Circumstances): Diagnostic[] {
  const target = 'target' in subject ? subject.target : (workspace.nodes[0]?.configuration.target ?? 0);
  const names = nodes.join('\0');
  const known = memo.get(subject);
  const earlier = known?.rules === rules && known.config === config && known.target === target && known.nodes === names ? known : undefined;
  const runs = earlier ?? { rules, config, target, nodes: names, found: new Map(), again: new Set() };
  const context = new Context(target, config.host, workspace);
  const path = pathOf(subject);
  const diagnostics: Diagnostic[] = [];
  const has = 'keywords' in subject ? occurrences(subject) : undefined;
  for (const rule of rules) {
    if (has && rule.needs && !has(rule.needs)) continue;
    const before = diagnostics.length;
    if (earlier && !earlier.again.has(rule)) {
      for (const diagnostic of earlier.found.get(rule) ?? []) diagnostics.push(diagnostic);
      continue;
    }
    context.alone = config.host === undefined && rule.scope !== 'cluster';
    context.options = effectiveOptions(rule, config, path);
    // The rules are of the scope of the subject, so it fits.
    for (const finding of (rule as RuleDefinition<never>).check(subject as never, context)) {
      const severity = unsaid ? 'off' : effectiveSeverity(rule, finding, config, finding.at.document.path);
      diagnostics.push(findingToDiagnostic(rule, finding, nodes, severity, config.translate));
    }
    if (!context.alone) runs.again.add(rule);
    else if (diagnostics.length > before) runs.found.set(rule, diagnostics.slice(before));
  }
  if (!earlier) memo.set(subject, runs);
  return diagnostics;
}

/** What the rules for one subject are told; one for all of them, since they run one behind the other. */
class Context implements RuleContext {
  readonly target: Version;
  readonly host: Host | undefined;
  options: RuleOptions = {};
  /** Whether the rule has looked at the subject only. */
  alone = true;
  readonly #workspace: Workspace;

  constructor(target: Version, host: Host | undefined, workspace: Workspace) {
    this.target = target;
    this.host = host;
    this.#workspace = workspace;
  }

  get workspace(): Workspace {
    this.alone = false;
    return this.#workspace;
  }
}

/** The file whose settings count for a subject. */
function pathOf(subject: Subject): string {
  if ('path' in subject) return subject.path;
  return 'root' in subject ? subject.root.path : (subject.nodes[0]?.configuration.root.path ?? '');
}
