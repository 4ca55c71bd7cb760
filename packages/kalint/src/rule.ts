import type { Cluster, Configuration, Place, SourceDocument, Version, Workspace } from '@kaconf/semantics';
import type { Edit, Severity } from './diagnostic.ts';
import type { Sign } from './occurs.ts';

/** Named values of a message template. */
export type MessageData = Readonly<Record<string, string | number>>;

/** Where something stands: anything with a document and a range (blocks, directives, items, facts). */
export type At = Place;

export interface RelatedFinding<M extends string = string> {
  readonly at: At;
  readonly message: M;
  readonly data?: MessageData;
}

export interface FixTemplate<M extends string = string> {
  /** Key of a message: titles are translated like messages. */
  readonly title: M;
  readonly data?: MessageData;
  /** What keepalived does stays what the author visibly meant. */
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** What a rule found at one place. */
export interface Finding<M extends string = string> {
  readonly at: At;
  readonly message: M;
  readonly data?: MessageData;
  readonly related?: readonly RelatedFinding<M>[];
  readonly fix?: FixTemplate<M>;
  readonly suggestions?: readonly FixTemplate<M>[];
  /** Lower or higher than the rule's own, where the case is. */
  readonly severity?: Severity;
  /**
   * What keepalived's config test (of the target version) says of it: a line number it names (1-based, in the
   * document of `at`), `'no-line'` where it reports without a position, `'silent'` (default) where it says nothing.
   */
  readonly reported?: number | readonly number[] | 'no-line' | 'silent';
  /** From here on keepalived reads at another level than was meant; what it complains about further down follows from this. */
  readonly derails?: boolean;
}

export interface RuleContext {
  readonly target: Version;
  /** Thresholds and the like from the configuration file, already checked against the rule's `options`. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly workspace: Workspace;
  /** Looks at the host below `--host-root`; undefined without it. */
  readonly host: Host | undefined;
}

/** What `--host-root` lets a rule ask; implemented by a door. */
export interface Host {
  file(path: string): { readonly kind: 'file' | 'folder' | 'link' | 'other'; readonly executable: boolean; readonly writableByOthers: boolean; readonly target?: string } | undefined;
  hasUser(name: string): boolean;
  hasInterface(name: string): boolean;
}

export type Scope = 'document' | 'configuration' | 'cluster';

/** The subject that `check` is given for each scope. */
export interface Subjects {
  readonly document: SourceDocument;
  readonly configuration: Configuration;
  readonly cluster: Cluster;
}

export interface RuleDefinition<S extends Scope = Scope, M extends string = string> {
  /** `category/name`; the file is `rules/<category>/<name>.ts`. */
  readonly id: string;
  readonly scope: S;
  readonly severity: Severity;
  /** 1 and 2: in the preset `recommended`; 3: only in `strict`. `host`: needs `--host-root`, only in `all`. */
  readonly tier: 1 | 2 | 3 | 'host';
  /** One sentence that states what is right. */
  readonly summary: string;
  /** Why it matters and what keepalived does; Markdown, for the rule's page and `--explain`. */
  readonly details: string;
  /** Templates with `{name}` placeholders; a locale may translate them. */
  readonly messages: Readonly<Record<M, string>>;
  /** Whether keepalived's config test says so too. */
  readonly keepalived: 'yes' | 'no' | 'sometimes';
  /**
   * What the rule is about: keywords, and kinds of facts. Where none of them is in a configuration the rule is not asked. Rules
   * without it are always asked.
   */
  readonly needs?: readonly Sign[];
  readonly fixable?: 'safe' | 'unsafe' | 'suggestion';
  /** JSON Schema properties of the rule's options, each with `default` and `description`. */
  readonly options?: Readonly<Record<string, { readonly type: string; readonly default: unknown; readonly description: string }>>;
  check(subject: Subjects[S], context: RuleContext): Iterable<Finding<M>>;
}

/** Types a rule: its messages are checked against the keys that `check` yields. */
export function defineRule<S extends Scope, M extends string>(rule: RuleDefinition<S, M>): RuleDefinition<S, M> {
  return rule;
}
