import type { Severity } from './diagnostic.ts';
import type { LintConfig, RuleOptions } from './lint-types.ts';
import type { Finding, RuleDefinition } from './rule.ts';

const presets = { recommended: [1, 2], strict: [1, 2, 3], all: [1, 2, 3, 'host'] } as const;

/** Whether what a rule finds is switched off in all files. */
export function isNeverShown(rule: RuleDefinition, config: LintConfig): boolean {
  if (!isChosen(rule, config)) return true;
  if (config.overrides.some(({ severities }) => (severities.get(rule.id) ?? 'off') !== 'off')) return false;
  const set = config.severities.get(rule.id);
  return set ? set === 'off' : !isInPreset(rule, config);
}

function isChosen(rule: RuleDefinition, { only }: LintConfig): boolean {
  return only.length === 0 || only.some((each) => each === rule.id || rule.id.startsWith(`${each}/`));
}

/** A rule named with --only runs whatever the preset says. */
function isInPreset(rule: RuleDefinition, { only, preset }: LintConfig): boolean {
  return only.length > 0 || (presets[preset] as readonly (number | string)[]).includes(rule.tier);
}

/** The severity a finding has under a configuration: overrides before rule settings before the preset. */
export function effectiveSeverity(rule: RuleDefinition, finding: Finding, config: LintConfig, path: string): Severity | 'off' {
  if (!isChosen(rule, config)) return 'off';
  for (const override of config.overrides.toReversed()) {
    const severity = override.matches(path) ? override.severities.get(rule.id) : undefined;
    if (severity) return severity;
  }
  const set = config.severities.get(rule.id);
  if (set) return set;
  const own = finding.severity ?? rule.severity;
  if (!isInPreset(rule, config)) return 'off';
  return config.preset !== 'recommended' && own === 'info' ? 'warning' : own;
}

/** The options a rule has for a file: those of the last fitting override that gives some, else the general ones. */
export function effectiveOptions(rule: RuleDefinition, config: LintConfig, path: string): RuleOptions {
  const override = config.overrides.findLast((each) => each.options.has(rule.id) && each.matches(path));
  return (override ?? config).options.get(rule.id) ?? {};
}
