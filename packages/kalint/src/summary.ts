import type { ReportedDiagnostic } from './diagnostic.ts';
import type { LintResult } from './lint-types.ts';

/** Figures about a run. */
export interface Summary {
  /** Root files. */
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Findings that `--fix` would remove. */
  readonly fixable: number;
  /** Further ones that need `--unsafe-fixes`. */
  readonly unsafelyFixable: number;
}

export function summarize(result: LintResult): Summary {
  const all: readonly ReportedDiagnostic[] = result.files.flatMap((file) => file.diagnostics);
  const count = (test: (diagnostic: ReportedDiagnostic) => boolean): number => all.filter(test).length;
  return {
    files: result.files.filter((file) => file.includedBy.length === 0).length,
    errors: count(({ severity }) => severity === 'error'),
    warnings: count(({ severity }) => severity === 'warning'),
    infos: count(({ severity }) => severity === 'info'),
    fixable: count(({ fix }) => fix?.safe === true),
    unsafelyFixable: count(({ fix }) => fix?.safe === false),
  };
}
