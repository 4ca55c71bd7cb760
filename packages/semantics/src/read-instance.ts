import { effectiveAuthentication, effectiveHmac } from './authentication.ts';
import type { Configuration } from './configuration.ts';
import type { Address, AnyDirective, Family, Setting, UnicastPeer, VirtualAddress, VrrpInstance } from './instance.ts';
import type { BlockOf, ItemOf } from './model.ts';
import { derived, fromDirective, isFragment, misspelt, whenAbsent, type OneValue } from './setting.ts';
import { syncGroupOf } from './sync-groups.ts';
import type { Node } from './workspace.ts';

type InstanceBlock = BlockOf<'vrrp_instance'>;

const defaultGroup: Readonly<Record<Family, Address>> = {
  ipv4: { family: 'ipv4', address: '224.0.0.18', prefix: undefined },
  ipv6: { family: 'ipv6', address: 'ff02::12', prefix: undefined },
};

/** As they were read for the first node that asked. */
const memo = new WeakMap<Configuration, readonly VrrpInstance[]>();
const nodeMemo = new WeakMap<Node, readonly VrrpInstance[]>();

/** The `vrrp_instance` blocks of a node with the settings that take effect (vrrp_complete_instance), in reading order. */
export function readInstances(node: Node): readonly VrrpInstance[] {
  let instances = nodeMemo.get(node);
  if (!instances) {
    const { configuration } = node;
    const known = memo.get(configuration);
    instances = known ? known.map((instance) => ({ ...instance, node })) : configuration.blocks('vrrp_instance').map((block) => readInstance(node, block));
    nodeMemo.set(node, instances);
    if (!known) memo.set(configuration, instances);
  }
  return instances;
}

/** The same for a configuration, whatever node it belongs to. */
export function readInstancesOf(configuration: Configuration): readonly VrrpInstance[] {
  return memo.get(configuration) ?? readInstances({ name: '', configuration, configId: configuration.configId });
}

function readInstance(node: Node, block: InstanceBlock): VrrpInstance {
  const { configuration } = node;
  const absent = <T>(keyword: string, value: T | undefined) => (): Setting<T> => whenAbsent(configuration, block, keyword, value);
  const name = block.argument('name')?.value ?? block.args.name.text;
  const family = readFamily(configuration, block);
  const strict = flag(block.get('strict_mode'), () => flag(globalValue(configuration, 'vrrp_strict'), () => whenAbsent(configuration, undefined, 'vrrp_strict', false)));
  const version = readVersion(configuration, block, family, strict);
  const written = fromDirective(block.get('state'), absent<'MASTER' | 'BACKUP'>('state', undefined));
  const priority = readPriority(configuration, block, written);
  const state = written.value !== undefined || written.unknown ? written : derived(priority.value === 255 ? 'MASTER' as const : 'BACKUP' as const, undefined, priority);
  const authentication = effectiveAuthentication(configuration, block, { version, strict, family });
  const initial = initialState(state, priority, strict, authentication.authType);
  const nopreempt = readNopreempt(block, initial, priority);
  const source = lastOf(block, ['unicast_src_ip', 'mcast_src_ip']);
  const { addresses, addressesUnknown } = readAddresses(configuration, block);
  const { peers, unicastPeersUnknown } = readPeers(configuration, block, family);
  return {
    node,
    configuration,
    block,
    name,
    family,
    vrid: fromDirective(block.get('virtual_router_id'), absent<number>('virtual_router_id', undefined)),
    priority,
    state,
    interface: fromDirective(block.get('interface'), absent<string>('interface', undefined)),
    version,
    strict,
    advertInt: readAdvertInt(configuration, block, version),
    ...authentication,
    hmac: effectiveHmac(configuration, block, strict),
    nopreempt,
    preemptDelay: readPreemptDelay(configuration, block, initial, nopreempt, strict),
    addresses,
    addressesUnknown,
    unicastSource: fromDirective<Address>(block.get('unicast_src_ip'), absent<Address>('unicast_src_ip', undefined)),
    source: fromDirective<Address>(source, absent<Address>('unicast_src_ip', undefined)),
    unicastPeers: peers,
    unicastPeersUnknown,
    multicastGroup: readGroup(configuration, block, family),
    syncGroup: syncGroupOf(configuration, name),
  };
}

