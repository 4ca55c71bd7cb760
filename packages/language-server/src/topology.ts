import { rules, topology, type Topology as Shape, type TopologyPlace } from 'kalint';
import type { Location } from 'vscode-languageserver';
import type { Failover, FailoverInstance, Topology, TopologyCluster, Verdict } from './protocol.ts';
import type { ClusterFailover } from './snapshot.ts';
import type { View } from './view.ts';

/** The shape of all clusters of the workspace that a document belongs to. */
export function topologyOf(view: View): Topology {
  const own = new Set(view.nodes.map((node) => node.configuration.root.path));
  const isOwn = ({ nodes }: Shape['clusters'][number]): boolean => nodes.some(({ path }) => own.has(path));
  // Nodes that are alone have nothing to fail over to, but they have a shape.
  const clusters = topology(view.snapshot.workspace, { failover: false }).clusters.filter((cluster) => cluster.nodes.length > 1 || cluster.instances.length > 0 || isOwn(cluster));
  return { clusters: clusters.map((cluster) => toCluster(view, cluster)), active: clusters.findIndex(isOwn) };
}

/** Paths and offsets become places of the protocol. */
function toCluster(view: View, { name, nodes, instances, services }: Shape['clusters'][number]): TopologyCluster {
  const location = ({ path, start, end }: TopologyPlace): Location => {
    const document = view.snapshot.document(path) ?? view.document;
    return view.location(document, { start, end });
  };
  return {
    name,
    nodes: nodes.map((node) => ({ name: node.name, place: location({ path: node.path, start: 0, end: 0 }) })),
    instances: instances.map((instance) => ({
      key: instance.name, family: instance.family ?? 'ipv4', vrid: instance.vrid,
      addresses: instance.addresses.map(({ address }) => address),
      members: instance.members.map(({ node, name: own, state, interface: device, priority, place }) => ({ node, name: own, state, interface: device, priority, place: location(place) })),
    })),
    services: services.map((service) => ({ name: service.name, scheduler: service.scheduler, method: service.method, servers: service.realServers.map((server) => server.name), place: location(service.place) })),
  };
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
