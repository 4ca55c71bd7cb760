import type { ReportedDiagnostic } from '../diagnostic.ts';
import type { LintResult } from '../lint-types.ts';
import type { RuleDefinition } from '../rule.ts';

/** What a reporter may need beyond the result. */
export interface ReportContext {
  readonly rules: readonly RuleDefinition[];
  /** Version of kalint. */
  readonly version: string;
  readonly colour: boolean;
  readonly locale: string;
  /** Width of the terminal; undefined where there is none: nothing is wrapped then. */
  readonly columns: number | undefined;
  /** Those of the suppressed findings that a baseline lists; the others are suppressed by a comment. */
  readonly baselined: ReadonlySet<ReportedDiagnostic>;
}

/** Turns a result into the text of one format, with a line end at its end unless it is empty. */
export type Reporter = (result: LintResult, context: ReportContext) => string;
