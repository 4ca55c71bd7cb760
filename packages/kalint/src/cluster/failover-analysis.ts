import { analyse, failoverCluster, isFragment, type Cluster, type FailoverCluster, type Fault, type InstanceAnalysis, type VrrpInstance } from '@kaconf/semantics';

/** A cluster instance with what failures do to it. */
export interface JudgedInstance {
  readonly analysis: InstanceAnalysis;
  /** As `analysis`, but where the nodes do not hear each other, as if they did: what else is wrong shows before that is repaired. */
  readonly heard: InstanceAnalysis;
  /** In node order, two or more. */
  readonly members: readonly VrrpInstance[];
}

export interface JudgedCluster {
  readonly data: FailoverCluster;
  /** The data behind `heard`. */
  readonly heard: FailoverCluster;
  readonly instances: readonly JudgedInstance[];
}

const memo = new WeakMap<Cluster, JudgedCluster>();

/**
 * More nodes than any cluster has are files of many clusters that look alike; more members than this take longer than
 * an editor can wait. `kalint failover` has no such limits.
 */
const most = { nodes: 8, members: 300 };

/** No rule is about what happens after a repair. */
const asked = { faults: 2, repairs: false } as const;

/** Plays all single faults and pairs of script faults; several rules ask, it is done once. */
export function judgedCluster(cluster: Cluster): JudgedCluster {
  let judged = memo.get(cluster);
  if (!judged) {
    const input = failoverCluster(isLarge(cluster) ? { ...cluster, nodes: [], instances: [], lone: [] } : cluster);
    const analyses = analyse(input.cluster, asked);
    const split = new Set(analyses.filter((analysis) => analysis.verdicts.includes('failover/split-brain')).map(({ key }) => key));
    const heard = split.size === 0 ? input.cluster : hearingEachOther(input.cluster, split);
    const repaired = split.size === 0 ? analyses : analyse(heard, asked);
    const instances = analyses.flatMap((analysis): JudgedInstance[] => {
      const members = input.instances.get(analysis.key) ?? [];
      // What only one node has cannot move (pair/instance-missing), and what is not finished cannot be judged.
      const fragments = members.filter((member) => isFragment(member.block)).length;
      if (members.length < 2 || (fragments > 0 && fragments < members.length)) return [];
      return [{ analysis, heard: repaired.find(({ key }) => key === analysis.key) ?? analysis, members }];
    });
    judged = { data: input.cluster, heard, instances };
    memo.set(cluster, judged);
  }
  return judged;
}

function isLarge({ nodes, instances }: Cluster): boolean {
  return nodes.length > most.nodes || instances.reduce((sum, { members }) => sum + members.length, 0) > most.members;
}

/** Takes away everything for which members of these instances could refuse each other's adverts. */
function hearingEachOther(cluster: FailoverCluster, keys: ReadonlySet<string>): FailoverCluster {
  const first = new Map(cluster.nodes.flatMap((node) => node.instances).toReversed().map((instance) => [instance.key, instance]));
  return {
    ...cluster,
    nodes: cluster.nodes.map((node) => ({
      ...node,
      instances: node.instances.map((instance) => {
        const model = keys.has(instance.key) ? first.get(instance.key) : undefined;
        if (!model) return instance;
        const { vrid, family, version, strict, advertInterval, vips } = model;
        return { ...instance, vrid, family, version, strict, advertInterval, vips, transport: { kind: 'multicast', group: null }, authentication: null, hmac: null };
      }),
    })),
  };
}

/** What breaks, in keepalived's words: `script chk_app`, `interface eth0`; undefined for whole nodes. */
export function brokenPart(fault: Fault): { readonly kind: 'script' | 'process' | 'file' | 'bfd' | 'interface'; readonly name: string } | undefined {
  switch (fault.type) {
    case 'script_fail':
      return { kind: 'script', name: fault.script };
    case 'process_fail':
      return { kind: 'process', name: fault.process };
    case 'file_value':
      return { kind: 'file', name: fault.file };
    case 'bfd_down':
      return { kind: 'bfd', name: fault.bfd };
    case 'interface_down':
    case 'cable_pulled':
      return { kind: 'interface', name: fault.interface };
    default:
      return undefined;
  }
}

/** `script chk_app on lb1`, or the name of the node alone. */
export function faultText(fault: Fault): string {
  const part = brokenPart(fault);
  return part ? `${part.kind} ${part.name} on ${fault.node}` : fault.node;
}
