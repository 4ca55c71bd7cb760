import { plainInstance, plainNode, simulate, type FailoverCluster, type FailoverInstance, type FailoverNode, type FailoverSyncGroup, type Fault, type Scenario, type Tracker } from '../../packages/semantics/src/failover.ts';
import type { Version } from '@kaconf/schema';
import { devices, type Experiment } from './experiment.ts';
import { Random } from '../random.ts';

const subnet = { eth0: '10.77.0', eth1: '10.78.0' } as const;
type Device = (typeof devices)[number];

/** What all members of a generated cluster have in common. */
interface Plan {
  readonly random: Random;
  readonly names: readonly string[];
  /** Last byte of each node's addresses: the tie-break must not follow the order of the nodes. */
  readonly hosts: readonly number[];
  readonly version: 2 | 3 | null;
  readonly unicast: boolean;
  readonly nopreempt: 'all' | 'some' | 'none';
  /** How the first instance addresses the others; the second one is always IPv4. */
  readonly family: 'ipv4' | 'ipv6';
  /** Where the second instance runs. */
  readonly second: Device;
}

/**
 * One experiment; the same seed gives the same one.
 *
 * @param target the version of the daemons that will play it
 */
export function generate(seed: number, target: Version): Experiment {
  const random = new Random(seed);
  const count = random.chance(0.35) ? 3 : 2;
  const plan: Plan = {
    random, names: ['n1', 'n2', 'n3'].slice(0, count), hosts: random.shuffled([11, 12, 13]).slice(0, count),
    version: random.chance(0.25) ? 3 : random.chance(0.3) ? 2 : null,
    unicast: random.chance(0.3),
    nopreempt: random.one(['none', 'none', 'none', 'some', 'all'] as const),
    second: random.one(devices), family: random.chance(0.1) ? 'ipv6' : 'ipv4',
  };
  const instances = random.chance(0.5) ? 2 : 1;
  const grouped = instances === 2 && random.chance(0.6);
  const shared = grouped && random.chance(0.7);
  const trackers = instanceTrackers(random);
  const groupTrackers = grouped && random.chance(0.6) ? instanceTrackers(random) : [];
  const byInstance = Array.from({ length: instances }, (_, at) => priorities(random, count, at));
  const nodes = plan.names.map((_, at) => {
    const own = byInstance.map((list, number) => instanceOf(plan, at, number, list[at] ?? 100, random.chance(0.85) ? trackers : instanceTrackers(random)));
    // Members of a group normally have one priority per node; sometimes they do not.
    const members = shared && random.chance(0.8) ? own.map((instance) => ({ ...instance, priority: own[0]?.priority ?? 100 })) : own;
    const group: FailoverSyncGroup = { name: 'G', members: members.map((instance) => instance.name), trackers: groupTrackers, trackingWeight: false };
    const withGroup = grouped && (count === 3 || random.chance(0.93));
    return nodeOf(plan, at, members, withGroup ? [{ ...group, trackingWeight: seed % 3 === 0 }] : []);
  });
  const cluster = mismatch(plan, { target, nodes });
  return { name: `cluster-${seed}`, seed, cluster, scenarios: scenariosFor(random, cluster) };
}

function priorities(random: Random, count: number, instance: number): number[] {
  const list = random.shuffled(random.chance(0.5) ? [100, 150, 200] : [100, 150, 120, 90, 200, 110]).slice(0, count);
  if (random.chance(0.15)) list[1] = list[0] ?? 100;
  if (random.chance(0.08) && instance === 0) list[0] = 255;
  if (list[0] === 255 && random.chance(0.3)) list[1] = 255;
  if (random.chance(0.08)) list[0] = 254;
  return list;
}

function instanceTrackers(random: Random): Tracker[] {
  const trackers: Tracker[] = [];
  const reverse = random.chance(0.12);
  if (random.chance(0.75)) trackers.push({ kind: 'script', name: 'check', weight: random.one([-60, -30, -10, 0, 0, 2, 10, 40]), reverse });
  if (random.chance(0.25)) trackers.push({ kind: 'script', name: 'other', weight: random.one([-30, 0, 20]), reverse: false });
  if (random.chance(0.3)) trackers.push({ kind: 'file', name: 'load', weight: random.one([0, 1, -1, -10, 5]), reverse: random.chance(0.1) });
  if (random.chance(0.3)) trackers.push({ kind: 'interface', name: 'eth1', weight: random.one([0, -40, 20, -100]), reverse: false });
  return trackers;
}

