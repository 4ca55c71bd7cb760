import { readInstances, readServices, type Cluster, type ClusterInstance, type Node, type VrrpInstance } from '@kaconf/semantics';
import { rules } from 'kalint';
import type { Failover, FailoverInstance, Topology, TopologyCluster, TopologyInstance, TopologyMember, TopologyService, Verdict } from './protocol.ts';
import type { ClusterFailover } from './snapshot.ts';
import type { View } from './view.ts';

/** Nodes that are alone have nothing to fail over to, but they have a shape. */
function clustersOf(view: View): readonly Cluster[] {
  const { nodes, clusters } = view.snapshot.workspace;
  const alone = nodes.filter((node) => !clusters.some((cluster) => cluster.nodes.includes(node)) && (readInstances(node).length > 0 || view.nodes.includes(node)));
  return [...clusters, ...alone.map((node): Cluster => ({ name: node.name, nodes: [node], instances: [], lone: readInstances(node) }))];
}

/** The shape of all clusters of the workspace that a document belongs to. */
export function topologyOf(view: View): Topology {
  const clusters = clustersOf(view);
  return {
    clusters: clusters.map((cluster) => toCluster(view, cluster)),
    active: clusters.findIndex((cluster) => cluster.nodes.some((node) => view.nodes.includes(node))),
  };
}

function toCluster(view: View, cluster: Cluster): TopologyCluster {
  const lone = cluster.lone.map((instance): ClusterInstance => ({ name: instance.name, family: instance.family.value ?? 'ipv4', members: [instance] }));
  return {
    name: cluster.name,
    nodes: cluster.nodes.map((node) => ({ name: node.name, place: view.location(node.configuration.root, { start: 0, end: 0 }) })),
    instances: [...cluster.instances, ...lone].map((instance) => toInstance(view, instance)),
    services: servicesOf(view, cluster.nodes),
  };
}

function toInstance(view: View, { name, family, members }: ClusterInstance): TopologyInstance {
  return {
    key: name,
    family,
    vrid: members.map((member) => member.vrid.value).find((value) => value !== undefined) ?? null,
    addresses: [...new Set(members.flatMap((member) => member.addresses.map((each) => each.address.address)))],
    members: members.map((member) => toMember(view, member)),
  };
}

function toMember(view: View, { node, name, state, priority, interface: device, block }: VrrpInstance): TopologyMember {
  return { node: node.name, name, state: state.value ?? null, interface: device.value ?? null, priority: priority.value ?? null, place: view.location(block.document, block.args.name.range) };
}

/** The services of all nodes, each once: the nodes of a cluster have the same ones. */
function servicesOf(view: View, nodes: readonly Node[]): TopologyService[] {
  const found = new Map<string, TopologyService>();
  for (const { configuration } of nodes) {
    for (const { key, text, scheduler, method, realServers, block } of readServices(configuration).services) {
      if (found.has(key)) continue;
      found.set(key, { name: text, scheduler: scheduler ?? null, method: method ?? null, servers: realServers.map((server) => server.key), place: view.location(block.document, block.range) });
    }
  }
  return [...found.values()];
}

/** What happens to the clusters of the workspace when a part fails. */
export function failoverOf(view: View): Failover {
  return {
    clusters: view.snapshot.workspace.clusters.flatMap((cluster) => {
      const failover = view.snapshot.failoverOf(cluster);
      return failover ? [{ name: cluster.name, instances: failover.instances.map((instance) => toFailover(view, instance)) }] : [];
    }),
  };
}

function toFailover(view: View, { key, healthy, startOrder, missing, verdicts, faults }: ClusterFailover['instances'][number]): FailoverInstance {
  const verdict = (rule: string): Verdict => ({ rule, severity: view.snapshot.config.lint.severities.get(rule) ?? rules.all.find(({ id }) => id === rule)?.severity ?? 'warning' });
  return {
    key, startOrder, missing,
    healthy: healthy ?? null,
    verdicts: verdicts.map(verdict),
    faults: faults.map((result) => ({
      kind: result.kind, faults: result.faults, explanation: result.explanation,
      masters: result.masters ?? null, takeoverSeconds: result.takeoverSeconds ?? null, verdicts: result.verdicts.map(verdict),
    })),
  };
}
