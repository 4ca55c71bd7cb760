import type { TopologyService } from './services.ts';
import type { Topology, TopologyCluster, TopologyInstance } from './topology.ts';
import { addressLines, checksText, onlyText, otherRouterText, priorityText, roleText, routerText, serviceText, serviceTitle, stateText, takeoverText } from './words.ts';

const classes = [
  '  classDef master fill:#d8f0dc,stroke:#2c7a3f,stroke-width:3px,color:#12331b',
  '  classDef backup fill:#f3f4f6,stroke:#7b8494,color:#22262e',
  '  classDef unknown fill:#fdf0cf,stroke:#a06a00,stroke-dasharray:4 3,color:#3d2900',
  '  classDef address fill:#dcebfb,stroke:#2563a8,color:#0c2b4d',
  '  classDef service fill:#eae3fb,stroke:#6a45b8,color:#2a1757',
  '  classDef server fill:#ffffff,stroke:#8a8f98,color:#22262e',
];

/** A flowchart: nodes with their instances, then addresses, virtual servers and real servers. */
export default function mermaid({ clusters }: Topology): string {
  return `${['flowchart LR', ...classes, ...clusters.flatMap((cluster, index) => clusterLines(`c${index}`, cluster))].join('\n')}\n`;
}

function clusterLines(id: string, cluster: TopologyCluster): readonly string[] {
  const { name, nodes, instances, services } = cluster;
  return [
    `  subgraph ${id}["${label([name])}"]`,
    ...nodes.flatMap((node, at) => [
      `    subgraph ${id}n${at}["${label([node.name])}"]`,
      ...instances.flatMap((instance, index) => instance.members.flatMap((member) => member.node === node.name
        ? [`      ${id}n${at}i${index}["${label([member.name, otherRouterText(member, instance), priorityText(member), stateText(member), roleText(member)])}"]:::${member.role}`] : [])),
      '    end',
    ]),
    ...instances.flatMap((instance, index) => instanceLines(id, index, instance, cluster)),
    ...services.flatMap((service, index) => serviceLines(id, index, service, cluster)),
    '  end',
  ];
}

function instanceLines(id: string, index: number, instance: TopologyInstance, { nodes }: TopologyCluster): readonly string[] {
  const address = `${id}i${index}`;
  return [
    `    ${address}(["${label([`${instance.name}, ${routerText(instance)}`, ...addressLines(instance)])}"]):::address`,
    ...instance.members.map(({ node, role }) => {
      const member = `${id}n${nodes.findIndex(({ name }) => name === node)}i${index}`;
      if (role === 'master') return `    ${member} ==>|holds| ${address}`;
      const takeovers = instance.takeovers.filter(({ to }) => to.includes(node));
      return takeovers.length === 0 ? `    ${member} -.- ${address}` : `    ${member} -.->|"${label(takeovers.map(takeoverText))}"| ${address}`;
    }),
  ];
}

function serviceLines(id: string, index: number, service: TopologyService, cluster: TopologyCluster): readonly string[] {
  const own = `${id}s${index}`;
  const lines = [`    ${own}[["${label([`${serviceTitle(service)}${onlyText(service.nodes, cluster)}`, serviceText(service)])}"]]:::service`];
  if (service.instance !== null) lines.push(`    ${id}i${service.instance} --> ${own}`);
  service.realServers.forEach((server, at) => {
    lines.push(`    ${own}r${at}["${label([`${server.name}${onlyText(server.nodes, cluster)}`, checksText(server.checks)])}"]:::server`, `    ${own} -->|"weight ${server.weight ?? '?'}"| ${own}r${at}`);
  });
  if (service.realServersUnknown) lines.push(`    ${own}u["${label(['… not known before start'])}"]:::server`, `    ${own} --> ${own}u`);
  if (service.sorryServer !== null) lines.push(`    ${own}y["${label([service.sorryServer, 'sorry server'])}"]:::server`, `    ${own} -.-> ${own}y`);
  return lines;
}

/** Inside quotes mermaid wants entities for what would end or begin something. */
function label(lines: readonly string[]): string {
  return lines.filter((line) => line !== '').map((line) => line.replace(/[#"<>&;|`\\]/g, (character) => `#${character.codePointAt(0) ?? 32};`).replace(/\s+/g, ' ')).join('<br/>');
}
