import type { Block } from './block.ts';
import type { Cluster } from './cluster.ts';
import type { Configuration } from './configuration.ts';
import type { Authentication, FailoverCluster, FailoverFile, FailoverInstance, FailoverInterface, FailoverNode, FailoverScript, Hmac, Known, Multicast, Tracker, Unicast, Written } from './failover.ts';
import { addressDevices } from './address-devices.ts';
import { advertisedAddresses, isUnicast, type VrrpInstance } from './instance.ts';
import { readInstances } from './read-instance.ts';
import { readSyncGroups } from './sync-groups.ts';
import { listedTrackers, type TrackingBlock } from './trackers.ts';
import { isKnown, type Value } from './value.ts';
import type { Node } from './workspace.ts';

export interface FailoverOptions {
  /** Addresses that the files do not tell, with or without prefix: by node name, then by interface. */
  readonly interfaces?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A cluster as plain data for the failover model, and the way back from its names to the files. */
export interface FailoverInput {
  readonly cluster: FailoverCluster;
  /** Cluster instances by key, lone ones too, with their members. */
  readonly instances: ReadonlyMap<string, readonly VrrpInstance[]>;
}

/**
 * Translates a cluster for the failover model: values as written, so that the model applies the rules of the target
 * version; what is not knowable stays unknown.
 */
export function failoverCluster(cluster: Cluster, options: FailoverOptions = {}): FailoverInput {
  const instances = new Map<string, readonly VrrpInstance[]>();
  for (const { name, members } of cluster.instances) instances.set(name, members);
  for (const instance of cluster.lone) instances.set(instances.has(instance.name) ? `${instance.name}@${instance.node.name}` : instance.name, [instance]);
  const keys = new Map([...instances].flatMap(([key, members]) => members.map((member) => [member, key] as const)));
  const nodes = cluster.nodes.map((node) => nodeOf(node, keys, ownValue(options.interfaces, node.name) ?? {}));
  return { cluster: { target: cluster.nodes[0]?.configuration.target ?? 0, nodes }, instances };
}

function nodeOf(node: Node, keys: ReadonlyMap<VrrpInstance, string>, addresses: Readonly<Record<string, string | readonly string[]>>): FailoverNode {
  const { configuration } = node;
  const instances = readInstances(node).map((instance) => instanceOf(instance, keys.get(instance) ?? instance.name));
  return {
    name: node.name,
    interfaces: interfacesOf(instances, addresses),
    instances,
    syncGroups: readSyncGroups(configuration).map(({ name, block, members }) => ({
      name, members, trackers: trackersOf(configuration, block), trackingWeight: block.has('sync_group_tracking_weight') || block.has('global_tracking'),
    })),
    scripts: configuration.blocks('vrrp_script').map((block) => scriptOf(block as unknown as Block)),
    processes: configuration.blocks('vrrp_track_process').map((block) => ({ name: block.args.name.text })),
    files: [...configuration.blocks('track_file'), ...configuration.blocks('vrrp_track_file')].map((block): FailoverFile => ({ name: block.args.name.text, value: initialValue(block as unknown as Block) })),
    bfds: configuration.blocks('bfd_instance').map((block) => ({ name: block.args.name.text })),
  };
}

function instanceOf(instance: VrrpInstance, key: string): FailoverInstance {
  const { configuration } = instance;
  const block = instance.block as unknown as Block;
  const written = <T>(keyword: string): Written<T> => valueOf<T>(configuration, block.get(keyword)?.args['value'] as Value<T> | undefined, block.has(keyword));
  const either = (keyword: string, global: string): Known<boolean> => flagOf(configuration, block.has(keyword) ? block.get(keyword) : configuration.global(global));
  const last = block.directives.filter((each) => each.name === 'nopreempt' || each.name === 'preempt').at(-1);
  const own = written<number>('version');
  return {
    name: instance.name,
    key,
    family: instance.family.value,
    vrid: instance.vrid.value,
    interface: written<string>('interface'),
    // An unknown word is refused, and the instance starts as if there were none.
    state: block.get('state')?.args['value'] && !instance.state.value && !dynamic(block, 'state') ? null : written<'MASTER' | 'BACKUP'>('state'),
    priority: written<number>('priority'),
    nopreempt: configuration.complete || last ? last?.name === 'nopreempt' : undefined,
    preemptDelay: withDefault(written<number>('preempt_delay'), 0),
    version: own === null && instance.family.value === 'ipv4' ? globalNumber(configuration, 'vrrp_version') : own,
    strict: instance.strict.value,
    advertInterval: written<number>('advert_int'),
    downTimerAdverts: withDefault(block.has('down_timer_adverts') ? written<number>('down_timer_adverts') : globalNumber(configuration, 'vrrp_down_timer_adverts'), 3),
    dontTrackPrimary: block.has('dont_track_primary') || (configuration.complete ? false : undefined),
    sourceAddress: instance.source.directive ? instance.source.value?.address : absent(configuration),
    transport: transportOf(instance),
    authentication: authenticationOf(configuration, block),
    hmac: hmacOf(instance),
    skipCheckAdvAddr: either('skip_check_adv_addr', 'vrrp_skip_check_adv_addr'),
    vips: instance.addressesUnknown ? undefined : advertisedAddresses(instance).map((each) => each.address.address),
    addressDevices: addressDevices(instance),
    ownerIgnoreAdverts: block.has('owner_ignore_adverts') || configuration.global('vrrp_owner_ignore_adverts') ? either('owner_ignore_adverts', 'vrrp_owner_ignore_adverts') : absent(configuration),
    lowerPrioNoAdvert: either('lower_prio_no_advert', 'vrrp_lower_prio_no_advert'),
    trackers: trackersOf(configuration, instance.block),
    configurationFault: block.has('unicast_fault_no_peer') ? invert(isUnicast(instance) ?? (block.has('unicast_peer') ? undefined : false)) : false,
  };
}

/** null: not written; undefined: written and unknown, or perhaps written in a file that could not be read. */
function valueOf<T>(configuration: Configuration, value: Value<T> | undefined, present: boolean): Written<T> {
  if (!present) return absent(configuration);
  return isKnown(value) ? value.value : undefined;
}

function absent(configuration: Configuration): null | undefined {
  return configuration.complete ? null : undefined;
}

function withDefault<T>(value: Written<T>, otherwise: T): Known<T> {
  return value === null ? otherwise : value;
}

function invert(value: Known<boolean>): Known<boolean> {
  return value === undefined ? undefined : !value;
}

function dynamic(block: Block, keyword: string): boolean {
  return block.get(keyword)?.argumentWords[0]?.dynamic !== undefined;
}

/** A switch with an optional word: alone it means "on", absent "off". */
function flagOf(configuration: Configuration, directive: { readonly args: Readonly<Record<string, unknown>> } | undefined): Known<boolean> {
  if (!directive) return configuration.complete ? false : undefined;
  const value = directive.args['value'] as Value<boolean> | undefined;
  return value === undefined ? true : isKnown(value) ? value.value : undefined;
}

function globalNumber(configuration: Configuration, keyword: string): Written<number> {
  const directive = configuration.global(keyword);
  return valueOf<number>(configuration, directive?.args['value'] as Value<number> | undefined, directive !== undefined);
}

function transportOf(instance: VrrpInstance): Known<Multicast | Unicast> {
  const { configuration, block, multicastGroup } = instance;
  const peers = isUnicast(instance) ?? (block.itemsOf('unicast_peer').length > 0 ? undefined : configuration.complete ? false : undefined);
  if (peers === undefined) return undefined;
  if (!peers) return { kind: 'multicast', group: multicastGroup.directive ? multicastGroup.value?.address : absent(configuration) };
  const limited = block.itemsOf('unicast_peer').some((item) => item.args.min_ttl !== undefined || item.args.max_ttl !== undefined);
  const checkSource = limited || block.has('check_unicast_src') || configuration.global('vrrp_check_unicast_src') !== undefined;
  return { kind: 'unicast', peers: !configuration.complete || block.itemsOf('unicast_peer').some((item) => !isKnown(item.args.value)) ? undefined : instance.unicastPeers.map((peer) => peer.address.address), checkSource: checkSource || (configuration.complete ? false : undefined) };
}

function authenticationOf(configuration: Configuration, block: Block): Written<Authentication> {
  const bodies = block.blocks('authentication');
  const type = bodies.map((body) => body.get('auth_type')).filter((each) => each !== undefined).at(-1);
  // A password alone has no effect.
  if (!type) return absent(configuration);
  const password = bodies.map((body) => body.get('auth_pass')).filter((each) => each !== undefined).at(-1)?.argumentWords[0];
  const value = type.args['value'] as Value<'PASS' | 'AH'> | undefined;
  return { type: isKnown(value) ? value.value : undefined, password: !password ? '' : password.dynamic ? undefined : password.text };
}

function hmacOf({ hmac, configuration }: VrrpInstance): Written<Hmac> {
  if (!hmac.value) return hmac.directive && hmac.unknown ? { mode: undefined, keys: undefined, activeKey: undefined } : absent(configuration);
  return { mode: hmac.value.mode, activeKey: hmac.value.activeKey, keys: [...hmac.value.secrets].map(([id, secret]) => ({ id, secret })) };
}

/** What a block tracks; an entry that is not knowable may do anything. */
function trackersOf(configuration: Configuration, block: TrackingBlock): readonly Tracker[] {
  const { trackers, unknown } = listedTrackers(configuration, block);
  const known = trackers.map(({ kind, name, weight, reverse }): Tracker => ({ kind, name, weight, reverse }));
  return unknown ? [...known, { kind: 'process', name: '?', weight: undefined, reverse: undefined }] : known;
}

function scriptOf(block: Block): FailoverScript {
  const number = (keyword: string, otherwise: number): Known<number> => {
    const value = block.get(keyword)?.args['value'] as Value<number> | undefined;
    return value === undefined ? otherwise : isKnown(value) ? value.value : undefined;
  };
  const words = block.get('script')?.argumentWords ?? [];
  const timeout = block.get('timeout')?.args['value'] as Value<number> | undefined;
  return {
    name: (block.args['name'] as Value<string> | undefined)?.text ?? '',
    command: words.length === 0 || words.some((word) => word.dynamic) ? undefined : words.map((word) => word.text).join(' '),
    interval: number('interval', 1),
    timeout: timeout === undefined ? null : isKnown(timeout) ? timeout.value : undefined,
    fall: number('fall', 1),
    rise: number('rise', 1),
  };
}

/** What `init_file` puts into the file; else it is taken to be missing or empty, which counts as 0. */
function initialValue(block: Block): number {
  const directive = block.get('init_file');
  const number = directive?.argumentWords.map((word) => word.text).find((text) => /^-?\d+$/.test(text));
  return number === undefined ? 0 : Number(number);
}

function interfacesOf(instances: readonly FailoverInstance[], addresses: Readonly<Record<string, string | readonly string[]>>): readonly FailoverInterface[] {
  const used = instances.flatMap((instance) => [instance.interface, ...instance.addressDevices, ...instance.trackers.filter((tracker) => tracker.kind === 'interface').map((tracker) => tracker.name)]);
  const names = new Set([...used.filter((name) => typeof name === 'string'), ...Object.keys(addresses)]);
  return [...names].map((name): FailoverInterface => {
    const given = ownValue(addresses, name);
    return { name, addresses: given === undefined ? undefined : typeof given === 'string' ? [given] : given };
  });
}

/** What a table has under a name, which may be that of something every object has. */
function ownValue<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}