function instanceOf(plan: Plan, at: number, number: number, priority: number, trackers: readonly Tracker[]): FailoverInstance {
  const { random } = plan;
  const used = number === 1 ? plan.second : 'eth0';
  const host = (node: number): string => `${subnet[used]}.${plan.hosts[node] ?? 0}`;
  const peers = plan.names.map((_, node) => node).filter((node) => node !== at).map(host);
  const secondDevice = random.chance(0.06);
  const family = number === 0 ? plan.family : 'ipv4';
  const unicast = plan.unicast && family === 'ipv4';
  const vips = family === 'ipv6' ? ['fd77::100'] : [`${subnet[used]}.${100 + number}`, ...(secondDevice ? [`${subnet.eth1}.${150 + number}`] : [])];
  const state = random.one(['MASTER', 'BACKUP', 'BACKUP', null] as const);
  return plainInstance(`VI_${number + 1}`, {
    family, vrid: 51 + number, interface: used, priority, state: plan.nopreempt === 'none' ? state : 'BACKUP',
    version: plan.version, advertInterval: 1, downTimerAdverts: random.chance(0.08) ? random.one([2, 4]) : 3,
    nopreempt: plan.nopreempt === 'all' || (plan.nopreempt === 'some' && random.chance(0.5)),
    preemptDelay: plan.nopreempt === 'none' && random.chance(0.06) ? 3 : 0,
    dontTrackPrimary: random.chance(0.07), lowerPrioNoAdvert: random.chance(0.05),
    transport: unicast ? { kind: 'unicast', peers, checkSource: random.chance(0.2) } : { kind: 'multicast', group: null },
    sourceAddress: unicast ? host(at) : null,
    vips, addressDevices: secondDevice && family === 'ipv4' && used !== 'eth1' ? ['eth1'] : [],
    trackers: trackers.filter((tracker) => tracker.name !== used),
  });
}

function nodeOf(plan: Plan, at: number, instances: readonly FailoverInstance[], syncGroups: readonly FailoverSyncGroup[]): FailoverNode {
  const tracked = [...instances.flatMap((instance) => instance.trackers), ...syncGroups.flatMap((group) => group.trackers)];
  const named = (kind: string): string[] => [...new Set(tracked.filter((tracker) => tracker.kind === kind).map((tracker) => tracker.name))];
  return plainNode(plan.names[at] ?? '', {
    interfaces: devices.map((name) => ({ name, addresses: [`${subnet[name]}.${plan.hosts[at] ?? 0}/24`] })),
    instances, syncGroups,
    scripts: named('script').map((name) => ({ name, command: 'test', interval: 1, timeout: 3, fall: name === 'other' ? 2 : 1, rise: 1 })),
    files: named('file').map((name) => ({ name, value: 0 })),
  });
}

const everyMismatch = ['vrid', 'auth', 'password', 'interval', 'version', 'vips', 'peer', 'group', 'transport'] as const;

/** In a part of the clusters one node disagrees with the others about something that makes adverts be refused. */
function mismatch(plan: Plan, cluster: FailoverCluster): FailoverCluster {
  const { random } = plan;
  if (!random.chance(0.3)) return cluster;
  // With IPv6, version 2 and a password the receiving 2.2.7 crashes, so there is nothing to compare.
  const kinds = plan.family === 'ipv6' ? ['vrid', 'interval', 'version', 'vips'] as const : everyMismatch;
  const kind: (typeof everyMismatch)[number] = random.one(kinds);
  const victim = random.integer(0, cluster.nodes.length - 1);
  const spoil = (instance: FailoverInstance): FailoverInstance => {
    const { transport } = instance;
    switch (kind) {
      case 'vrid': return { ...instance, vrid: (instance.vrid ?? 0) + 20 };
      case 'auth': return { ...instance, authentication: { type: 'PASS', password: 'secret' } };
      case 'interval': return { ...instance, advertInterval: 2 };
      case 'version': return { ...instance, version: instance.version === 3 ? 2 : 3 };
      case 'vips': return { ...instance, vips: [...(instance.vips ?? []), instance.family === 'ipv6' ? 'fd77::199' : `${(instance.vips?.[0] ?? '').slice(0, 7)}.199`] };
      case 'peer': return transport?.kind === 'unicast' ? { ...instance, transport: { ...transport, peers: (transport.peers ?? []).slice(1) } } : instance;
      case 'group': return transport?.kind === 'multicast' && instance.family === 'ipv4' ? { ...instance, transport: { ...transport, group: '224.0.0.77' } } : instance;
      case 'transport': return transport?.kind === 'unicast' ? { ...instance, transport: { kind: 'multicast', group: null }, sourceAddress: null } : instance;
      case 'password': return { ...instance, authentication: { type: 'PASS', password: 'wrong' } };
    }
  };
  const others = (instance: FailoverInstance): FailoverInstance => (kind === 'password' ? { ...instance, authentication: { type: 'PASS', password: random.chance(0.8) ? 'right' : 'wrong' } } : instance);
  return { ...cluster, nodes: cluster.nodes.map((node, at) => ({ ...node, instances: node.instances.map(at === victim ? spoil : others) })) };
}

