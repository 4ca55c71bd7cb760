/**
 * Requests of this server beyond the protocol, for clients with windows of their own. Each answers null for what is not
 * known. The VS Code extension has the same shapes in its `requests.ts`.
 */
import type { Explanation, Fault, FaultResult } from '@kaconf/semantics';
import type { Location, TextDocumentIdentifier } from 'vscode-languageserver';

export interface DocumentParams {
  readonly textDocument: TextDocumentIdentifier;
}

export interface ExplainRuleParams {
  readonly rule: string;
}

export interface TopologyMember {
  readonly node: string;
  /** Of the `vrrp_instance`. */
  readonly name: string;
  readonly state: string | null;
  readonly interface: string | null;
  /** As written, else the default; null where it is not known. */
  readonly priority: number | null;
  readonly place: Location;
}

/** One virtual router as all its nodes know it. */
export interface TopologyInstance {
  readonly key: string;
  readonly vrid: number | null;
  readonly family: string;
  readonly addresses: readonly string[];
  readonly members: readonly TopologyMember[];
}

export interface TopologyService {
  /** `192.0.2.1 80`, `fwmark 3`, `group web`. */
  readonly name: string;
  readonly scheduler: string | null;
  readonly method: string | null;
  readonly servers: readonly string[];
  readonly place: Location;
}

export interface TopologyCluster {
  readonly name: string;
  readonly nodes: readonly { readonly name: string; readonly place: Location }[];
  readonly instances: readonly TopologyInstance[];
  readonly services: readonly TopologyService[];
}

/** The clusters of the workspace that a document belongs to; nodes that are alone are clusters of one. */
export interface Topology {
  readonly clusters: readonly TopologyCluster[];
  /** Index of the cluster of the document; -1: it is in none. */
  readonly active: number;
}

export interface Verdict {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'off';
}

export interface FailoverInstance {
  readonly key: string;
  /** Masters while all is well; null where that cannot be told. */
  readonly healthy: readonly string[] | null;
  /** The priorities are equal: the node that starts first is master. */
  readonly startOrder: boolean;
  /** What is not known and decides. */
  readonly missing: readonly string[];
  readonly verdicts: readonly Verdict[];
  readonly faults: readonly {
    readonly kind: FaultResult['kind'];
    readonly faults: readonly Fault[];
    readonly masters: readonly string[] | null;
    readonly takeoverSeconds: number | null;
    readonly explanation: Explanation;
    readonly verdicts: readonly Verdict[];
  }[];
}

/** What happens when a part fails. Clusters of more than eight nodes are left out. */
export interface Failover {
  readonly clusters: readonly { readonly name: string; readonly instances: readonly FailoverInstance[] }[];
}

export const methods = {
  /** `DocumentParams` to `string | null`: how a file was read, one line for each piece. */
  syntaxTree: 'keepalived/syntaxTree',
  /** `DocumentParams` to `Topology | null`. */
  topology: 'keepalived/topology',
  /** `DocumentParams` to `Failover | null`. */
  failover: 'keepalived/failover',
  /** `ExplainRuleParams` to `string | null`: the page of a rule, as Markdown. */
  explainRule: 'keepalived/explainRule',
} as const;

/** Commands that a client may carry out itself; it names them in `initializationOptions.commands`. */
export const clientCommands = { explainRule: 'keepalived.explainRule', failover: 'keepalived.simulateFailover' } as const;

/** The same for all other clients: the server shows a message. */
export const serverCommands = { explainRule: 'keepalived.server.explainRule', failover: 'keepalived.server.failover' } as const;
