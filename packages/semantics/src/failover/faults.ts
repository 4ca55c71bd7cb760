import { comparable } from './address.ts';
import { detectionSeconds } from './timing.ts';
import type { FailoverCluster, Fault, Tracker } from './model.ts';
import type { Roster, Unit } from './roster.ts';

/** Faults that are looked at together. */
export interface FaultSet {
  /** `common`: one cause that all nodes feel at once, such as a gateway that every node pings. */
  readonly kind: 'single' | 'common' | 'pair';
  readonly faults: readonly Fault[];
  /** Seconds until the slowest of them is noticed; undefined when that cannot be known. */
  readonly detection: number | undefined;
}

/** Pairs of script faults are looked at up to this number of nodes. */
const pairsUpTo = 4;

/**
 * Everything that can go wrong: each node without power and each daemon stopped, each interface in use, each tracked script,
 * process, file and bfd; checks that all nodes share; and pairs of scripts when two faults at once are asked for.
 */
export function possibleFaults(cluster: FailoverCluster, units: readonly Unit[], atOnce: 1 | 2): FaultSet[] {
  const single = cluster.nodes.flatMap((node, index) => faultsOf(node.name, units.filter((unit) => unit.node === index)));
  const detected = new Map(single.map((fault) => [fault, detectionOf(cluster, fault)]));
  const together = (kind: FaultSet['kind'], faults: readonly Fault[]): FaultSet => {
    const seconds = faults.map((fault) => detected.get(fault) ?? detectionOf(cluster, fault));
    return { kind, faults, detection: seconds.every((each) => each !== undefined) ? Math.max(...seconds) : undefined };
  };
  const sets = [...single.map((fault) => together('single', [fault])), ...commonFaults(cluster, units).map((faults) => together('common', faults))];
  if (atOnce === 2 && cluster.nodes.length <= pairsUpTo) {
    const scripts = single.filter((fault) => fault.type === 'script_fail');
    scripts.forEach((left, at) => sets.push(...scripts.slice(at + 1).map((right) => together('pair', [left, right]))));
  }
  return sets;
}

function detectionOf(cluster: FailoverCluster, fault: Fault): number | undefined {
  if (fault.type !== 'script_fail') return 0;
  return detectionSeconds(cluster.nodes.find((node) => node.name === fault.node)?.scripts.find((script) => script.name === fault.script));
}

function faultsOf(node: string, units: readonly Unit[]): Fault[] {
  if (units.length === 0) return [];
  const trackers = units.flatMap((unit) => unit.configured);
  const names = (kind: Tracker['kind']): string[] => [...new Set(trackers.filter((tracker) => tracker.kind === kind).map((tracker) => tracker.name))];
  const carriers = units.map((unit) => unit.carrier).filter((carrier) => carrier !== undefined);
  return [
    { type: 'node_down', node }, { type: 'daemon_stop', node },
    ...[...new Set([...carriers, ...names('interface')])].map((name): Fault => ({ type: 'interface_down', node, interface: name })),
    ...names('script').map((script): Fault => ({ type: 'script_fail', node, script })),
    ...names('process').map((process): Fault => ({ type: 'process_fail', node, process })),
    ...names('file').map((file): Fault => ({ type: 'file_value', node, file, value: harmfulValue(trackers.filter((tracker) => tracker.kind === 'file' && tracker.name === file)) })),
    ...names('bfd').map((bfd): Fault => ({ type: 'bfd_down', node, bfd })),
  ];
}

/**
 * The value that a failing service would write: 1 counts as failure without weight and where the weight is a penalty;
 * with the weight 1 the file itself holds the penalty, and -254 means FAULT.
 */
function harmfulValue(trackers: readonly Tracker[]): number {
  const weight = trackers.map((tracker) => (tracker.weight ?? 0) * (tracker.reverse === true ? -1 : 1)).find((value) => value !== 0) ?? 0;
  if (weight === 1) return -254;
  return weight > 0 ? -1 : 1;
}

