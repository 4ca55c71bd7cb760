import type { Directive, Item } from './block.ts';
import type { Configuration } from './configuration.ts';
import type { BlockOf } from './model.ts';
import type { Node } from './workspace.ts';

export type Family = 'ipv4' | 'ipv6';

/** A directive whose arguments are not asked for: typed by its keyword or not. */
export type AnyDirective = Omit<Directive, 'args' | 'isBlock'>;

/** A list item whose arguments are not asked for. */
export type AnyItem = Omit<Item, 'args'>;

/** An address with its prefix length as written. */
export interface Address {
  readonly family: Family;
  /** Canonical text. */
  readonly address: string;
  readonly prefix: number | undefined;
}

/** A setting of an instance: what counts, where it was written, and whether it can be known. */
export interface Setting<T> {
  /** The effective value; undefined where unknown (dynamic, invalid) or, for settings without default, absent. */
  readonly value: T | undefined;
  /** Written and not knowable, or perhaps written in a file that could not be read. */
  readonly unknown: boolean;
  /** Where it was written: in the instance, else in `global_defs`. */
  readonly directive: AnyDirective | undefined;
}

/** A VIP with the place where it stands. */
export interface VirtualAddress {
  readonly address: Address;
  readonly device: string | undefined;
  readonly scope: string | undefined;
  readonly excluded: boolean;
  readonly item: AnyItem;
}

export interface UnicastPeer {
  readonly address: Address;
  readonly item: AnyItem;
}

/** `auth_hmac` as it takes effect; the secrets are for comparing only and are never shown. */
export interface Hmac {
  readonly mode: 'enforce' | 'permissive' | 'receive-only';
  readonly activeKey: number;
  readonly secrets: ReadonlyMap<number, string>;
}

/** A `vrrp_sync_group` with the names that it lists; those that no instance has are left out by keepalived. */
export interface SyncGroup {
  readonly name: string;
  readonly block: BlockOf<'vrrp_sync_group'>;
  /** Names in the order written, each once; a name that an earlier group lists is not among them. */
  readonly members: readonly string[];
  /** Some name is not knowable. */
  readonly unknown: boolean;
}

/** A `vrrp_instance` with its effective settings (vrrp_complete_instance). Made by `readInstances`. */
export interface VrrpInstance {
  readonly node: Node;
  readonly configuration: Configuration;
  readonly block: BlockOf<'vrrp_instance'>;
  readonly name: string;
  readonly family: Setting<Family>;
  readonly vrid: Setting<number>;
  readonly priority: Setting<number>;
  /** As written, or as it follows from the priority. */
  readonly state: Setting<'MASTER' | 'BACKUP'>;
  readonly interface: Setting<string>;
  readonly version: Setting<2 | 3>;
  readonly strict: Setting<boolean>;
  /** Seconds, rounded as the version does. */
  readonly advertInt: Setting<number>;
  /** `none` where keepalived switches authentication off: version 3, strict mode, no password. */
  readonly authType: Setting<'PASS' | 'AH' | 'none'>;
  /** The first eight bytes, one character for each. */
  readonly authPass: Setting<string>;
  /** Absent (undefined and not unknown) where there is none or keepalived switches it off. */
  readonly hmac: Setting<Hmac>;
  readonly nopreempt: Setting<boolean>;
  /** Seconds. */
  readonly preemptDelay: Setting<number>;
  /** Of both lists, in reading order. */
  readonly addresses: readonly VirtualAddress[];
  /** Some address is not knowable: comparisons of the whole set are skipped. */
  readonly addressesUnknown: boolean;
  readonly unicastSource: Setting<Address>;
  /** `unicast_src_ip` or `mcast_src_ip`, whichever comes last: both set the source of the adverts. */
  readonly source: Setting<Address>;
  readonly unicastPeers: readonly UnicastPeer[];
  readonly unicastPeersUnknown: boolean;
  readonly multicastGroup: Setting<Address>;
  /** The sync group that lists it. */
  readonly syncGroup: SyncGroup | undefined;
}

/** Whether the adverts go to peers; undefined where that is not knowable. */
export function isUnicast(instance: VrrpInstance): boolean | undefined {
  if (instance.unicastPeers.length > 0) return true;
  return instance.unicastPeersUnknown ? undefined : false;
}

/** The addresses that the adverts carry: those of `virtual_ipaddress` of the instance's own family. */
export function advertisedAddresses(instance: VrrpInstance): readonly VirtualAddress[] {
  const family = instance.family.value;
  const isAdvertised = ({ excluded, address }: VirtualAddress): boolean => !excluded && (family === undefined || address.family === family);
  return instance.addresses.every(isAdvertised) ? instance.addresses : instance.addresses.filter(isAdvertised);
}