function globalValue<T>(configuration: Configuration, name: string): OneValue<T> | undefined {
  return configuration.global(name) as OneValue<T> | undefined;
}

/** A switch with an optional word: alone it means "on". */
function flag(directive: AnyDirective | undefined, absent: () => Setting<boolean>): Setting<boolean> {
  if (!directive) return absent();
  const word = directive.words[1];
  if (!word) return { value: true, unknown: false, directive };
  const value = word.dynamic ? undefined : { true: true, on: true, yes: true, false: false, off: false, no: false }[word.text];
  return { value, unknown: value === undefined, directive };
}

/** The first thing with an address sets the family; what is of another one is ignored afterwards. */
function readFamily(configuration: Configuration, block: InstanceBlock): Setting<Family> {
  let unknown: AnyDirective | undefined;
  for (const directive of block.directives) {
    if (directive.name === 'native_ipv6') return { value: 'ipv6', unknown: false, directive };
    if (!givesFamily.has(directive.name)) continue;
    for (const line of directive.isBlock() ? directive.items : [directive]) {
      const given = line.argument('address') ?? line.argument('value');
      const address = given?.value as Address | undefined;
      if (address) return { value: address.family, unknown: false, directive };
      unknown ??= directive;
    }
  }
  if (unknown) return { value: undefined, unknown: true, directive: unknown };
  return configuration.complete ? { value: 'ipv4', unknown: false, directive: undefined } : { value: undefined, unknown: true, directive: undefined };
}

const givesFamily = new Set(['virtual_ipaddress', 'unicast_src_ip', 'mcast_src_ip', 'mcast_dst_ip', 'unicast_peer']);

function readVersion(configuration: Configuration, block: InstanceBlock, family: Setting<Family>, strict: Setting<boolean>): Setting<2 | 3> {
  const own = block.get('version');
  if (own) {
    const setting = fromDirective(own as OneValue<number>, () => ({ value: undefined, unknown: true, directive: own }));
    if (setting.value === 2 && family.value === 'ipv6') return derived(strict.value ? 3 as const : 2 as const, own, strict);
    return derived(setting.value === 2 ? 2 as const : 3 as const, own, setting);
  }
  if (family.value === 'ipv6') return { value: 3, unknown: false, directive: undefined };
  const global = fromDirective(globalValue<number>(configuration, 'vrrp_version'), () => whenAbsent(configuration, undefined, 'vrrp_version', 2));
  return derived(global.value === 3 ? 3 as const : 2 as const, global.directive, family, global, whenAbsent(configuration, block, 'version', 2));
}

function readPriority(configuration: Configuration, block: InstanceBlock, state: Setting<'MASTER' | 'BACKUP'>): Setting<number> {
  return fromDirective(block.get('priority'), () => derived(state.value === 'MASTER' ? 255 : 100, undefined, state, whenAbsent(configuration, block, 'priority', 0)));
}

/** What the instance starts as in the code: strict mode derives it from the priority, AH excludes MASTER. */
function initialState(state: Setting<'MASTER' | 'BACKUP'>, priority: Setting<number>, strict: Setting<boolean>, authType: Setting<string>): Setting<'MASTER' | 'BACKUP'> {
  if (state.value !== 'MASTER') return strict.value && priority.value === 255 ? derived('MASTER', undefined, priority) : state;
  const backup = priority.value !== 255 && (strict.value === true || authType.value === 'AH');
  return derived(backup ? 'BACKUP' : 'MASTER', state.directive, state, priority, strict, authType);
}

function readNopreempt(block: InstanceBlock, initial: Setting<'MASTER' | 'BACKUP'>, priority: Setting<number>): Setting<boolean> {
  const last = block.directives.filter((each) => each.name === 'nopreempt' || each.name === 'preempt').at(-1);
  if (last?.name !== 'nopreempt') return { value: false, unknown: false, directive: last };
  return derived(initial.value !== 'MASTER' && priority.value !== 255, last, initial, priority);
}

