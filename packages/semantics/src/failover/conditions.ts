import type { Choices } from './choices.ts';
import type { Fault } from './model.ts';
import type { Acting, Roster, Unit } from './roster.ts';

/** Running, stopped in an orderly way, or without power. */
export type NodeCondition = 'up' | 'stopped' | 'down';

/** The name under which conditions know the object of a fault or recovery; undefined for faults of nodes and of the network. */
export function objectOf(node: number, fault: Fault): string | undefined {
  switch (fault.type) {
    case 'script_fail': case 'script_ok': return `${node} script ${fault.script}`;
    case 'process_fail': case 'process_ok': return `${node} process ${fault.process}`;
    case 'bfd_down': case 'bfd_up': return `${node} bfd ${fault.bfd}`;
    case 'file_value': return `${node} file ${fault.file}`;
    case 'interface_down': case 'cable_pulled': case 'interface_up': return `${node} interface ${fault.interface}`;
    default: return undefined;
  }
}

/** As {@link objectOf}, for faults only. */
export function brokenObject(node: number, fault: Fault): string | undefined {
  return ['script_ok', 'process_ok', 'bfd_up', 'interface_up'].includes(fault.type) ? undefined : objectOf(node, fault);
}

/** What is broken at a moment: nodes, interfaces, and everything that trackers look at. */
export class Conditions {
  readonly #roster: Roster;
  readonly #nodes: NodeCondition[];
  readonly #broken: Set<string>;
  /** Contents that differ from those while all is well. */
  readonly #files: Map<string, number>;

  constructor(roster: Roster, from?: Conditions) {
    this.#roster = roster;
    this.#nodes = from ? [...from.#nodes] : roster.cluster.nodes.map(() => 'up');
    this.#broken = new Set(from ? from.#broken : undefined);
    this.#files = new Map(from ? from.#files : undefined);
  }

  copy(): Conditions {
    return new Conditions(this.#roster, this);
  }

  /**
   * Carries one fault or recovery out.
   *
   * @returns whether anything changed; a name that the cluster does not have changes nothing
   */
  apply(fault: Fault): boolean {
    const node = this.#roster.cluster.nodes.findIndex((candidate) => candidate.name === fault.node);
    if (node < 0) return false;
    switch (fault.type) {
      case 'script_fail': case 'process_fail': case 'bfd_down': case 'interface_down': case 'cable_pulled': return this.#mark(objectOf(node, fault) ?? '', true);
      case 'script_ok': case 'process_ok': case 'bfd_up': case 'interface_up': return this.#mark(objectOf(node, fault) ?? '', false);
      case 'partition': return this.#mark(`${node} cut ${fault.interface}`, true);
      case 'join': return this.#mark(`${node} cut ${fault.interface}`, false);
      case 'file_value': {
        if (this.fileValue(node, fault.file) === fault.value) return false;
        this.#files.set(`${node} ${fault.file}`, fault.value);
        return true;
      }
      case 'node_down': return this.#setNode(node, 'down');
      case 'daemon_stop': return this.#setNode(node, 'stopped');
      case 'node_back': return this.#setNode(node, 'up');
    }
  }

  node(index: number): NodeCondition {
    return this.#nodes[index] ?? 'down';
  }

  alive(unit: Unit): boolean {
    return this.#nodes[unit.node] === 'up';
  }

  fileValue(node: number, file: string): number {
    return this.#files.get(`${node} ${file}`) ?? this.#normalValue(node, file);
  }

  /** Whether what a tracker looks at (not a file) has failed; the direction of the tracker plays no role. */
  failed(unit: Unit, tracker: Acting, choices: Choices): boolean {
    if (this.#broken.size === 0) return false;
    if (tracker.object !== undefined) return this.#broken.has(tracker.object);
    return this.#anyOf(unit, 'interface', choices);
  }

  /** As {@link failed}, for an object whose name is known. */
  isBroken(object: string): boolean {
    return this.#broken.has(object);
  }

  /** Whether nothing that trackers look at differs from how it should be, on any node. */
  get calm(): boolean {
    return this.#broken.size === 0 && this.#files.size === 0;
  }

  /** Whether the adverts of a unit neither leave nor reach the node. */
  unheard(unit: Unit, choices: Choices): boolean {
    if (this.#broken.size === 0) return false;
    if (!unit.link) return this.#anyOf(unit, 'interface', choices) || this.#anyOf(unit, 'cut', choices);
    return this.#broken.has(unit.link.device) || this.#broken.has(unit.link.network);
  }

  /** Whether anything is wrong with a node, whether or not somebody looks at it. */
  disturbed(node: number): boolean {
    if (this.#nodes[node] !== 'up') return true;
    const prefix = `${node} `;
    if ([...this.#broken].some((key) => key.startsWith(prefix))) return true;
    return [...this.#files].some(([key, value]) => key.startsWith(prefix) && value !== this.#normalValue(node, key.slice(prefix.length)));
  }

  /** For a unit whose interface nobody knows: whether it is one of those that are out of order. */
  #anyOf(unit: Unit, kind: 'interface' | 'cut', choices: Choices): boolean {
    const prefix = `${unit.node} ${kind} `;
    for (const key of this.#broken) {
      if (key.startsWith(prefix) && choices.holds(`interface#${unit.index} ${key.slice(prefix.length)}`)) return true;
    }
    return false;
  }

  #normalValue(node: number, file: string): number {
    return this.#roster.cluster.nodes[node]?.files.find((candidate) => candidate.name === file)?.value ?? 0;
  }

  #mark(key: string, broken: boolean): boolean {
    if (this.#broken.has(key) === broken) return false;
    if (broken) this.#broken.add(key);
    else this.#broken.delete(key);
    return true;
  }

  #setNode(node: number, condition: NodeCondition): boolean {
    if (this.#nodes[node] === condition) return false;
    // A node without power has no daemon left to stop.
    if (this.#nodes[node] === 'down' && condition === 'stopped') return false;
    this.#nodes[node] = condition;
    return true;
  }
}
