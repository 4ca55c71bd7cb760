import { comparable } from './address.ts';
import { trackedBy } from './verdicts.ts';
import type { Fault, Tracker } from './model.ts';
import type { Roster, Unit } from './roster.ts';

/** Faults that are looked at together. */
export interface FaultSet {
  /** `common`: one cause that all nodes feel at once, such as a gateway that every node pings. */
  readonly kind: 'single' | 'common' | 'pair';
  readonly faults: readonly Fault[];
}

/** Pairs of script faults are looked at up to this number of nodes. */
const pairsUpTo = 4;

/**
 * Everything that can go wrong: each node without power and each daemon stopped, each interface in use, each tracked script,
 * process, file and bfd; checks that all nodes share; and pairs of scripts when two faults at once are asked for.
 */
export function possibleFaults(roster: Roster, atOnce: 1 | 2): FaultSet[] {
  const single = roster.cluster.nodes.flatMap((node, index) => faultsOf(node.name, roster.units.filter((unit) => unit.node === index)));
  const sets: FaultSet[] = single.map((fault) => ({ kind: 'single', faults: [fault] }));
  sets.push(...commonFaults(roster).map((faults) => ({ kind: 'common' as const, faults })));
  if (atOnce === 2 && roster.cluster.nodes.length <= pairsUpTo) {
    const scripts = single.filter((fault) => fault.type === 'script_fail');
    scripts.forEach((left, at) => sets.push(...scripts.slice(at + 1).map((right) => ({ kind: 'pair' as const, faults: [left, right] }))));
  }
  return sets;
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
function commonFaults(roster: Roster): Fault[][] {
  const { nodes } = roster.cluster;
  if (nodes.length < 2) return [];
  const tracked = (node: number, script: string): boolean => roster.units.some((unit) => unit.node === node && unit.configured.some((tracker) => tracker.kind === 'script' && tracker.name === script));
  const own = ownAddresses(roster);
  const byCommand = new Map<string, Fault[]>();
  nodes.forEach((node, index) => {
    for (const script of node.scripts) {
      const command = script.command?.trim().replace(/\s+/g, ' ');
      if (command === undefined || !tracked(index, script.name) || !asksElsewhere(command, own)) continue;
      byCommand.set(command, [...(byCommand.get(command) ?? []), { type: 'script_fail', node: node.name, script: script.name }]);
    }
  });
  return [...byCommand.values()].filter((faults) => new Set(faults.map((fault) => fault.node)).size === nodes.length);
}

function ownAddresses(roster: Roster): Set<string | undefined> {
  const listed = roster.cluster.nodes.flatMap((node) => node.interfaces.flatMap((device) => [...(device.addresses ?? [])]));
  const virtual = roster.units.flatMap((unit) => [...(unit.instance.vips ?? [])]);
  return new Set([...listed, ...virtual].map(comparable).concat(roster.units.map((unit) => unit.source ?? undefined)));
}

/** Whether a command names an address or host that is neither this machine nor a member of the cluster. */
export function asksElsewhere(command: string, own: ReadonlySet<string | undefined>): boolean {
  const hosts = [...command.matchAll(/[a-z]+:\/\/(?:[^/\s@]*@)?([^/\s:'"]+)/gi)].map((match) => match[1] ?? '');
  if (hosts.some((host) => comparable(host) === undefined && host !== 'localhost' && host.includes('.'))) return true;
  const words = command.split(/[\s/'"=,;|&()[\]<>]+/).map((word) => word.replace(/(?<=\d\.\d+\.\d+\.\d+):\d+$/, ''));
  return words.map(comparable).some((address) => address !== undefined && !own.has(address) && !/^ipv4:(7f|00000000)|^ipv6:0{31}[01]$/.test(address));
}

/** The opposite of faults: everything as it was before. */
export function recoveryOf(roster: Roster, faults: readonly Fault[]): Fault[] {
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
        const file = roster.cluster.nodes.find((candidate) => candidate.name === node)?.files.find((candidate) => candidate.name === fault.file);
        return { ...fault, value: file?.value ?? 0 };
      }
      default: return fault;
    }
  });
}

/** Whether a fault can matter to a unit or to another member of its sync group. */
export function concerns(roster: Roster, unit: Unit, fault: Fault): boolean {
  if (unit.owner.name !== fault.node) return false;
  const group = (roster.groups[unit.group] ?? []).map((index) => roster.units[index]).filter((member) => member !== undefined);
  const object = trackedBy(fault);
  if (!object) return 'interface' in fault ? group.some((member) => member.carrier === undefined || member.carrier === fault.interface) : true;
  return group.some((member) => member.configured.some((tracker) => tracker.kind === object.kind && tracker.name === object.name)
    || (object.kind === 'interface' && (member.carrier === undefined || member.carrier === object.name)));
}

/** Scripts that test something only a master has, its virtual address: the node that fails the check can never pass it again. */
export function selfInduced(roster: Roster): { unit: Unit; script: string; address: string }[] {
  return roster.units.flatMap((unit) => unit.configured.filter((tracker) => tracker.kind === 'script').flatMap((tracker) => {
    const command = unit.owner.scripts.find((script) => script.name === tracker.name)?.command ?? '';
    const words = command.split(/[\s/'"=,;|&()[\]<>]+/).map((word) => comparable(word.replace(/(?<=\d\.\d+\.\d+\.\d+):\d+$/, '')));
    const address = (unit.instance.vips ?? []).find((vip) => words.includes(comparable(vip)));
    return address === undefined ? [] : [{ unit, script: tracker.name, address }];
  }));
}