/** A start, and some faults and recoveries that make sense one after the other. */
function scenariosFor(random: Random, cluster: FailoverCluster): Scenario[] {
  const scenarios: Scenario[] = [{ name: 'start', faults: [] }];
  const broken = new Map<string, Fault>();
  const alone = simulate(cluster, [{ name: 'start', faults: [] }], 'any')[0]?.undecidable ?? [];
  // Who wins equal priorities depends on who was started first; after a partition the addresses decide.
  for (const node of alone.length > 0 ? cluster.nodes.slice(0, -1) : []) {
    scenarios.push({ name: `${node.name} cut off`, faults: devices.map((name) => ({ type: 'partition', node: node.name, interface: name })) },
      { name: `${node.name} joined`, faults: devices.map((name) => ({ type: 'join', node: node.name, interface: name })) });
  }
  const length = random.integer(4, 6);
  for (let step = 0; step < length; step++) {
    const first = nextFault(random, cluster, broken);
    const second = random.chance(0.1) ? nextFault(random, cluster, broken) : undefined;
    // Two things at once happen on two nodes; on one node they might undo each other.
    const apart = second && second.node !== first.node;
    const steps = !second ? [[first]] : apart ? [[first, second]] : [[first], [second]];
    for (const faults of steps) scenarios.push({ name: faults.map(nameOf).join(', '), faults });
  }
  return scenarios;
}

/** A new fault, or with the same probability the end of one that lasts. */
function nextFault(random: Random, cluster: FailoverCluster, broken: Map<string, Fault>): Fault {
  const lasting = [...broken.keys()];
  if (lasting.length > 0 && random.chance(lasting.length > 2 ? 0.75 : 0.45)) {
    const key = random.one(lasting);
    const fault = broken.get(key);
    broken.delete(key);
    if (fault) return fault;
  }
  const node = random.one(cluster.nodes);
  const name = node.name;
  const add = (key: string, fault: Fault, end: Fault): Fault => {
    if (broken.has(key)) return nextFault(random, cluster, broken);
    broken.set(key, end);
    return fault;
  };
  const tracked = [...node.scripts.map((script) => script.name)];
  const kind = random.one(['script', 'script', 'script', 'file', 'interface', 'interface', 'partition', 'power', 'daemon'] as const);
  const device = random.one(devices);
  switch (kind) {
    case 'script': {
      if (tracked.length === 0) return nextFault(random, cluster, broken);
      const script = random.one(tracked);
      return add(`script ${name} ${script}`, { type: 'script_fail', node: name, script }, { type: 'script_ok', node: name, script });
    }
    case 'file': {
      const [file] = node.files;
      if (!file) return nextFault(random, cluster, broken);
      const value = random.one([1, 5, 20, -5, -20, -254, 60]);
      return add(`file ${name}`, { type: 'file_value', node: name, file: file.name, value }, { type: 'file_value', node: name, file: file.name, value: 0 });
    }
    case 'interface': {
      const type = random.chance(0.5) ? 'interface_down' : 'cable_pulled';
      return add(`interface ${name} ${device}`, { type, node: name, interface: device }, { type: 'interface_up', node: name, interface: device });
    }
    case 'partition': return add(`partition ${name} ${device}`, { type: 'partition', node: name, interface: device }, { type: 'join', node: name, interface: device });
    case 'power': return add(`node ${name}`, { type: 'node_down', node: name }, { type: 'node_back', node: name });
    case 'daemon': return add(`node ${name}`, { type: 'daemon_stop', node: name }, { type: 'node_back', node: name });
  }
}

function nameOf(fault: Fault): string {
  const object = 'script' in fault ? fault.script : 'file' in fault ? `${fault.file}=${fault.value}` : 'interface' in fault ? fault.interface : '';
  return `${fault.type} ${fault.node} ${object}`.trim();
}
