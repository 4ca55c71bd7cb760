import type { Range } from '@kaconf/syntax';
import {
  analyse, failoverCluster, formatVersion, healthyPriority, newest,
  type Cluster, type FailoverOptions, type FaultResult, type InstanceAnalysis, type SourceDocument, type VrrpInstance, type Workspace,
} from '@kaconf/semantics';
import { clusterOfOne } from '../render/failover-report.ts';
import { english, faultsPhrase } from '../render/failover-words.ts';
import { rules } from '../rules/index.ts';
import type { Severity } from '../diagnostic.ts';
import { servicesOf, type TopologyService } from './services.ts';

/** Where something is written: offsets are UTF-16 units of the text of the file. */
export interface TopologyPlace {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** One configuration: what runs on one machine. */
export interface TopologyNode {
  readonly name: string;
  readonly path: string;
}

export interface TopologyAddress {
  readonly address: string;
  readonly prefix: number | null;
  readonly device: string | null;
  /** Of `virtual_ipaddress_excluded`: moved, but not announced. */
  readonly excluded: boolean;
}

/** One `vrrp_instance` of one node. */
export interface TopologyMember {
  readonly node: string;
  /** As this node calls it. */
  readonly name: string;
  /** Other than that of the instance where the nodes do not agree. */
  readonly vrid: number | null;
  readonly state: 'MASTER' | 'BACKUP' | null;
  readonly interface: string | null;
  /** As written, else the default; null where it cannot be known. */
  readonly priority: number | null;
  /** With what the trackers add while all is well; null where it cannot be known. */
  readonly effectivePriority: number | null;
  readonly nopreempt: boolean;
  readonly syncGroup: string | null;
  /** While all is well; unknown where the files do not decide it. */
  readonly role: 'master' | 'backup' | 'unknown';
  readonly place: TopologyPlace;
}

/** Who has the addresses after a master has lost its power. */
export interface Takeover {
  readonly from: string;
  /** None: nobody takes over. */
  readonly to: readonly string[];
  readonly seconds: number | null;
}

/** What is wrong with an outcome: a rule of the category `failover`. */
export interface TopologyVerdict {
  readonly rule: string;
  readonly severity: Severity;
}

export interface TopologyFault {
  readonly phrase: string;
  /** Null where it cannot be decided. */
  readonly masters: readonly string[] | null;
  /** Null where no master changes or it cannot be known. */
  readonly takeoverSeconds: number | null;
  /** The arithmetic. */
  readonly explanation: string;
  readonly verdicts: readonly TopologyVerdict[];
}

/** One virtual router as all its nodes know it. */
export interface TopologyInstance {
  readonly name: string;
  readonly family: 'ipv4' | 'ipv6' | null;
  readonly vrid: number | null;
  readonly addresses: readonly TopologyAddress[];
  /** Some address is not known before keepalived runs. */
  readonly addressesUnknown: boolean;
  readonly members: readonly TopologyMember[];
  /** While all is well; null where it cannot be decided, or was not asked for. */
  readonly masters: readonly string[] | null;
  /** The priorities are equal: the node that is started first is master. */
  readonly startOrder: boolean;
  readonly verdicts: readonly TopologyVerdict[];
  readonly takeovers: readonly Takeover[];
  readonly faults: readonly TopologyFault[];
}

export interface TopologyCluster {
  readonly name: string;
  readonly nodes: readonly TopologyNode[];
  readonly instances: readonly TopologyInstance[];
  readonly services: readonly TopologyService[];
}

/** What the files describe, as plain data: no passwords, no functions, fit for JSON. */
export interface Topology {
  readonly target: string;
  /** Nodes that nothing ties to another one are clusters of one. */
  readonly clusters: readonly TopologyCluster[];
}

export interface TopologyOptions {
  /** False: the shape only; masters, takeovers and faults stay empty. Default true. */
  readonly failover?: boolean;
  /** An analysis that was made before; by default it is made anew. */
  readonly analysis?: (cluster: Cluster) => readonly InstanceAnalysis[];
  /** For `failoverCluster`. */
  readonly input?: FailoverOptions;
}

/** The shape of a workspace: who shares which addresses, who is master, and which services are behind them. */
export function topology(workspace: Workspace, options: TopologyOptions = {}): Topology {
  return {
    target: formatVersion(workspace.nodes[0]?.configuration.target ?? newest),
    clusters: clustersOf(workspace).map((cluster) => topologyOfCluster(cluster, options)),
  };
}

function clustersOf({ clusters, nodes }: Workspace): readonly Cluster[] {
  const clustered = new Set(clusters.flatMap((cluster) => cluster.nodes));
  return [...clusters, ...nodes.filter((node) => !clustered.has(node)).map(clusterOfOne)];
}

/** The same for one cluster. */
export function topologyOfCluster(cluster: Cluster, options: TopologyOptions = {}): TopologyCluster {
  const nodes = cluster.nodes.map(({ name, configuration }) => ({ name, path: configuration.root.path }));
  const { instances } = failoverCluster(cluster, options.input);
  const analyses = new Map((options.failover === false ? [] : (options.analysis ?? analyseAnew(options))(cluster)).map((each) => [each.key, each]));
  const found = [...instances].map(([key, members]) => instanceOf(key, members, analyses.get(key)));
  return { name: cluster.name, nodes, instances: found, services: servicesOf(cluster.nodes, found) };
}

function analyseAnew({ input }: TopologyOptions): (cluster: Cluster) => readonly InstanceAnalysis[] {
  return (cluster) => analyse(failoverCluster(cluster, input).cluster);
}

function instanceOf(name: string, members: readonly VrrpInstance[], analysis: InstanceAnalysis | undefined): TopologyInstance {
  const masters = analysis?.healthy ?? null;
  // An instance that no other node shares has nobody to fail over to: that each fault takes its addresses away needs no table.
  const faults = members.length > 1 ? (analysis?.faults ?? []) : [];
  return {
    name,
    family: first(members, (member) => member.family.value),
    vrid: first(members, (member) => member.vrid.value),
    addresses: addressesOf(members),
    addressesUnknown: members.some((member) => member.addressesUnknown),
    members: members.map((member) => memberOf(member, masters)),
    masters,
    startOrder: analysis?.startOrder ?? false,
    verdicts: (analysis?.verdicts ?? []).map(verdict),
    takeovers: faults.flatMap((result) => takeoverOf(result, masters)),
    faults: faults.map((result) => ({
      phrase: faultsPhrase(result, english), masters: result.masters ?? null, takeoverSeconds: result.takeoverSeconds ?? null,
      explanation: result.text, verdicts: result.verdicts.map(verdict),
    })),
  };
}

function first<T>(members: readonly VrrpInstance[], value: (member: VrrpInstance) => T | undefined): T | null {
  return members.map(value).find((each) => each !== undefined) ?? null;
}

function addressesOf(members: readonly VrrpInstance[]): readonly TopologyAddress[] {
  const found = new Map<string, TopologyAddress>();
  for (const { address: { address, prefix }, device, excluded } of members.flatMap((member) => member.addresses)) {
    if (!found.has(address)) found.set(address, { address, prefix: prefix ?? null, device: device ?? null, excluded });
  }
  return [...found.values()];
}

function memberOf(member: VrrpInstance, masters: readonly string[] | null): TopologyMember {
  return {
    node: member.node.name, name: member.name, vrid: member.vrid.value ?? null,
    state: member.state.value ?? null, interface: member.interface.value ?? null, priority: member.priority.value ?? null,
    effectivePriority: healthyPriority(member)?.value ?? null,
    nopreempt: member.nopreempt.value === true, syncGroup: member.syncGroup?.name ?? null,
    role: masters === null ? 'unknown' : masters.includes(member.node.name) ? 'master' : 'backup',
    place: placeOf(member.block.document, member.block.range),
  };
}

function placeOf({ path }: SourceDocument, { start, end }: Range): TopologyPlace {
  return { path, start, end };
}

function takeoverOf({ faults, masters, takeoverSeconds }: FaultResult, healthy: readonly string[] | null): readonly Takeover[] {
  const [fault] = faults;
  if (faults.length !== 1 || fault?.type !== 'node_down' || masters === undefined || healthy?.includes(fault.node) !== true) return [];
  return [{ from: fault.node, to: masters.filter((node) => !healthy.includes(node)), seconds: takeoverSeconds ?? null }];
}

function verdict(rule: string): TopologyVerdict {
  return { rule, severity: rules.all.find(({ id }) => id === rule)?.severity ?? 'warning' };
}
