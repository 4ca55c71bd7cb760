import type { Version } from '@kaconf/schema';

/** A value that may be impossible to know before keepalived runs: `undefined` is "unknown", never "absent". */
export type Known<T> = T | undefined;

/** As {@link Known}, where `null` says that the configuration leaves the value to keepalived's default. */
export type Written<T> = T | null | undefined;

export type Family = 'ipv4' | 'ipv6';
export type TrackerKind = 'script' | 'process' | 'file' | 'bfd' | 'interface';

/** One line of a track_* block, the weight and direction of the tracked object already merged in. */
export interface Tracker {
  readonly kind: TrackerKind;
  readonly name: string;
  readonly weight: Known<number>;
  readonly reverse: Known<boolean>;
}

export interface Multicast {
  readonly kind: 'multicast';
  /** mcast_dst_ip or the global group; `null`: the default group of the family. */
  readonly group: Written<string>;
}

export interface Unicast {
  readonly kind: 'unicast';
  readonly peers: Known<readonly string[]>;
  /** check_unicast_src or vrrp_check_unicast_src. */
  readonly checkSource: Known<boolean>;
}

export interface Authentication {
  readonly type: Known<'PASS' | 'AH'>;
  readonly password: Known<string>;
}

/** auth_hmac (2.4.0 and later). */
export interface Hmac {
  readonly mode: Known<'enforce' | 'permissive' | 'receive-only'>;
  readonly keys: Known<readonly { readonly id: number; readonly secret: Known<string> }[]>;
  readonly activeKey: Known<number>;
}

/** One vrrp_instance of one node. */
export interface FailoverInstance {
  readonly name: string;
  /** Name of the cluster instance: members with the same key on different nodes elect one master. */
  readonly key: string;
  readonly family: Known<Family>;
  readonly vrid: Known<number>;
  /** The interface the adverts use (the base of a VMAC); `null`: unicast without an interface. */
  readonly interface: Written<string>;
  readonly state: Written<'MASTER' | 'BACKUP'>;
  readonly priority: Written<number>;
  readonly nopreempt: Known<boolean>;
  /** Seconds. */
  readonly preemptDelay: Known<number>;
  /** From the instance, else from vrrp_version. */
  readonly version: Written<number>;
  readonly strict: Known<boolean>;
  /** Seconds, as written. */
  readonly advertInterval: Written<number>;
  readonly downTimerAdverts: Known<number>;
  readonly dontTrackPrimary: Known<boolean>;
  /** unicast_src_ip or mcast_src_ip; `null`: the address of the interface. */
  readonly sourceAddress: Written<string>;
  readonly transport: Known<Multicast | Unicast>;
  readonly authentication: Written<Authentication>;
  readonly hmac: Written<Hmac>;
  readonly skipCheckAdvAddr: Known<boolean>;
  /** Addresses of virtual_ipaddress without prefix, of the family of the instance; the excluded list does not count. */
  readonly vips: Known<readonly string[]>;
  /** Devices of virtual addresses, routes and rules that are not marked no_track. */
  readonly addressDevices: readonly string[];
  readonly ownerIgnoreAdverts: Written<boolean>;
  readonly lowerPrioNoAdvert: Known<boolean>;
  readonly trackers: readonly Tracker[];
  /** A fault that the configuration itself causes (unicast_fault_no_peer without peers, VMAC conflicts). */
  readonly configurationFault: Known<boolean>;
}

export interface FailoverSyncGroup {
  readonly name: string;
  /** Names of instances of the same node; those that do not exist are ignored. */
  readonly members: readonly string[];
  readonly trackers: readonly Tracker[];
  /** sync_group_tracking_weight. */
  readonly trackingWeight: boolean;
}

/** Timing of a vrrp_script: seconds and counts. */
export interface FailoverScript {
  readonly name: string;
  readonly command: Known<string>;
  readonly interval: Known<number>;
  readonly timeout: Written<number>;
  readonly fall: Known<number>;
  readonly rise: Known<number>;
}

export interface FailoverFile {
  readonly name: string;
  /** Content while all is well; 0 for a missing or empty file. */
  readonly value: number;
}

export interface FailoverInterface {
  readonly name: string;
  /** Known addresses, with or without prefix; undefined when nobody told. */
  readonly addresses: Known<readonly string[]>;
}

export interface FailoverNode {
  readonly name: string;
  readonly interfaces: readonly FailoverInterface[];
  readonly instances: readonly FailoverInstance[];
  readonly syncGroups: readonly FailoverSyncGroup[];
  readonly scripts: readonly FailoverScript[];
  readonly processes: readonly { readonly name: string }[];
  readonly files: readonly FailoverFile[];
  readonly bfds: readonly { readonly name: string }[];
}

export interface FailoverCluster {
  readonly target: Version;
  readonly nodes: readonly FailoverNode[];
}

/** Something that happens to a cluster; `*_ok`, `*_up`, `join` and `node_back` take it back. */
export type Fault =
  | { readonly type: 'script_fail' | 'script_ok'; readonly node: string; readonly script: string }
  | { readonly type: 'process_fail' | 'process_ok'; readonly node: string; readonly process: string }
  | { readonly type: 'file_value'; readonly node: string; readonly file: string; readonly value: number }
  | { readonly type: 'bfd_down' | 'bfd_up'; readonly node: string; readonly bfd: string }
  | { readonly type: 'interface_down' | 'interface_up' | 'cable_pulled' | 'partition' | 'join'; readonly node: string; readonly interface: string }
  | { readonly type: 'node_down' | 'daemon_stop' | 'node_back'; readonly node: string };

/** Faults that happen at the same time, after which the cluster is left alone until nothing changes any more. */
export interface Scenario {
  readonly name: string;
  readonly faults: readonly Fault[];
}

/** From this version on another address list is logged, not refused, and interfaces share one fault flag. */
export const acceptsOtherAddresses: Version = 2_003_003;

/** An instance with keepalived's defaults, to be overridden. */
export function plainInstance(name: string, values: Partial<FailoverInstance> = {}): FailoverInstance {
  return {
    name, key: name, family: 'ipv4', vrid: undefined, interface: undefined, state: null, priority: null,
    nopreempt: false, preemptDelay: 0, version: null, strict: false, advertInterval: null, downTimerAdverts: 3,
    dontTrackPrimary: false, sourceAddress: null, transport: { kind: 'multicast', group: null },
    authentication: null, hmac: null, skipCheckAdvAddr: false, vips: undefined, addressDevices: [],
    ownerIgnoreAdverts: null, lowerPrioNoAdvert: false, trackers: [], configurationFault: false, ...values,
  };
}

/** A node with nothing on it, to be overridden. */
export function plainNode(name: string, values: Partial<FailoverNode> = {}): FailoverNode {
  return { name, interfaces: [], instances: [], syncGroups: [], scripts: [], processes: [], files: [], bfds: [], ...values };
}
