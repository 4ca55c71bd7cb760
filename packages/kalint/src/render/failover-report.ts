import { advertisedAddresses, analyse, failoverCluster, readInstances, type Cluster, type FailoverOptions, type InstanceAnalysis, type Node, type Version, type VrrpInstance, type Workspace } from '@kaconf/semantics';

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

/** Every verdict of an instance, without the category, each once. */
export function verdictsOf(instance: ReportedInstance): readonly string[] {
  return [...new Set([...instance.analysis.verdicts, ...instance.analysis.faults.flatMap((result) => result.verdicts)])];
}
