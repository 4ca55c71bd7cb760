import { plainInstance, plainNode, type FailoverCluster, type FailoverInstance, type FailoverNode, type Tracker } from '../model.ts';

/** The version whose behaviour is asked for when a test does not care. */
export const current = 2_004_003;
export const before233 = 2_002_007;

export function script(weight: number | undefined, options: Partial<Tracker> = {}): Tracker {
  return { kind: 'script', name: 'check', weight, reverse: false, ...options };
}

/** An instance VI_1 on eth0, multicast, with one address. */
export function member(values: Partial<FailoverInstance> = {}): FailoverInstance {
  return plainInstance('VI_1', { vrid: 51, interface: 'eth0', state: 'BACKUP', priority: 100, vips: ['192.0.2.100'], ...values });
}

/** A node whose addresses end in its position, so that later nodes have the higher address. */
export function node(position: number, instances: readonly FailoverInstance[], values: Partial<FailoverNode> = {}): FailoverNode {
  return plainNode(`n${position}`, {
    interfaces: [{ name: 'eth0', addresses: [`192.0.2.${position}/24`] }, { name: 'eth1', addresses: [`198.51.100.${position}/24`] }],
    scripts: [{ name: 'check', command: '/usr/bin/test -f /run/ok', interval: 2, timeout: null, fall: 3, rise: 1 }],
    instances, ...values,
  });
}

/** A cluster with one instance per node. */
export function clusterOf(members: readonly FailoverInstance[], target = current): FailoverCluster {
  return { target, nodes: members.map((instance, at) => node(at + 1, [instance])) };
}
