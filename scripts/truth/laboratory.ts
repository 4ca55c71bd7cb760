import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FailoverNode, Fault, Scenario } from '../../packages/semantics/src/failover.ts';
import { labFile, render, type Experiment } from './experiment.ts';

/** The addresses that each running node holds. */
type Holders = ReadonlyMap<string, ReadonlySet<string>>;

/** Masters per cluster instance, as for {@link simulate}. */
export type Observation = Readonly<Record<string, readonly string[]>>;

const script = fileURLToPath(new URL('./lab.sh', import.meta.url));
let laboratories = 0;

/** One cluster of real daemons. */
export class Laboratory {
  readonly #experiment: Experiment;
  readonly #directory: string;
  readonly #shell: ChildProcess;
  readonly #waiting: ((line: string) => void)[] = [];
  readonly #off = new Set<string>();
  #closed = false;

  constructor(experiment: Experiment, program: string) {
    this.#experiment = experiment;
    this.#directory = mkdtempSync(join(tmpdir(), 'keepalived-truth-'));
    const { nodes } = experiment.cluster;
    const network = nodes.flatMap((node) => node.interfaces.map((device) => `${node.name} ${device.name} ${device.addresses?.[0] ?? ''}`));
    writeFileSync(join(this.#directory, 'network'), `${network.join('\n')}\n`);
    for (const node of nodes) {
      writeFileSync(join(this.#directory, `${node.name}.conf`), render(node, this.#directory));
      for (const { name } of node.scripts) writeFileSync(labFile(this.#directory, node.name, name), '');
      for (const { name, value } of node.files) writeFileSync(labFile(this.#directory, node.name, name), `${value}\n`);
    }
    laboratories += 1;
    const prefix = `kt${process.pid}-${laboratories}`;
    this.#shell = spawn('bash', [script, prefix, this.#directory, program, ...nodes.map((node) => node.name)], { stdio: ['pipe', 'pipe', 'inherit'] });
    if (this.#shell.stdout) createInterface({ input: this.#shell.stdout }).on('line', (line) => this.#waiting.shift()?.(line));
    this.#shell.on('exit', () => {
      this.#closed = true;
      for (const answer of this.#waiting.splice(0)) answer('failed: the laboratory has gone');
    });
  }

  /** Makes the network and starts the daemons, as nearly together as can be. */
  async open(): Promise<boolean> {
    if (!(await this.#send('build')).startsWith('done')) return false;
    return (await this.#send('start-all')).startsWith('done');
  }

  /** Carries the faults of a scenario out and waits until the holders of the addresses have not changed for a while. */
  async play(scenario: Scenario): Promise<Observation> {
    for (const fault of scenario.faults) for (const command of commands(fault)) await this.#send(command);
    for (const fault of scenario.faults) {
      if (fault.type === 'node_down' || fault.type === 'daemon_stop') this.#off.add(fault.node);
      if (fault.type === 'node_back') this.#off.delete(fault.node);
    }
    const { least, quiet, most } = patience(this.#experiment.cluster.nodes);
    const started = Date.now();
    let changed = started;
    let seen = this.#masters(await this.#holders());
    while (Date.now() - started < least || (Date.now() - changed < quiet && Date.now() - started < most)) {
      await pause(700);
      const now = this.#masters(await this.#holders());
      if (JSON.stringify(now) !== JSON.stringify(seen)) changed = Date.now();
      seen = now;
    }
    return seen;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#shell.once('exit', resolve));
    if (!this.#closed) {
      this.#shell.stdin?.end('quit\n');
      await ended;
    }
  }

  async #holders(): Promise<Holders> {
    const line = await this.#send('holders');
    return new Map(line.split(' ').slice(1).map((part) => {
      const [node = '', addresses = ''] = part.split('=');
      return [node, new Set(addresses.split(',').filter(Boolean))];
    }));
  }

  /** A node is master of an instance when it runs and holds all its addresses. */
  #masters(holders: Holders): Observation {
    const masters: Record<string, string[]> = {};
    for (const node of this.#experiment.cluster.nodes) {
      for (const instance of node.instances) {
        const held = masters[instance.key] ??= [];
        const owned = holders.get(node.name);
        if (!this.#off.has(node.name) && (instance.vips ?? []).every((vip) => owned?.has(vip) === true)) held.push(node.name);
      }
    }
    return masters;
  }

  #send(command: string): Promise<string> {
    if (this.#closed) return Promise.resolve('failed: the laboratory has gone');
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#shell.stdin?.write(`${command}\n`);
    });
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Milliseconds: at least so long, then until so long nothing changed, but not longer than the last. */
function patience(nodes: readonly FailoverNode[]): { least: number; quiet: number; most: number } {
  const instances = nodes.flatMap((node) => node.instances);
  const advert = Math.max(1, ...instances.map((instance) => instance.advertInterval ?? 1));
  const delay = Math.max(0, ...instances.map((instance) => instance.preemptDelay ?? 0));
  const detection = Math.max(0, ...nodes.flatMap((node) => node.scripts.map((check) => (check.fall ?? 1) * (check.interval ?? 1) + 0.5)));
  const quiet = (4 * advert + 1 + delay) * 1_000;
  const least = quiet + detection * 1_000;
  return { least, quiet, most: 4 * least };
}

function commands(fault: Fault): string[] {
  switch (fault.type) {
    case 'script_fail': return [`remove ${fault.node} ${fault.script}`];
    case 'script_ok': return [`touch ${fault.node} ${fault.script}`];
    case 'file_value': return [`write ${fault.node} ${fault.file} ${fault.value}`];
    case 'interface_down': return [`down ${fault.node} ${fault.interface}`];
    case 'cable_pulled': return [`pull ${fault.node} ${fault.interface}`];
    case 'interface_up': return [`plug ${fault.node} ${fault.interface}`, `up ${fault.node} ${fault.interface}`];
    case 'partition': return [`cut ${fault.node} ${fault.interface}`];
    case 'join': return [`heal ${fault.node} ${fault.interface}`];
    case 'node_down': return [`kill ${fault.node}`];
    case 'daemon_stop': return [`stop ${fault.node}`];
    case 'node_back': return [`start ${fault.node}`];
    default: throw new RangeError(`the laboratory cannot do ${fault.type}`);
  }
}
