import type { TopologyService } from './services.ts';
import type { Topology, TopologyCluster, TopologyInstance } from './topology.ts';
import { addressLines, checksText, onlyText, otherRouterText, priorityText, roleText, routerText, serviceText, serviceTitle, stateText, takeoverText } from './words.ts';

const styles = {
  master: 'style="rounded,filled,bold", fillcolor="#d8f0dc", color="#2c7a3f"',
  backup: 'style="rounded,filled", fillcolor="#f3f4f6", color="#7b8494"',
  unknown: 'style="rounded,filled,dashed", fillcolor="#fdf0cf", color="#a06a00"',
  address: 'shape=box, style="rounded,filled", fillcolor="#dcebfb", color="#2563a8"',
  service: 'shape=component, style=filled, fillcolor="#eae3fb", color="#6a45b8"',
  server: 'style=filled, fillcolor="#ffffff", color="#8a8f98"',
} as const;

/** For Graphviz: nodes with their instances, then addresses, virtual servers and real servers. */
export default function dot({ clusters }: Topology): string {
  return `${[
    'digraph keepalived {',
    '  graph [rankdir=LR, fontname="Helvetica", nodesep=0.3, ranksep=0.9];',
    '  node [shape=box, fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=9, color="#5b6270"];',
    ...clusters.flatMap((cluster, index) => clusterLines(`c${index}`, cluster)),
    '}',
  ].join('\n')}\n`;
}

function clusterLines(id: string, cluster: TopologyCluster): readonly string[] {
  const { name, nodes, instances, services } = cluster;
  return [
    `  subgraph cluster_${id} {`,
    `    label=${text([name])}; labeljust=l; style=rounded; color="#b8bec9";`,
    ...nodes.flatMap((node, at) => [
      `    subgraph cluster_${id}n${at} {`,
      `      label=${text([node.name])}; style="rounded,filled"; fillcolor="#fafbfc"; color="#8a8f98";`,
      ...instances.flatMap((instance, index) => instance.members.flatMap((member) => member.node === node.name
        ? [`      ${id}n${at}i${index} [label=${text([member.name, otherRouterText(member, instance), priorityText(member), stateText(member), roleText(member)])}, ${styles[member.role]}];`] : [])),
      '    }',
    ]),
    ...instances.flatMap((instance, index) => instanceLines(id, index, instance, cluster)),
    ...services.flatMap((service, index) => serviceLines(id, index, service, cluster)),
    '  }',
  ];
}

function instanceLines(id: string, index: number, instance: TopologyInstance, { nodes }: TopologyCluster): readonly string[] {
  const address = `${id}i${index}`;
  return [
    `    ${address} [label=${text([`${instance.name}, ${routerText(instance)}`, ...addressLines(instance)])}, ${styles.address}];`,
    ...instance.members.map(({ node, role }) => {
      const member = `${id}n${nodes.findIndex(({ name }) => name === node)}i${index}`;
      if (role === 'master') return `    ${member} -> ${address} [label="holds", penwidth=2.5, color="#2c7a3f"];`;
      const takeovers = instance.takeovers.filter(({ to }) => to.includes(node));
      return takeovers.length === 0 ? `    ${member} -> ${address} [style=dashed, arrowhead=none];` : `    ${member} -> ${address} [style=dashed, label=${text(takeovers.map(takeoverText))}];`;
    }),
  ];
}

function serviceLines(id: string, index: number, service: TopologyService, cluster: TopologyCluster): readonly string[] {
  const own = `${id}s${index}`;
  const lines = [`    ${own} [label=${text([`${serviceTitle(service)}${onlyText(service.nodes, cluster)}`, serviceText(service)])}, ${styles.service}];`];
  if (service.instance !== null) lines.push(`    ${id}i${service.instance} -> ${own};`);
  service.realServers.forEach((server, at) => {
    lines.push(`    ${own}r${at} [label=${text([`${server.name}${onlyText(server.nodes, cluster)}`, checksText(server.checks)])}, ${styles.server}];`, `    ${own} -> ${own}r${at} [label="weight ${server.weight ?? '?'}"];`);
  });
  if (service.realServersUnknown) lines.push(`    ${own}u [label="… not known before start", ${styles.server}];`, `    ${own} -> ${own}u;`);
  if (service.sorryServer !== null) lines.push(`    ${own}y [label=${text([service.sorryServer, 'sorry server'])}, ${styles.server}];`, `    ${own} -> ${own}y [style=dashed];`);
  return lines;
}

/** A quoted string; a backslash of the text is no escape. */
function text(lines: readonly string[]): string {
  return `"${lines.filter((line) => line !== '').map((line) => line.replace(/["\\]/g, '\\$&').replace(/\s+/g, ' ')).join('\\n')}"`;
}
