import type { Severity } from './diagnostic.ts';
import type { LintConfig, RuleOptions } from './lint-types.ts';
import type { Finding, RuleDefinition } from './rule.ts';

const presets = { recommended: [1, 2], strict: [1, 2, 3], all: [1, 2, 3, 'host'] } as const;

/** The severity a finding has under a configuration: overrides before rule settings before the preset. */
export function effectiveSeverity(rule: RuleDefinition, finding: Finding, config: LintConfig, path: string): Severity | 'off' {
  if (config.only.length > 0 && !config.only.some((only) => only === rule.id || rule.id.startsWith(`${only}/`))) return 'off';
  for (const override of config.overrides.toReversed()) {
    const severity = override.matches(path) ? override.severities.get(rule.id) : undefined;
    if (severity) return severity;
  }
  const set = config.severities.get(rule.id);
  if (set) return set;
  const own = finding.severity ?? rule.severity;
  // A rule named with --only runs whatever the preset says.
  if (config.only.length === 0 && !(presets[config.preset] as readonly (number | string)[]).includes(rule.tier)) return 'off';
  return config.preset !== 'recommended' && own === 'info' ? 'warning' : own;
}

/** The options a rule has for a file: those of the last fitting override that gives some, else the general ones. */
export function effectiveOptions(rule: RuleDefinition, config: LintConfig, path: string): RuleOptions {
  const override = config.overrides.findLast((each) => each.options.has(rule.id) && each.matches(path));
  return (override ?? config).options.get(rule.id) ?? {};
}
