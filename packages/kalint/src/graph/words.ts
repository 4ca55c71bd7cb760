import { visible } from '../render/terminal-text.ts';
import type { TopologyCheck, TopologyService } from './services.ts';
import type { Takeover, Topology, TopologyAddress, TopologyCluster, TopologyInstance, TopologyMember } from './topology.ts';

/** `192.0.2.1/24 dev eth0`, as far as it is known. */
export function addressText({ address, prefix, device, excluded }: TopologyAddress): string {
  return visible(`${address}${prefix === null ? '' : `/${prefix}`}${device === null ? '' : ` dev ${device}`}${excluded ? ' (excluded)' : ''}`);
}

/** All addresses, and that there are others, one for each line. */
export function addressLines({ addresses, addressesUnknown }: TopologyInstance): readonly string[] {
  const lines = addresses.map(addressText);
  return addressesUnknown ? [...lines, '… not known before start'] : lines.length === 0 ? ['no address'] : lines;
}

/** `virtual router 51, IPv4`. */
export function routerText({ vrid, family }: TopologyInstance): string {
  return `VRID ${vrid ?? '?'}${family === null ? '' : family === 'ipv4' ? ', IPv4' : ', IPv6'}`;
}

/** `priority 100`, and what it is with the trackers where that is another number. */
export function priorityText({ priority, effectivePriority }: TopologyMember): string {
  const changed = effectivePriority !== null && effectivePriority !== priority;
  return `priority ${priority ?? '?'}${changed ? ` → ${effectivePriority}` : ''}`;
}

/** The virtual router id of a member that has another one than the instance. */
export function otherRouterText({ vrid }: TopologyMember, instance: TopologyInstance): string {
  return vrid === null || vrid === instance.vrid ? '' : `VRID ${vrid}`;
}

/** State and device as written. */
export function stateText({ state, interface: device }: TopologyMember): string {
  return visible([state ?? '', device ?? ''].filter((part) => part !== '').join(' · '));
}

/** What the node does while all is well. */
export function roleText({ role }: TopologyMember): string {
  return role === 'unknown' ? 'undecided' : role;
}

/** `3.6 s`, or nothing. */
export function secondsText(seconds: number | null): string {
  return seconds === null ? '' : `${seconds.toFixed(1)} s`;
}

/** What a backup does for a master: `backs up lb1, 3.6 s`. */
export function takeoverText({ from, seconds }: Takeover): string {
  return `backs up ${visible(from)}${seconds === null ? '' : `, ${secondsText(seconds)}`}`;
}

/** The name of a service with its protocol. */
export function serviceTitle({ name, protocol }: TopologyService): string {
  return visible([name, protocol ?? ''].filter((part) => part !== '').join(' '));
}

/** Scheduler and method. */
export function serviceText({ scheduler, method }: TopologyService): string {
  return visible([scheduler, method].filter((part) => part !== null).join(' · '));
}

/** `TCP_CHECK :80`, or that nothing is checked. */
export function checksText(checks: readonly TopologyCheck[]): string {
  return checks.length === 0 ? 'no check' : visible(checks.map(({ kind, detail }) => `${kind} ${detail}`.trim()).join(', '));
}

/** ` (only lb1)` where not all nodes of the cluster have it. */
export function onlyText(having: readonly string[], { nodes }: TopologyCluster): string {
  return having.length === nodes.length ? '' : visible(` (only ${having.join(', ')})`);
}

/** What to say of the healthy state, where something is. */
export function stateNote({ masters, startOrder, verdicts, members }: TopologyInstance): string {
  const names = verdicts.map(({ rule }) => rule).join(', ');
  if (startOrder) return 'equal priorities: whoever starts first is master';
  if (masters === null) return 'who is master cannot be decided';
  return names !== '' && members.length > 1 ? visible(`${names}: ${masters.length === 0 ? 'nobody is master' : `master on ${masters.join(' and ')}`}`) : '';
}

/** For titles. */
export function titleOf({ clusters }: Topology): string {
  return visible(clusters.map(({ name }) => name).join(', '));
}
