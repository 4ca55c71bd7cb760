export { Block, Directive, Item } from './block.ts';
export type { Arguments } from './matched.ts';
export { deriveClusters, type Cluster, type ClusterInstance, type NamedCluster } from './cluster.ts';
export { conditionIds } from './conditions.ts';
export { Configuration, walk, type ConfigurationOptions } from './configuration.ts';
export { readConfiguration } from './read-configuration.ts';
export type { Place, SourceDocument } from './document.ts';
export type { Fact, FactCode, FactDetail, FactOf, IncludeProblem } from './fact.ts';
export { noIncludes, type IncludeResolver, type IncludeResult } from './include.ts';
export { contribution, healthyPriority, priorityWhen, type EffectivePriority } from './effective-priority.ts';
export {
  advertisedAddresses, isUnicast,
  type Address, type AnyDirective, type AnyItem, type Family, type Hmac, type Setting, type SyncGroup, type UnicastPeer, type VirtualAddress, type VrrpInstance,
} from './instance.ts';
export type { SourceWord } from './logical-line.ts';
export type { BlockOf, DirectiveOf, ItemOf } from './model.ts';
export { analyse, inWords, simulate, verdictOrder, type AnalyseOptions, type Explanation, type FailoverCluster, type Fault, type FaultResult, type InstanceAnalysis, type Reason, type Scenario, type ScenarioResult, type VerdictId } from './failover.ts';
export { excerpt, remedy, splitCause, type Remedy } from './failover-remedy.ts';
export { failoverCluster, type FailoverInput, type FailoverOptions } from './failover-input.ts';
export { lineAt } from './line-at.ts';
export { readServices, type LvsService, type LvsServices, type RealServer } from './lvs-services.ts';
export { readInstances, readInstancesOf } from './read-instance.ts';
export { endsReading } from './machine-state.ts';
export { FactPlaces, misspelt } from './misspelt.ts';
export { isFragment } from './setting.ts';
export { isLinkLocal, networkKey, networkLength, networkOfLength, sameSubnet, subnetOf, type Network } from './subnet.ts';
export { SymbolTable, type SymbolUse } from './symbols.ts';
export { readSyncGroups, syncGroupOf } from './sync-groups.ts';
export { listedTrackers, type ListedTracker, type Listing, type TrackerKind, type TrackingBlock } from './trackers.ts';
export { trackingOf, wantedTracking, type Tracker, type Tracking } from './tracking.ts';
export { isKnown, known, type DynamicReason, type Given, type Value } from './value.ts';
export { createWorkspace, nodeNames, type Node, type RootFile, type Workspace, type WorkspaceOptions } from './workspace.ts';
export { formatVersion, newest, oldest, parseVersion, type Version } from '@kaconf/schema';
export { expand, type ExpandedLine, type ExpandOptions } from './expand.ts';
export { fragmentOf, type Fragment } from './fragment.ts';
export { cursorAt, enter, type Cursor, type CursorBlock, type Surroundings, type WordsAtCursor } from './cursor.ts';
export { glob, type FolderView } from './glob.ts';
export { withoutTags } from './template.ts';
export { decode, parse, type Decoded, type Range, type Tree } from '@kaconf/syntax';