function readPreemptDelay(configuration: Configuration, block: InstanceBlock, initial: Setting<'MASTER' | 'BACKUP'>, nopreempt: Setting<boolean>, strict: Setting<boolean>): Setting<number> {
  const written = fromDirective(block.get('preempt_delay') as OneValue<number> | undefined, () => whenAbsent(configuration, block, 'preempt_delay', 0));
  if (written.value === 0) return written;
  const cleared = initial.value === 'MASTER' || nopreempt.value === true || strict.value === true;
  return derived(cleared ? 0 : written.value, written.directive, written, initial, nopreempt, strict);
}

/** Version 2 sends whole seconds, at least one; version 3 hundredths of a second in twelve bits. */
function readAdvertInt(configuration: Configuration, block: InstanceBlock, version: Setting<2 | 3>): Setting<number> {
  const written = fromDirective(block.get('advert_int') as OneValue<number> | undefined, () => whenAbsent(configuration, block, 'advert_int', 1));
  if (written.value === undefined || Number.isInteger(written.value) && written.value <= 40) return written;
  const value = version.value === 2 ? Math.max(1, Math.min(255, Math.round(written.value))) : Math.max(0.01, Math.min(40.95, Math.round(Math.round(written.value * 1e6) / 1e4) / 100));
  return derived(value, written.directive, written, version);
}

function readAddresses(configuration: Configuration, block: InstanceBlock): { addresses: readonly VirtualAddress[]; addressesUnknown: boolean } {
  const addresses: VirtualAddress[] = [];
  const met = new Set<string>();
  let addressesUnknown = !configuration.complete || misspelt(configuration, block, 'virtual_ipaddress');
  for (const list of ['virtual_ipaddress', 'virtual_ipaddress_excluded'] as const) {
    const excluded = list === 'virtual_ipaddress_excluded';
    for (const item of block.itemsOf(list)) {
      const address = item.argument('address');
      if (!address?.value) {
        addressesUnknown ||= address?.state === 'dynamic' || !excluded;
        continue;
      }
      const key = `${list} ${address.value.address}`;
      if (!met.has(key)) addresses.push({ address: plain(address.value), device: textOf(item, 'dev'), scope: textOf(item, 'scope'), excluded, item });
      met.add(key);
    }
  }
  return { addresses, addressesUnknown };
}

/** An option as it is written; most addresses have none. */
function textOf(item: ItemOf<'vrrp_instance', 'virtual_ipaddress' | 'virtual_ipaddress_excluded'>, name: 'dev' | 'scope'): string | undefined {
  return item.argument(name) && item.args[name]?.text;
}

function readPeers(configuration: Configuration, block: InstanceBlock, family: Setting<Family>): { peers: readonly UnicastPeer[]; unicastPeersUnknown: boolean } {
  const peers: UnicastPeer[] = [];
  let unicastPeersUnknown = !configuration.complete || isFragment(block) || misspelt(configuration, block, 'unicast_peer');
  for (const item of block.itemsOf('unicast_peer')) {
    const address = item.argument('value');
    if (!address?.value) unicastPeersUnknown = true;
    else if (family.value === undefined || address.value.family === family.value) peers.push({ address: plain(address.value), item });
  }
  return { peers, unicastPeersUnknown };
}

function readGroup(configuration: Configuration, block: InstanceBlock, family: Setting<Family>): Setting<Address> {
  const own = block.get('mcast_dst_ip');
  if (own) return fromDirective<Address>(own, () => ({ value: undefined, unknown: true, directive: own }));
  if (family.value === undefined) return { value: undefined, unknown: true, directive: undefined };
  const keyword = family.value === 'ipv4' ? 'vrrp_mcast_group4' : 'vrrp_mcast_group6';
  const group = fromDirective(globalValue<Address>(configuration, keyword), () => whenAbsent(configuration, undefined, keyword, defaultGroup[family.value ?? 'ipv4']));
  return group;
}

function lastOf(block: InstanceBlock, names: readonly ('unicast_src_ip' | 'mcast_src_ip')[]): OneValue<Address> | undefined {
  const found = block.directives.filter((each) => names.some((name) => name === each.name)).at(-1);
  return found as OneValue<Address> | undefined;
}

function plain(address: Address): Address {
  return { family: address.family, address: address.address, prefix: address.prefix };
}
