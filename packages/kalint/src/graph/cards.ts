import { visible } from '../render/terminal-text.ts';
import type { TopologyService } from './services.ts';
import type { Card } from './shapes.ts';
import { foldLines, type Line } from './svg-text.ts';
import type { TopologyCluster, TopologyInstance, TopologyMember } from './topology.ts';
import { addressLines, checksText, onlyText, otherRouterText, priorityText, roleText, routerText, serviceText, serviceTitle, stateNote, stateText } from './words.ts';

/** Widest text of a column, in columns of the font. */
const limits = { label: 26, member: 26, address: 40, service: 36, server: 46 } as const;

/** What stands at the left of a row: the virtual router. */
export function labelOf(instance: TopologyInstance): readonly Line[] {
  const worst = instance.verdicts.some(({ severity }) => severity === 'error') ? 'kg-error' : 'kg-warning';
  return [
    ...foldLines(instance.name, limits.label, 'kg-strong'),
    ...foldLines(routerText(instance), limits.label, 'kg-dim'),
    ...foldLines(stateNote(instance), limits.label, worst),
  ];
}

/** One instance on one node. */
export function memberCard(member: TopologyMember, instance: TopologyInstance): Card {
  const { role, name, nopreempt, syncGroup } = member;
  const more = [nopreempt ? 'nopreempt' : '', syncGroup === null ? '' : `group ${syncGroup}`].filter((text) => text !== '').join(', ');
  const mark = role === 'master' ? '● master' : role === 'backup' ? '○ backup' : '? undecided';
  return {
    style: `kg-${role}`,
    hint: visible(`${name} on ${member.node}: ${roleText(member)} while all is well`),
    lines: [
      { text: mark, style: `kg-strong ${role === 'master' ? 'kg-good' : role === 'unknown' ? 'kg-warning' : 'kg-dim'}` },
      ...(name === instance.name ? [] : foldLines(name, limits.member, '')),
      ...foldLines(otherRouterText(member, instance), limits.member, 'kg-error'),
      ...foldLines(priorityText(member), limits.member, ''),
      ...foldLines(stateText(member), limits.member, 'kg-dim'),
      ...foldLines(more, limits.member, 'kg-dim'),
    ],
  };
}

/** The addresses of one virtual router. */
export function addressCard(instance: TopologyInstance): Card {
  return { style: 'kg-address', hint: visible(`addresses of ${instance.name}`), lines: addressLines(instance).flatMap((text) => foldLines(text, limits.address, '')) };
}

/** A virtual server. */
export function serviceCard(service: TopologyService, cluster: TopologyCluster): Card {
  return {
    style: 'kg-service', hint: visible(`virtual server ${service.name}`),
    lines: [
      ...foldLines(serviceTitle(service), limits.service, 'kg-strong'),
      ...foldLines(serviceText(service), limits.service, 'kg-dim'),
      ...foldLines(onlyText(service.nodes, cluster).trim(), limits.service, 'kg-warning'),
    ],
  };
}

/** All that is behind a virtual server. */
export function serversCard(service: TopologyService, cluster: TopologyCluster): Card {
  const lines = service.realServers.flatMap(({ name, weight, checks, nodes }) => [
    ...foldLines(`${name}  weight ${weight ?? '?'}`, limits.server, ''),
    // A service that only one node has is marked as a whole.
    ...foldLines(nodes.length === service.nodes.length ? '' : onlyText(nodes, cluster).trim(), limits.server, 'kg-warning'),
    ...foldLines(`  ${checksText(checks)}`, limits.server, checks.length === 0 ? 'kg-small kg-warning' : 'kg-small kg-dim'),
  ]);
  if (service.realServersUnknown) lines.push({ text: '… not known before start', style: 'kg-dim' });
  if (service.sorryServer !== null) lines.push(...foldLines(`sorry server ${service.sorryServer}`, limits.server, 'kg-dim'));
  if (lines.length === 0) lines.push({ text: 'no real server', style: 'kg-warning' });
  return { style: 'kg-card', hint: visible(`real servers of ${service.name}`), lines };
}