/** Scripts that run the same command on every node and ask somebody else: they fail everywhere at once. */
function commonFaults(cluster: FailoverCluster, units: readonly Unit[]): Fault[][] {
  const { nodes } = cluster;
  if (nodes.length < 2) return [];
  const tracked = new Set(units.flatMap((unit) => unit.configured.map((tracker) => tracker.object)));
  const own = new Set(nodes.flatMap((node) => node.interfaces.flatMap((device) => [...(device.addresses ?? [])])).map(comparable));
  for (const unit of units) for (const address of [unit.source ?? undefined, ...(unit.vips ?? [])]) own.add(address);
  const byCommand = new Map<string, Fault[]>();
  nodes.forEach((node, index) => {
    for (const script of node.scripts) {
      const command = script.command?.trim().replace(/\s+/g, ' ');
      if (command === undefined || !tracked.has(`${index} script ${script.name}`) || !asksElsewhere(command, own)) continue;
      byCommand.set(command, [...(byCommand.get(command) ?? []), { type: 'script_fail', node: node.name, script: script.name }]);
    }
  });
  return [...byCommand.values()].filter((faults) => new Set(faults.map((fault) => fault.node)).size === nodes.length);
}

/** Whether a command names an address or host that is neither this machine nor a member of the cluster. */
export function asksElsewhere(command: string, own: ReadonlySet<string | undefined>): boolean {
  const hosts = [...command.matchAll(/(?<![a-z])[a-z]+:\/\/(?:[^/\s@]*@)?([^/\s:'"]+)/gi)].map((match) => match[1] ?? '');
  if (hosts.some((host) => comparable(host) === undefined && host !== 'localhost' && host.includes('.'))) return true;
  return addressesIn(command).some((address) => !own.has(address) && !/^ipv4:(7f|00000000)|^ipv6:0{31}[01]$/.test(address));
}

/** The IP addresses among the words of a command, comparable. */
function addressesIn(command: string): string[] {
  return command.split(/[\s/'"=,;|&()[\]<>]+/).filter((word) => /^\d+\.\d+\.\d+\.\d+|:.*:/.test(word))
    .map((word) => comparable(word.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1'))).filter((address) => address !== undefined);
}

/** The opposite of faults: everything as it was before. */
export function recoveryOf(cluster: FailoverCluster, faults: readonly Fault[]): Fault[] {
  return faults.map((fault): Fault => {
    const { node } = fault;
    switch (fault.type) {
      case 'script_fail': return { type: 'script_ok', node, script: fault.script };
      case 'process_fail': return { type: 'process_ok', node, process: fault.process };
      case 'bfd_down': return { type: 'bfd_up', node, bfd: fault.bfd };
      case 'interface_down': case 'cable_pulled': return { type: 'interface_up', node, interface: fault.interface };
      case 'partition': return { type: 'join', node, interface: fault.interface };
      case 'node_down': case 'daemon_stop': return { type: 'node_back', node };
      case 'file_value': {
        const file = cluster.nodes.find((candidate) => candidate.name === node)?.files.find((candidate) => candidate.name === fault.file);
        return { ...fault, value: file?.value ?? 0 };
      }
      default: return fault;
    }
  });
}

/**
 * For each thing that can break, the elections that can feel it, also through another member of a sync group.
 *
 * @returns the elections by object, and under the number of a node those that a fault of the node itself concerns
 */
export function concerned(roster: Roster): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  const add = (key: string, elections: readonly number[]): void => {
    const known = found.get(key) ?? new Set<number>();
    found.set(key, known);
    for (const election of elections) known.add(election);
  };
  for (const unit of roster.units) {
    const elections = (roster.groups[unit.group] ?? []).map((index) => roster.units[index]?.election ?? unit.election);
    add(String(unit.node), elections);
    for (const tracker of unit.configured) if (tracker.object !== undefined) add(tracker.object, elections);
    if (unit.carrier !== undefined) add(`${unit.node} interface ${unit.carrier}`, elections);
    else for (const device of unit.owner.interfaces) add(`${unit.node} interface ${device.name}`, elections);
  }
  return found;
}

/** Scripts that test something only a master has, its virtual address: the node that fails the check can never pass it again. */
export function selfInduced(units: readonly Unit[]): { unit: Unit; script: string; address: string }[] {
  const named = new Map<string, readonly string[]>();
  const addresses = (command: string): readonly string[] => {
    const known = named.get(command) ?? addressesIn(command);
    named.set(command, known);
    return known;
  };
  return units.flatMap((unit) => unit.configured.filter((tracker) => tracker.kind === 'script').flatMap((tracker) => {
    const command = unit.owner.scripts.find((script) => script.name === tracker.name)?.command ?? '';
    const found = addresses(command).find((address) => unit.vips?.has(address) === true);
    const written = (unit.instance.vips ?? []).find((vip) => comparable(vip) === found);
    return found === undefined || written === undefined ? [] : [{ unit, script: tracker.name, address: written }];
  }));
}
