import type { Configuration } from '@kaconf/semantics';
import type { Diagnostic } from './diagnostic.ts';
import type { Claim } from './findings.ts';

/**
 * Whether `keepalived -t` of the target would exit 0, given that interfaces, scripts, users and hosts exist.
 *
 * @param diagnostics all findings about this configuration, whatever severity they were given
 * @returns null where something that cannot be known decides
 */
export function acceptsConfiguration(configuration: Configuration, diagnostics: readonly Diagnostic[], claims: readonly Claim[] = []): boolean | null {
  if (claims.length > 0 || diagnostics.some((diagnostic) => diagnostic.reportedByKeepalived)) return false;
  if (!configuration.complete && configuration.factsOf('include').some((fact) => fact.problem === 'unresolved' || fact.problem === 'outside')) return null;
  return (configuration.asRead ?? configuration).hasUnknownWords ? null : true;
}
