import { advertisedAddresses, analyse, failoverCluster, readInstances, type Cluster, type Fault, type FaultResult, type FailoverOptions, type InstanceAnalysis, type Node, type Version, type VrrpInstance, type Workspace } from '@kaconf/semantics';

/** One cluster instance with everything that can fail. */
export interface ReportedInstance {
  readonly name: string;
  readonly members: readonly VrrpInstance[];
  readonly addresses: readonly string[];
  readonly vrid: number | undefined;
  readonly analysis: InstanceAnalysis;
}

export interface ReportedCluster {
  readonly name: string;
  readonly nodes: readonly string[];
  readonly instances: readonly ReportedInstance[];
}

export interface FailoverReport {
  readonly target: Version;
  readonly clusters: readonly ReportedCluster[];
  /** Nodes with instances that belong to no cluster. */
  readonly alone: readonly string[];
}

/** Plays every fault on every cluster of a workspace. */
export function failoverReport(workspace: Workspace, target: Version, faults: 1 | 2, options: FailoverOptions = {}): FailoverReport {
  const clustered = new Set(workspace.clusters.flatMap((cluster) => cluster.nodes));
  return {
    target,
    clusters: workspace.clusters.map((cluster) => {
      const input = failoverCluster(cluster, options);
      const instances = analyse(input.cluster, { faults }).map((analysis): ReportedInstance => {
        const members = input.instances.get(analysis.key) ?? [];
        const addresses = [...new Set(members.flatMap((member) => advertisedAddresses(member).map((each) => each.address.address)))];
        return { name: analysis.key, members, addresses, vrid: members[0]?.vrid.value, analysis };
      });
      return { name: cluster.name, nodes: cluster.nodes.map((node) => node.name), instances };
    }),
    alone: workspace.nodes.filter((node) => !clustered.has(node) && readInstances(node).length > 0).map((node) => node.name),
  };
}

/** A node that nothing ties to another one, as a cluster of its own, so that a scenario can ask about it. */
export function clusterOfOne(node: Node): Cluster {
  return { name: node.name, nodes: [node], instances: [], lone: readInstances(node) };
}

/** What happens, for people. */
export function faultPhrase(fault: Fault): string {
  const { node } = fault;
  switch (fault.type) {
    case 'node_down':
      return `${node} loses power`;
    case 'daemon_stop':
      return `keepalived on ${node} stops`;
    case 'interface_down':
      return `${fault.interface} on ${node} goes down`;
    case 'cable_pulled':
      return `${fault.interface} on ${node} loses its cable`;
    case 'partition':
      return `nobody hears ${fault.interface} of ${node}`;
    case 'script_fail':
      return `script ${fault.script} on ${node} fails`;
    case 'process_fail':
      return `process ${fault.process} on ${node} is gone`;
    case 'bfd_down':
      return `BFD ${fault.bfd} on ${node} is down`;
    case 'file_value':
      return `file ${fault.file} on ${node} holds ${fault.value}`;
    default:
      return `${fault.type.replace('_', ' ')} on ${node}`;
  }
}

/** All faults of one result in one phrase: what all nodes have in common is said once. */
export function faultsPhrase(result: FaultResult): string {
  const [first] = result.faults;
  if (result.kind === 'common' && first?.type === 'script_fail') return `script ${first.script} fails on all nodes`;
  return result.faults.map(faultPhrase).join(', and ');
}

/** The masters in one phrase. */
export function mastersPhrase(masters: readonly string[] | undefined): string {
  if (masters === undefined) return '?';
  return masters.length === 0 ? 'none' : masters.join(' + ');
}

/** Every verdict of an instance, without the category, each once. */
export function verdictsOf(instance: ReportedInstance): readonly string[] {
  return [...new Set([...instance.analysis.verdicts, ...instance.analysis.faults.flatMap((result) => result.verdicts)])];
}
