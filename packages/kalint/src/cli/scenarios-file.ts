import type { Fault, Scenario } from '@kaconf/semantics';
import { readFileSync } from 'node:fs';
import { systemReason, UsageError } from './usage-error.ts';

/** Sequences to play, and addresses that the configurations do not tell. */
export interface ScenariosFile {
  readonly interfaces: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  readonly scenarios: readonly Scenario[];
}

/** What each type of fault names besides its node. */
const objects: Readonly<Record<Fault['type'], readonly string[]>> = {
  script_fail: ['script'], script_ok: ['script'], process_fail: ['process'], process_ok: ['process'], file_value: ['file', 'value'],
  bfd_down: ['bfd'], bfd_up: ['bfd'], interface_down: ['interface'], interface_up: ['interface'], cable_pulled: ['interface'],
  partition: ['interface'], join: ['interface'], node_down: [], daemon_stop: [], node_back: [],
};

/**
 * Reads and checks a file of scenarios.
 *
 * @param nodes the names that faults may use
 * @throws UsageError that names the first thing that is wrong
 */
export function readScenarios(path: string, nodes: readonly string[]): ScenariosFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: the scenarios cannot be read: ${systemReason(error)}`);
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path}: this is no JSON: ${error instanceof Error ? error.message.replace(/\s+/g, ' ') : ''}`);
  }
  const fail = (what: string): never => {
    throw new UsageError(`${path}: ${what}`);
  };
  if (!isRecord(data)) return fail('an object with "scenarios" is expected');
  const { scenarios, interfaces = {} } = data;
  if (!Array.isArray(scenarios)) return fail('"scenarios" must be a list');
  if (!isRecord(interfaces) || !Object.values(interfaces).every((node) => isRecord(node) && Object.values(node).every(isAddresses))) return fail('"interfaces" must hold a string or a list of strings for each interface of each node');
  return { interfaces: interfaces as ScenariosFile['interfaces'], scenarios: scenarios.map((each: unknown, index) => scenarioOf(each, index, nodes, fail)) };
}

function scenarioOf(data: unknown, index: number, nodes: readonly string[], fail: (what: string) => never): Scenario {
  const where = `scenario ${index + 1}`;
  if (!isRecord(data)) return fail(`${where} must be an object`);
  const { name = '', faults } = data;
  if (typeof name !== 'string') return fail(`${where}: "name" must be a string`);
  if (!Array.isArray(faults)) return fail(`${where}: "faults" must be a list`);
  return { name, faults: faults.map((fault: unknown) => faultOf(fault, where, nodes, fail)) };
}

function faultOf(data: unknown, where: string, nodes: readonly string[], fail: (what: string) => never): Fault {
  if (!isRecord(data)) return fail(`${where}: a fault must be an object`);
  const { type, node } = data;
  if (typeof type !== 'string' || !Object.hasOwn(objects, type)) return fail(`${where}: there is no fault of the type "${String(type)}"; types are ${Object.keys(objects).join(', ')}`);
  if (typeof node !== 'string') return fail(`${where}: "node" is missing`);
  if (!nodes.includes(node)) return fail(`${where}: there is no node "${node}"; nodes are ${nodes.join(', ')}`);
  for (const key of objects[type as Fault['type']]) {
    if (typeof data[key] !== (key === 'value' ? 'number' : 'string')) return fail(`${where}: "${type}" needs "${key}"`);
  }
  return data as unknown as Fault;
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isAddresses(data: unknown): boolean {
  return typeof data === 'string' || (Array.isArray(data) && data.every((each) => typeof each === 'string'));
}
