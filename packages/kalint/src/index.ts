/** The linter as a library: make a workspace with `@kaconf/semantics`, hand it to `lint`. */
export type { Diagnostic, Edit, Fix, Related, ReportedDiagnostic, Severity } from './diagnostic.ts';
export { lint } from './engine.ts';
export { configNames, emptyConfig, parseConfig, targetVersion, type ConfigError, type ConfigFile, type ParsedConfig } from './config.ts';
export { rulePage } from './docs-address.ts';
export { fixAll, type FixOptions, type FixOutcome } from './fix.ts';
export { topology, topologyOfCluster, type Takeover, type Topology, type TopologyAddress, type TopologyCluster, type TopologyFault, type TopologyInstance, type TopologyMember, type TopologyNode, type TopologyOptions, type TopologyPlace, type TopologyVerdict } from './graph/topology.ts';
export type { TopologyCheck, TopologyRealServer, TopologyService } from './graph/services.ts';
export { default as topologySvg, clusterSvg } from './graph/svg.ts';
export { default as topologyHtml } from './graph/html.ts';
export { default as topologyMermaid } from './graph/mermaid.ts';
export { default as topologyDot } from './graph/dot.ts';
export { defaultLintConfig, type LintConfig, type LintedFile, type LintResult, type Override, type Preset, type TemplateMode } from './lint-types.ts';
export { translatorFor } from './locales/index.ts';
export type { Host, RuleDefinition } from './rule.ts';
export { rules } from './rules/index.ts';
export { targetComment } from './target.ts';
export { version } from './version.ts';
