import type { TemplateMode } from '@kaconf/syntax';
import type { Cluster, SourceDocument } from '@kaconf/semantics';
import type { Version } from '@kaconf/schema';
import type { ReportedDiagnostic, Severity } from './diagnostic.ts';
import type { Translate } from './findings.ts';
import type { Host } from './rule.ts';

export type Preset = 'recommended' | 'strict' | 'all';

export type { TemplateMode };

/** Options of a rule as a configuration file gives them, already checked against the rule. */
export type RuleOptions = Readonly<Record<string, unknown>>;

/** Settings for some files; a later one wins over an earlier one. */
export interface Override {
  /** @param path as in `SourceDocument.path` */
  matches(path: string): boolean;
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly options: ReadonlyMap<string, RuleOptions>;
}

/** What `lint` is to do; made from the command line and a configuration file, or from an editor's settings. */
export interface LintConfig {
  readonly preset: Preset;
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** Rule ids or categories; empty: all. */
  readonly only: readonly string[];
  readonly options: ReadonlyMap<string, RuleOptions>;
  readonly overrides: readonly Override[];
  /** `en` or `zh-CN`. */
  readonly locale: string;
  /** Says messages in the language of `locale`; undefined: the rules' own texts are used. */
  readonly translate?: Translate | undefined;
  readonly template?: TemplateMode;
  /** What rules may look at on the host; undefined without `--host-root`. */
  readonly host?: Host | undefined;
  /** Told before each configuration is judged; for people who wait. */
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/** One file and what was found in it. */
export interface LintedFile {
  readonly document: SourceDocument;
  /** Empty for roots. */
  readonly includedBy: readonly SourceDocument[];
  /** In order of position. */
  readonly diagnostics: readonly ReportedDiagnostic[];
  /** Whether `keepalived -t` would exit 0; null: not knowable; undefined for included files. */
  readonly accepts: boolean | null | undefined;
  /** What a comment in the file (or a baseline) takes out. */
  readonly suppressed: readonly ReportedDiagnostic[];
}

export interface LintResult {
  /** Roots first, in argument order. */
  readonly files: readonly LintedFile[];
  readonly clusters: readonly Cluster[];
  /** The keepalived version that the files were judged for; undefined where no file was. */
  readonly target: Version | undefined;
}

/** The settings that are used where nothing else is said. */
export const defaultLintConfig: LintConfig = { preset: 'recommended', severities: new Map(), only: [], options: new Map(), overrides: [], locale: 'en' };
