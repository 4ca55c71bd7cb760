import type { CancellationToken, Uri } from 'vscode';
import { RequestType, type BaseLanguageClient, type Location } from 'vscode-languageclient';

/** Questions of this client to this server; the server has the same shapes in its protocol file. */

interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** Where something stands: what a click should select. */
export type Place = Location;

export interface TopologyMember {
  readonly node: string;
  readonly name: string;
  readonly state: string | null;
  /** As written, else the default; null where it is not known. */
  readonly priority: number | null;
  readonly place: Place;
}

export interface TopologyInstance {
  readonly key: string;
  readonly vrid: number | null;
  readonly addresses: readonly string[];
  readonly members: readonly TopologyMember[];
}

export interface TopologyService {
  readonly name: string;
  readonly scheduler: string | null;
  readonly method: string | null;
  readonly servers: readonly string[];
  readonly place: Place;
}

export interface TopologyCluster {
  readonly name: string;
  readonly nodes: readonly { readonly name: string; readonly place: Place }[];
  readonly instances: readonly TopologyInstance[];
  readonly services: readonly TopologyService[];
}

export interface Topology {
  readonly clusters: readonly TopologyCluster[];
  /** Index of the cluster of the document; -1: it is in none. */
  readonly active: number;
}

export type Fault =
  | { readonly type: 'script_fail' | 'script_ok'; readonly node: string; readonly script: string }
  | { readonly type: 'process_fail' | 'process_ok'; readonly node: string; readonly process: string }
  | { readonly type: 'file_value'; readonly node: string; readonly file: string; readonly value: number }
  | { readonly type: 'bfd_down' | 'bfd_up'; readonly node: string; readonly bfd: string }
  | { readonly type: 'interface_down' | 'interface_up' | 'cable_pulled' | 'partition' | 'join'; readonly node: string; readonly interface: string }
  | { readonly type: 'node_down' | 'daemon_stop' | 'node_back'; readonly node: string };

export type FaultKind = 'single' | 'common' | 'pair';

export interface Explanation {
  readonly arithmetic: string;
  readonly outcome: 'stays' | 'moves' | 'nobody' | 'several' | 'open';
  readonly reason: 'priority' | 'tie' | 'nopreempt' | 'owner' | 'group' | 'dropped' | 'fault' | 'down' | 'unheard' | 'refused' | 'alone' | 'nobody' | 'unknown' | 'flapping';
  readonly detail: string;
  readonly nodes: readonly string[];
}

export interface Verdict {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'off';
}

export interface FailoverInstance {
  readonly key: string;
  readonly healthy: readonly string[] | null;
  readonly startOrder: boolean;
  readonly missing: readonly string[];
  readonly verdicts: readonly Verdict[];
  readonly faults: readonly {
    readonly kind: FaultKind;
    readonly faults: readonly Fault[];
    readonly masters: readonly string[] | null;
    readonly takeoverSeconds: number | null;
    readonly explanation: Explanation;
    readonly verdicts: readonly Verdict[];
  }[];
}

export interface Failover {
  readonly clusters: readonly { readonly name: string; readonly instances: readonly FailoverInstance[] }[];
}

const requests = {
  syntaxTree: new RequestType<DocumentParams, string | null, void>('keepalived/syntaxTree'),
  topology: new RequestType<DocumentParams, Topology | null, void>('keepalived/topology'),
  failover: new RequestType<DocumentParams, Failover | null, void>('keepalived/failover'),
  explainRule: new RequestType<{ readonly rule: string }, string | null, void>('keepalived/explainRule'),
};

const about = (uri: string): DocumentParams => ({ textDocument: { uri } });

/** The syntax tree of a document, indented. */
export function syntaxTree(client: BaseLanguageClient, uri: string, token: CancellationToken): Promise<string | null> {
  return client.sendRequest(requests.syntaxTree, about(uri), token);
}

/** All clusters of the workspace of a document. */
export function topology(client: BaseLanguageClient, uri: Uri): Promise<Topology | null> {
  return client.sendRequest(requests.topology, about(client.code2ProtocolConverter.asUri(uri)));
}

/** What happens to these clusters when a part of them fails. */
export function failover(client: BaseLanguageClient, uri: Uri): Promise<Failover | null> {
  return client.sendRequest(requests.failover, about(client.code2ProtocolConverter.asUri(uri)));
}

/** The page of a rule, as Markdown. */
export function rulePage(client: BaseLanguageClient, rule: string, token: CancellationToken): Promise<string | null> {
  return client.sendRequest(requests.explainRule, { rule }, token);
}
