import { inWords, type Explanation, type Fault, type FaultResult } from '@kaconf/semantics';

/** What `kalint failover` says itself to people, in one language. */
export interface FailoverWords {
  /** What happens. */
  readonly fault: (fault: Fault) => string;
  /** A script that all nodes run fails on each of them. */
  readonly failsOnAll: (script: string) => string;
  /** Between faults that happen at once. */
  readonly together: string;
  /** There is no master. */
  readonly none: string;
  /** Why a master stays or goes. */
  readonly explanation: (explanation: Explanation) => string;
  /** Heads of the table: fault, master, seconds, reason, verdicts. */
  readonly columns: readonly [string, string, string, string, string];
  readonly seconds: (seconds: number) => string;
  /** Between an address and what else there is to say about it. */
  readonly comma: string;
  readonly virtualRouter: (id: number) => string;
  /** In front of the masters while nothing is broken. */
  readonly allIsWell: (masters: string) => string;
  readonly startOrder: string;
  readonly undecided: string;
  readonly notKnown: (missing: readonly string[]) => string;
  readonly assumedOrder: string;
  readonly selfInduced: (script: string, node: string, address: string) => string;
  readonly noCluster: string;
  readonly alone: (nodes: readonly string[]) => string;
  readonly clean: (scope: string) => string;
  readonly scope: (instances: number, cases: number) => string;
}

export const english: FailoverWords = {
  fault(fault) {
    const { node } = fault;
    switch (fault.type) {
      case 'node_down':
        return `${node} loses power`;
      case 'daemon_stop':
        return `keepalived on ${node} stops`;
      case 'interface_down':
        return `${fault.interface} on ${node} goes down`;
      case 'cable_pulled':
        return `${fault.interface} on ${node} loses its cable`;
      case 'partition':
        return `nobody hears ${fault.interface} of ${node}`;
      case 'script_fail':
        return `script ${fault.script} on ${node} fails`;
      case 'process_fail':
        return `process ${fault.process} on ${node} is gone`;
      case 'bfd_down':
        return `BFD ${fault.bfd} on ${node} is down`;
      case 'file_value':
        return `file ${fault.file} on ${node} holds ${fault.value}`;
      default:
        return `${fault.type.replace('_', ' ')} on ${node}`;
    }
  },
  failsOnAll: (script) => `script ${script} fails on all nodes`,
  together: ', and ',
  none: 'none',
  explanation: inWords,
  columns: ['what fails', 'master', 'after', 'why', 'verdict'],
  seconds: (seconds) => `${seconds.toFixed(1)} s`,
  comma: ', ',
  virtualRouter: (id) => `virtual router ${id}`,
  allIsWell: (masters) => `all is well: ${masters}`,
  startOrder: 'depends on the start order: the priorities are equal',
  undecided: 'cannot be decided',
  notKnown: (missing) => `cannot be decided (${missing.join(', ')} not known)`,
  assumedOrder: ' (priorities are not known: taken to be distinct, in the order of the files)',
  selfInduced: (script, node, address) => `script ${script} on ${node} asks for ${address}, which only the master has`,
  noCluster: 'No nodes of one cluster among these files.',
  alone: (nodes) => `Not in a cluster: ${nodes.join(', ')}`,
  clean: (scope) => `nothing to report (${scope})`,
  scope: (instances, cases) => `${instances} ${instances === 1 ? 'instance' : 'instances'}, ${cases} ${cases === 1 ? 'case' : 'cases'}`,
};

/** The languages besides English; each is loaded when it is asked for. */
const others: Readonly<Record<string, () => Promise<FailoverWords>>> = {
  'zh-CN': async () => (await import('../locales/zh-cn/failover-words.ts')).chinese,
};

/** @param locale one that nobody has translated into is English */
export async function failoverWordsFor(locale: string): Promise<FailoverWords> {
  const load = Object.hasOwn(others, locale) ? others[locale] : undefined;
  return load ? load() : english;
}

/** All faults of one result in one phrase: what all nodes have in common is said once. */
export function faultsPhrase(result: FaultResult, words: FailoverWords): string {
  const [first] = result.faults;
  if (result.kind === 'common' && first?.type === 'script_fail') return words.failsOnAll(first.script);
  return result.faults.map(words.fault).join(words.together);
}

/** The masters in one phrase. */
export function mastersPhrase(masters: readonly string[] | undefined, words: FailoverWords): string {
  if (masters === undefined) return '?';
  return masters.length === 0 ? words.none : masters.join(' + ');
}
