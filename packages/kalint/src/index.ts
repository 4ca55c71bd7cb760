/** The linter as a library: make a workspace with `@kaconf/semantics`, hand it to `lint`. */
export type { Diagnostic, Edit, Fix, Related, Severity } from './diagnostic.ts';
export { lint } from './engine.ts';
export { defaultLintConfig, type LintConfig, type LintedFile, type LintResult, type Override, type Preset } from './lint-types.ts';
export type { RuleDefinition } from './rule.ts';
export { rules } from './rules/index.ts';
