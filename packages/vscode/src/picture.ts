/**
 * What the webview shows, as plain data. The extension makes it and the script of the webview draws it; all texts are in
 * the user's language already.
 */

/** Number of a place in a list that only the extension has: the webview can ask for no other place. */
export type PlaceNumber = number;

export interface MemberPicture {
  readonly router: string;
  readonly name: string;
  /** `150`, or what can be said of it. */
  readonly priority: string;
  /** MASTER or BACKUP, as written; empty where nothing is. */
  readonly state: string;
  readonly place: PlaceNumber | undefined;
}

export interface NodePicture {
  readonly name: string;
  readonly place: PlaceNumber | undefined;
  readonly members: readonly MemberPicture[];
}

/** A virtual router: one instance as all nodes know it. */
export interface RouterPicture {
  readonly key: string;
  /** `virtual router 51`. */
  readonly detail: string;
  readonly addresses: readonly string[];
  /** Masters while all is well; undefined: cannot be decided. */
  readonly masters: readonly string[] | undefined;
  /** What is to be said about the state while all is well; often empty. */
  readonly note: string;
  /** Something is wrong while all is well. */
  readonly severity: Severity | undefined;
  readonly place: PlaceNumber | undefined;
}

export type Severity = 'error' | 'warning' | 'info';

/** A virtual server with those behind it. */
export interface ServicePicture {
  readonly name: string;
  readonly detail: string;
  readonly servers: readonly string[];
  readonly place: PlaceNumber | undefined;
}

/** What a fault does to one virtual router. */
export interface OutcomePicture {
  readonly router: string;
  readonly masters: readonly string[] | undefined;
  /** `3.6 s`, or empty. */
  readonly after: string;
  readonly why: string;
  /** Names of what is wrong with it; empty: all is as it should be. */
  readonly verdicts: readonly string[];
  readonly severity: Severity | undefined;
}

export interface FaultPicture {
  /** The same fault has the same one after an edit. */
  readonly id: string;
  readonly phrase: string;
  /** What is broken where. */
  readonly broken: readonly { readonly node: string; readonly what: string; readonly dead: boolean }[];
  readonly outcomes: readonly OutcomePicture[];
}

export interface ClusterPicture {
  readonly name: string;
  readonly nodes: readonly NodePicture[];
  readonly routers: readonly RouterPicture[];
  readonly services: readonly ServicePicture[];
  readonly faults: readonly FaultPicture[];
}

/** Words of the webview in the user's language. */
export type Labels = Readonly<Record<LabelName, string>>;
export type LabelName =
  | 'topology' | 'failover' | 'cluster' | 'allIsWell' | 'whatFails' | 'router' | 'master' | 'after' | 'why' | 'none' | 'unknown'
  | 'nothing' | 'hint' | 'holds' | 'standsBy' | 'services' | 'loading' | 'jump' | 'noFaults';

export type Section = 'topology' | 'failover';

/** From the extension to the webview. */
export type ToWebview =
  | { readonly type: 'show'; readonly clusters: readonly ClusterPicture[]; readonly active: number }
  | { readonly type: 'focus'; readonly section: Section };

/** From the webview to the extension. */
export type FromWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly place: PlaceNumber };
